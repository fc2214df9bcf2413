import AuditModel
import Measures
import Testing

struct SuppressionTests {
    @Test(arguments: [
        ([20, 30, 40], [20, 30, 40] as [Int?]),
        // One small cell takes the next smallest with it.
        ([3, 30, 40], [nil, nil, 40]),
        // Two that together stay below eleven take a third.
        ([3, 4, 30, 40], [nil, nil, nil, 40]),
        ([6, 7, 30, 40], [nil, nil, 30, 40]),
        ([0, 30], [0, 30]),
        ([0, 3, 30], [0, nil, nil]),
        ([0, 3], [0, nil]),
        ([11, 12], [11, 12]),
        ([], []),
    ])
    func `Small cells and their complements are suppressed`(cells: [Int], shown: [Int?]) {
        #expect(suppressed(cells, minimum: 11) == shown)
    }

    @Test func `No suppressed cell can be worked out from the total`() {
        var generator = SeededGenerator(state: 11)
        for _ in 0..<2000 {
            let cells = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
                Int.random(in: 0...40, using: &generator)
            }
            let shown = suppressed(cells, minimum: 11)
            let hidden = cells.indices.filter { shown[$0] == nil }
            #expect(shown.allSatisfy { $0 == nil || $0 == 0 || $0 ?? 0 >= 11 })
            if !hidden.isEmpty, shown.contains(where: { $0 ?? 0 > 0 }) {
                #expect(hidden.count >= 2)
                #expect(hidden.reduce(0) { $0 + cells[$1] } >= 11)
            }
        }
    }

    @Test func `A rate leaves only where numerator and rest are both large`() {
        func shared(_ deviations: Int, _ compliant: Int) -> SharedCounts {
            var tally = RuleTally(ruleID: "R")
            tally.counts = [.deviation: deviations, .compliant: compliant]
            tally.rate = RuleTally.Rate(deviations, of: deviations + compliant, minimumCell: 11)
            return SharedCounts(tally, minimumCell: 11)
        }
        #expect(shared(3, 60).rate == nil)
        #expect(shared(60, 3).rate == nil)
        #expect(shared(3, 60).counts[.deviation] == nil)
        #expect(shared(20, 60).rate?.numerator == 20)
        #expect(shared(0, 60).rate?.numerator == 0)
        #expect(shared(20, 60).judged == 80)
        #expect(shared(3, 4).judged == nil)
    }
}
