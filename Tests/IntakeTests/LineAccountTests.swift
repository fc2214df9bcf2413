import AuditModel
import Foundation
import Intake
import Testing

/// What spreadsheets and report writers leave around orders is no order, and no line of it is lost.
@Suite struct LineAccountTests {
    @Test func `rows of nothing but delimiters are blank and a padded sentence below is a footer`() throws {
        let result = try takeIn(
            canonical(
                "1,P,2025-01-01,,C,x,y,,", ",,,,,,,,", "\"\",,,,,,,,", "2,P,2025-01-02,,C,x,y,,", ",,,,,,,,",
                "Source: imaging system,,,,,,,,", "\u{1A}"))
        let lines = try #require(result.lines.first)
        #expect(lines.addsUp)
        #expect((lines.order, lines.blank, lines.footer, lines.quarantined) == (2, 4, 1, 0))
        #expect(result.reconciliation.rowsRead == 2)
    }

    @Test func `a cell of very many lines keeps the account`() throws {
        let cell = String(repeating: "\n", count: 70_000)
        let result = try takeIn(canonical("1,P,2025-01-01,,C,x,\"a\(cell)b\",,", "2,P,2025-01-02,,C,x,y,,"))
        #expect(result.reconciliation.orders == 2)
        #expect(result.lines.first?.total == 70_003)
        #expect(result.lines.first?.addsUp == true)
    }

    @Test(arguments: [1, 4]) func `a quote that nothing closes is refused with its line, however much follows`(
        jobs: Int
    ) throws {
        let rows = (0..<20_000).map { "\($0),P\($0),2025-01-01,,C,x,y,," }
        let text = canonical("a,P,2025-01-01,,C,x,\"lump,,") + rows.joined(separator: "\n")
        var settings = IntakeSettings(jobs: jobs, chunkBytes: 1 << 16)
        let issues = try refusal(of: text, settings: settings)
        #expect(issues.map(\.line) == [2])
        #expect(issues.first?.message.contains("unclosed-quotes: text") == true)
        settings.profile = try Profile(parsing: "name: mine\nunclosed-quotes: text\n", file: "mine.yaml")
        let result = try takeIn(text, settings: settings)
        #expect(result.reconciliation.orders == 20_001)
        #expect(result.reconciliation.repaired == 1)
    }

    @Test func `a quote far down is told by its line in the file`() throws {
        var rows = (0..<9000).map { "\($0),P\($0),2025-01-01,,C,x,\"two\nlines\",," }
        rows[7000] = "Q,PQ,2025-01-01,,C,x,\"open,,"
        rows[7001...] = ArraySlice(rows[7001...].map { $0.replacing("\"", with: "").replacing("\n", with: " ") })
        let text = canonical() + rows.joined(separator: "\n")
        for chunk in [1 << 14, 1 << 24] as [UInt64] {
            let issues = try refusal(of: text, settings: IntakeSettings(jobs: 2, chunkBytes: chunk))
            #expect(issues.map(\.line) == [14_002])
        }
    }

    @Test func `a pair of stray quotes on one line is text and harms nothing`() throws {
        let result = try takeIn(canonical("1,P,2025-01-01,,C,x,\"left\" flank,,", "2,P,2025-01-02,,C,x,y,,"))
        #expect(result.reconciliation.orders == 2)
        #expect(result.reconciliation.repaired == 1)
    }

    @Test func `a file cut off inside a quoted cell loses that row alone`() throws {
        let result = try takeIn(canonical("1,P,2025-01-01,,C,x,y,,") + "2,P,2025-01-02,,C,x,\"half a sen")
        #expect(result.quarantine.map(\.reason) == ["WRONG_COLUMN_COUNT"])
        #expect(result.reconciliation.orders == 1)
    }
}
