import AuditModel
import Testing

@Suite struct HistoryBuilderTests {
    @Test func `places of one group are one lesion and the first named is its origin`() {
        var orders = Histories()
        orders.add(day: 0, .us, says: [.init(site: 1, side: .left)])
        orders.add(day: 3, .ct, says: [.init(site: 2, side: .left)])
        let lesions = orders.history.lesions
        #expect(lesions.count == 1)
        #expect(lesions.first?.site == Histories.site(1))
        #expect(lesions.first?.members == [0, 1])
    }

    @Test func `left and right are two lesions, an unknown side joins the only one there is`() {
        var orders = Histories()
        orders.add(day: 0, .us, says: [.init(site: 1, side: .left)])
        orders.add(day: 1, .us, says: [.init(site: 1)])
        #expect(orders.history.lesions.map(\.members) == [[0, 1]])
        orders.add(day: 2, .us, says: [.init(site: 1, side: .right)])
        let lesions = orders.history.lesions
        #expect(lesions.map(\.side) == [.left, .right])
        #expect(lesions.map(\.members) == [[0], [2]])
        #expect(lesions.allSatisfy { $0.ambiguousRows == [1] })
    }

    @Test func `both sides join each`() {
        var orders = Histories()
        orders.add(day: 0, .us, says: [.init(site: 1, side: .left)])
        orders.add(day: 1, .us, says: [.init(site: 1, side: .bilateral)])
        orders.add(day: 2, .us, says: [.init(site: 1, side: .right)])
        #expect(orders.history.lesions.map(\.members) == [[0, 1], [1, 2]])
    }

    @Test func `a lesion without a place joins the one open lesion it fits, by hint, region and time`() {
        var orders = Histories()
        orders.add(day: 0, .us, says: [.init(site: 1, side: .left)])
        orders.add(day: 5, .other, .biopsy, regions: [], says: [.init(site: 4, field: .icd10)])
        orders.add(day: 400, .other, .biopsy, regions: [], says: [.init(site: 4, field: .icd10)])
        let lesions = orders.history.lesions
        #expect(lesions.first?.members == [0, 1])
        // Four hundred days later the episode is closed: the order founds a lesion whose place nobody knows.
        #expect(lesions.last?.site == .unspecified)
        #expect(lesions.last?.members == [2])
    }

    @Test func `an order of another region never joins`() {
        var orders = Histories()
        orders.add(day: 0, .us, says: [.init(site: 1, side: .left)])
        orders.add(day: 2, .ct, regions: RegionSet(.chest))
        orders.add(day: 3, .ct)
        #expect(orders.history.lesions.first?.members == [0, 2])
    }

    @Test func `two masses in one order are two lesions`() {
        var orders = Histories()
        orders.add(day: 0, .us, says: [.init(site: 1, side: .left), .init(site: 3, side: .right, lesion: 1)])
        #expect(orders.history.lesions.count == 2)
    }

    @Test func `a gap of more than 180 days makes a new episode, 180 days do not`() {
        var orders = Histories()
        orders.add(day: 0, .us, says: [.init(site: 1, side: .left)])
        orders.add(day: 180, .us, says: [.init(site: 1, side: .left)])
        orders.add(day: 361, .us, says: [.init(site: 1, side: .left)])
        #expect(orders.history.lesions.first?.episodes == [0..<2, 2..<3])
    }

    @Test func `a fact is known since the study that showed it, up to sixty days back`() {
        for (later, linked) in [(Int32(60), true), (61, false)] {
            var orders = Histories()
            orders.add(day: 0, .us, says: [.init(site: 1, side: .left)])
            orders.add(
                day: later, .ct,
                says: [.init(site: 1, side: .left, concepts: [Histories.mineral], foundOn: .us, field: .priorFinding)])
            let statement = orders.history.lesions.first?.statements.first {
                orders.table.facts.statements[$0.statement].foundOn == .us
            }
            #expect(statement?.linkedRow == (linked ? 0 : nil))
            #expect(statement?.known.day.number == (linked ? 0 : later))
        }
    }

    @Test func `a study that was not performed showed nothing`() {
        var orders = Histories()
        orders.add(day: 0, .us, status: .cancelled, says: [.init(site: 1, side: .left)])
        orders.add(day: 4, .ct, says: [.init(site: 1, side: .left, foundOn: .us, field: .priorFinding)])
        #expect(orders.history.lesions.first?.statements.allSatisfy { $0.linkedRow == nil } == true)
    }
}
