import AuditModel
import Foundation
import Intake
import Testing

/// What was kept apart can be put right and given again, beside its file or alone, and nothing is counted twice.
@Suite struct QuarantineTests {
    private let rows = canonical(
        "1,P,2025-01-01,,C,x,y,,", "2,P,2025-99-01,,C,\"x, z\",\"two\nlines\",,", "SAME,Q,2025-02-01,,C,x,y,,",
        "SAME,R,2025-02-02,,C,x,y,,")

    /// The quarantine table of a result, as a report folder holds it.
    private func table(_ result: IntakeResult, delimiter: String = ",", _ mend: (String) -> String) -> String {
        func quoted(_ text: String) -> String { "\"\(text.replacing("\"", with: "\"\""))\"" }
        let rows = result.quarantine.map { row in
            [
                row.file, String(row.line), row.reason, quoted(mend(String(decoding: row.bytes, as: UTF8.self))),
                quoted(String(decoding: row.header, as: UTF8.self)),
            ].joined(separator: delimiter) + "\n"
        }
        return ["file", "line", "reason", "record", "header"].joined(separator: delimiter) + "\n" + rows.joined()
    }

    private func mend(_ record: String) -> String {
        record.replacing("-99-", with: "-09-").replacing("SAME,R", with: "OTHER,R")
    }

    @Test(arguments: [",", ";"]) func `beside its file every row counts once`(delimiter: String) throws {
        let exports = try Exports()
        try exports.write(rows)
        let before = try exports.takeIn()
        #expect(before.reconciliation.quarantined == 3)
        try exports.write(table(before, delimiter: delimiter, mend), as: "mended.csv")
        let after = try exports.takeIn()
        #expect(after.reconciliation.orders == 4)
        #expect(after.reconciliation.quarantined == 0)
        #expect(after.reconciliation.superseded == 3)
        #expect(after.reconciliation.addsUp)
        #expect(after.lines.allSatisfy { $0.addsUp })
        #expect(after.lines.last?.total == 5)
    }

    @Test func `alone its headings tell what the records mean`() throws {
        let exports = try Exports()
        try exports.write(rows)
        let mended = table(try exports.takeIn(), mend)
        let alone = try takeIn(mended)
        #expect(alone.reconciliation.orders == 3)
        #expect(alone.lines.allSatisfy { $0.addsUp })
        let texts = try alone.table.rows.map { try alone.archive.text(of: $0.source)[.examDescription] }
        #expect(texts.contains("two\nlines"))
    }

    @Test func `what is still not right keeps its place in the export, and the later table holds`() throws {
        let exports = try Exports()
        try exports.write(rows)
        try exports.write(table(try exports.takeIn(), { $0 }), as: "p1.csv")
        let again = try exports.takeIn()
        #expect(again.quarantine.map(\.file) == ["orders.csv", "orders.csv", "orders.csv"])
        #expect(again.quarantine.map(\.line) == [3, 5, 6])
        try exports.write(table(again, mend), as: "p2.csv")
        let after = try exports.takeIn()
        #expect(after.reconciliation.orders == 4)
        #expect(after.reconciliation.quarantined == 0)
        #expect(after.reconciliation.addsUp)
        #expect(after.lines.allSatisfy { $0.addsUp })
    }

    @Test func `a row that is none is refused with its line`() throws {
        let issues = try refusal(of: "file,line,reason,record,header\norders.csv,three,X,\"1,P\",\"a,b\"\n")
        #expect(issues.map(\.line) == [2])
    }
}
