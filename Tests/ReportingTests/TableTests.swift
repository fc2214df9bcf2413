import AuditModel
import Foundation
import Reporting
import Testing

struct TableTests {
    private let contract = [
        "finding_id", "rule_id", "verdict", "reason", "confidence", "patient", "episode", "order_id", "order_datetime",
        "performed_datetime", "exam_code", "exam_description", "lesion_site", "laterality", "performing_site",
        "department", "message", "evidence_order_ids", "searched_from", "searched_to",
    ]

    private func table(_ name: String, of result: AuditResult) throws -> [[String]] {
        let scratch = try Scratch()
        try ReportWriter(formats: ["csv"], allVerdicts: true).write(result, to: scratch.url.appending(path: "r"))
        return records(try scratch.bytes("r/\(name)")).map { $0.map { String(decoding: $0, as: UTF8.self) } }
    }

    @Test(arguments: ["findings.csv", "verdicts.csv"])
    func `The first columns are those of the interface, in its order`(name: String) throws {
        let table = try table(name, of: Fixture.result())
        #expect(Array(table[0].prefix(20)) == contract)
        #expect(table.count == 13)
        #expect(table.allSatisfy { $0.count == table[0].count })
    }

    @Test func `Every cell says what the finding says`() throws {
        let row = try table("findings.csv", of: Fixture.result())[1]
        #expect(
            row.prefix(20) == [
                "f0", "RULE-A", "DEVIATION", "NO_XSECT_BEFORE_TISSUE", "high", "p0", "p0/1", "O-0", "2026-03-03 18:00",
                "2026-03-05", "49180", "CT GUIDED BIOPSY, \"FLANK\"", "flank", "left", "Main", "Surgery",
                "Tissue sampling is recorded on 2026-03-05; no CT or MRI precedes it.", "O-1;O-2", "2025-09-06",
                "2026-03-05",
            ])
    }

    @Test(arguments: ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\u{FF1D}1", "  =HYPERLINK(\"http://x\")"])
    func `A cell that a spreadsheet would run becomes text`(cell: String) throws {
        var result = Fixture.result(findings: 1)
        result.findings[0].examDescription = cell
        result.findings[0].department = cell
        let row = try table("findings.csv", of: result)[1]
        #expect(row[11] == "'" + cell)
        #expect(row[15] == "'" + cell)
    }

    @Test(arguments: ["a=b", "x-ray", "", "a,b\nc\"d\"", "\u{FF0A}"])
    func `Other cells stay as they are`(cell: String) throws {
        var result = Fixture.result(findings: 1)
        result.findings[0].examDescription = cell
        #expect(try table("findings.csv", of: result)[1][11] == cell)
    }

    @Test func `Quarantined records keep their bytes, unreadable ones too`() throws {
        let scratch = try Scratch()
        var result = Fixture.result()
        result.quarantine.append(
            QuarantinedRecord(
                file: "a.csv", line: 3, reason: "R", bytes: Array("=cmd,1".utf8), header: Array("k,l".utf8)))
        try ReportWriter(formats: ["csv"]).write(result, to: scratch.url.appending(path: "r"))
        let rows = records(try scratch.bytes("r/quarantine.csv"))
        #expect(rows[0] == ["file", "line", "reason", "record", "header"].map { Array($0.utf8) })
        #expect(rows[1][3] == Array("O-9,,=1+1,\"a\nb\"".utf8))
        #expect(rows[2][3] == [0x4F, 0xFF, 0x2C])
        #expect(rows[3][3] == Array("'=cmd,1".utf8))
        #expect(rows[3][4] == Array("k,l".utf8))
    }
}
