import AuditModel
import Intake
import Testing

@Suite struct RepeatedOrderTests {
    struct Account: Equatable, CustomTestStringConvertible {
        var orders = 0
        var duplicates = 0
        var superseded = 0
        var quarantined = 0
        var testDescription: String { "\(orders) \(duplicates) \(superseded) \(quarantined)" }
    }

    static let cases: [(name: String, rows: [String], account: Account)] = [
        ("sent twice", ["1,P,2025-01-01,,C,x,y,,", "1,P,2025-01-01,,C,x,y,,"], Account(orders: 1, duplicates: 1)),
        (
            "a later state", ["1,P,2025-01-01,,Scheduled,x,y,,", "1,P,2025-01-01,2025-01-04,Completed,x,y,,"],
            Account(orders: 1, superseded: 1)
        ),
        (
            "a corrected time",
            ["1,P,2025-01-01,2025-01-04,Completed,x,y,,", "1,P,2025-01-01,2025-01-05,Completed,x,y,,"],
            Account(orders: 1, superseded: 1)
        ),
        (
            "two lines of one order",
            ["1,P,2025-01-01,2025-01-04,Completed,x,y,,", "1,P,2025-01-01,2025-01-04,Completed,z,w,,"],
            Account(orders: 2)
        ),
        (
            "both sides under one order",
            ["1,P,2025-01-01,2025-01-04,C,x,y,LT,", "1,P,2025-01-01,2025-01-04,C,x,y,RT,"],
            Account(orders: 2)
        ),
        (
            "within ten minutes",
            ["1,P,2025-01-01,2025-01-04 10:00,C,x,y,,", "2,P,2025-01-01,2025-01-04 10:09,C,x,y,,"],
            Account(orders: 1, duplicates: 1)
        ),
        (
            "eleven minutes apart",
            ["1,P,2025-01-01,2025-01-04 10:00,C,x,y,,", "2,P,2025-01-01,2025-01-04 10:11,C,x,y,,"], Account(orders: 2)
        ),
        (
            "the same day without times", ["1,P,2025-01-01,2025-01-04,C,x,y,,", "2,P,2025-01-01,2025-01-04,C,x,y,,"],
            Account(orders: 2)
        ),
        (
            "one accession", ["1,P,2025-01-01,2025-01-04,C,x,y,,A7", "2,P,2025-01-01,2025-01-04,C,x,y,,A7"],
            Account(orders: 1, duplicates: 1)
        ),
        (
            "one accession, another code",
            ["1,P,2025-01-01,2025-01-04,C,x,y,,A7", "2,P,2025-01-01,2025-01-04,C,z,y,,A7"],
            Account(orders: 2)
        ),
        (
            "sides in the name",
            ["1,P,2025-01-01,2025-01-04 10:00,C,x,KNEE LEFT,,", "2,P,2025-01-01,2025-01-04 10:05,C,x,KNEE RIGHT,,"],
            Account(orders: 2)
        ),
        (
            "an order id of two patients",
            ["1,P,2025-01-01,,C,x,y,,", "1,Q,2025-01-01,,C,x,y,,", "2,P,2025-01-01,,C,x,y,,"],
            Account(orders: 1, quarantined: 2)
        ),
    ]

    @Test(arguments: cases.indices, [false, true])
    func `rows of one order are told from orders of their own`(index: Int, reversed: Bool) throws {
        let rows = Self.cases[index].rows
        let result = try takeIn(canonical() + (reversed ? rows.reversed() : rows).map { $0 + "\n" }.joined())
        let books = result.reconciliation
        let account = Account(
            orders: books.orders, duplicates: books.duplicates, superseded: books.superseded,
            quarantined: books.quarantined)
        #expect(account == Self.cases[index].account, "\(Self.cases[index].name)")
        #expect(books.addsUp)
        #expect(result.lines.allSatisfy { $0.addsUp })
        let kept = result.table.duplicates.values.reduce(0) { $0 + $1.count }
        #expect(kept == account.duplicates)
        #expect(result.table.rows.count { $0.flags.contains(.hasDuplicates) } == result.table.duplicates.count)
    }

    @Test func `the later state is the one that is kept`() throws {
        let result = try takeIn(
            canonical("1,P,2025-01-01,2025-01-04,Completed,x,y,,", "1,P,2025-01-01,,Scheduled,x,y,,"))
        #expect(result.table.rows.map(\.status) == [.completed])
    }

    @Test func `one patient with very many rows is read in a moment`() throws {
        let rows = (0..<30_000).map { "\($0),P,2025-01-01,2025-01-04 10:00,C,x\($0),y,,\n" }.joined()
        let result = try takeIn(canonical() + rows)
        #expect(result.reconciliation.orders == 30_000)
    }
}
