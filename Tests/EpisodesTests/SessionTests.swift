import AuditModel
import Testing

@Suite struct SessionBuilderTests {
    private func studies(_ second: Int32, _ other: Int32, accession: UInt64 = 0, day: Int32 = 0) -> Int {
        var orders = Histories()
        orders.add(day: 0, second: second, .ct, accession: accession)
        orders.add(day: day, second: other, .ct, accession: accession)
        return orders.history.studies.count
    }

    @Test func `lines within two hours are one study, later ones are not`() {
        #expect(studies(36_000, 36_000 + 7_200) == 1)
        #expect(studies(36_000, 36_000 + 7_260) == 2)
    }

    @Test func `lines of one day without clock times are one study`() {
        #expect(studies(-1, -1) == 1)
        #expect(studies(-1, -1, day: 1) == 2)
    }

    @Test func `one accession is one study whatever the time`() {
        #expect(studies(0, 80_000, accession: 7) == 1)
    }

    @Test func `another modality or a cancelled line is a study of its own`() {
        var orders = Histories()
        orders.add(day: 0, .ct)
        orders.add(day: 0, .mr)
        orders.add(day: 0, .ct, status: .cancelled)
        #expect(orders.history.studies.count == 3)
    }
}
