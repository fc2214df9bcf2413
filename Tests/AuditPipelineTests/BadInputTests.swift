import AuditModel
import AuditPipeline
import Foundation
import Testing

/// What real folders hold: each case gets a clear message or a quarantine row, and no earlier report is lost.
@Suite struct BadInputTests {
    struct Refused: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var bytes: Data?
        init(_ name: String, _ bytes: Data?) { (testDescription, self.bytes) = (name, bytes) }
        init(_ name: String, _ text: String) { self.init(name, Data(text.utf8)) }
    }

    @Test(arguments: [
        Refused("missing file", nil), Refused("empty file", ""), Refused("header only", InventedOrders.header + "\n"),
        Refused("no known column", "a,b,c\n1,2,3\n"),
        Refused("binary", Data((0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 197 &+ $0 >> 3) })),
        Refused("only broken rows", InventedOrders.header + "\n" + String(repeating: "x,y\n", count: 20)),
    ])
    func `an unusable file is refused and an earlier report survives`(refused: Refused) throws {
        let folder = try TestFolder()
        let report = folder.url.appending(path: "report")
        try FileManager.default.createDirectory(at: report, withIntermediateDirectories: true)
        try Data("earlier".utf8).write(to: report.appending(path: "report.html"))
        var path = folder.url.appending(path: "absent.csv").path
        if let bytes = refused.bytes { path = try folder.write("in.csv", bytes) }
        let error = #expect(throws: AuditIssues.self) { try AuditRunTests.audit([path], in: folder, out: "report") }
        #expect(error?.subject == .input)
        #expect(error?.issues.isEmpty == false)
        #expect(try folder.bytes("report/report.html") == Data("earlier".utf8))
        #expect(try FileManager.default.contentsOfDirectory(atPath: report.path) == ["report.html"])
    }

    private func good(_ count: Int) -> [String] {
        (0..<count).map { "G\($0),P\($0),F,1980-01-01,,2025-02-01,2025-02-01,COMPLETED,76700,US ABDOMEN,pain,," }
    }

    private func audit(_ rows: [String], _ folder: TestFolder) throws -> AuditResult {
        let file = try folder.write("in.csv", ([InventedOrders.header] + good(60) + rows).joined(separator: "\n"))
        return try AuditRunTests.audit([file], in: folder, out: "o").result
    }

    @Test func `an odd quote is read as text, counted, and swallows nothing`() throws {
        let row = "Q1,PQ,F,1980-01-01,,2025-02-01,2025-02-01,COMPLETED,76700,US ABDOMEN,1.5\" mass left flank,,"
        let result = try audit([row], TestFolder())
        #expect(result.reconciliation.orders == 61)
        #expect(result.reconciliation.repaired == 1)
    }

    @Test func `a status word that nobody knows keeps its row and is told`() throws {
        let row = "S1,PS,F,1980-01-01,,2025-02-01,2025-02-01,FROBNICATED,76700,US ABDOMEN,left flank mass,,"
        let result = try audit([row], TestFolder())
        #expect(result.reconciliation.orders == 61)
        #expect(result.findings.contains { $0.reason == "DQ-STATUS-UNKNOWN" && $0.orderID == "S1" })
    }

    @Test func `a date that does not exist, a missing patient and half a record are quarantined with their bytes`()
        throws
    {
        let rows = [
            "D1,PD,F,1980-01-01,,2025-02-31,2025-02-31,COMPLETED,76700,US ABDOMEN,pain,,",
            "D2,,F,1980-01-01,,2025-02-01,2025-02-01,COMPLETED,76700,US ABDOMEN,pain,,", "D3,PD",
        ]
        let result = try audit(rows, TestFolder())
        #expect(result.quarantine.map { String(decoding: $0.bytes, as: UTF8.self) } == rows)
        #expect(result.quarantine.allSatisfy { !$0.reason.isEmpty && $0.line > 60 })
    }

    @Test func `two patients with one order id are not mixed up`() throws {
        let rows = ["A", "B"].map {
            "SAME,P\($0),F,1980-01-01,,2025-02-01,2025-02-01,COMPLETED,76700,US ABDOMEN,left flank mass,,"
        }
        let result = try audit(rows, TestFolder())
        #expect(result.reconciliation.addsUp)
        #expect(result.reconciliation.orders + result.reconciliation.quarantined == 62)
    }

    @Test func `a cell of ten megabytes is quarantined and the rows behind it are read`() throws {
        let huge =
            "H1,PH,F,1980-01-01,,2025-02-01,2025-02-01,COMPLETED,76700,US ABDOMEN,\"\(String(repeating: "x", count: 10_000_000))\",,"
        let result = try audit([huge] + good(61).suffix(1).map { $0.replacing("G60", with: "AFTER") }, TestFolder())
        #expect(result.reconciliation.quarantined == 1)
        #expect(result.reconciliation.orders == 61)
    }

    @Test func `no message tells what a cell holds`() throws {
        let folder = try TestFolder()
        let rows = (0..<30).map { "N\($0),P,F,SECRETDATE,,SECRETDATE,SECRETDATE,SECRETSTATUS,76700,US,SECRETTEXT,," }
        let file = try folder.write("in.csv", ([InventedOrders.header] + rows).joined(separator: "\n"))
        let error = #expect(throws: AuditIssues.self) { try AuditRunTests.audit([file], in: folder, out: "o") }
        for issue in error?.issues ?? [] { #expect(!issue.description.contains("SECRET"), "\(issue)") }
    }

    @Test func `a site file with slips of the pen is refused with the nearest words`() throws {
        let folder = try TestFolder()
        let file = try folder.write("in.csv", ([InventedOrders.header] + good(5)).joined(separator: "\n"))
        let site = try folder.write(
            "site.yaml",
            "severity-profile: source-strickt\nrules: { CALC-FLANK-CT-FRST: off }\nparameters: { lookback-day: 90 }\n")
        let error = #expect(throws: AuditIssues.self) {
            try AuditRunTests.audit([file], in: folder, out: "o") { $0.siteFile = URL(filePath: site) }
        }
        #expect(error?.subject == .knowledge)
        let messages = error?.issues.map(\.description) ?? []
        for meant in ["source-strict", "CALC-FLANK-CT-FIRST", "lookback-days"] {
            #expect(messages.contains { $0.contains("did you mean '\(meant)'?") }, "\(messages)")
        }
    }

    @Test(arguments: [
        ("parameters: { min-cell: 0 }", "'min-cell' is at least 1"),
        ("parameters: { lookback-days: 12.5 }", "expected a whole number of days"),
        ("parameters: { lookback-days: -1 }", "can not be negative"),
        ("parameters: { size-threshold-cm: 1e300 }", "expected a number of at most"),
        ("status-words: { completed: [Read], cancelled: [READ] }", "'READ' stands under completed too"),
    ])
    func `a site file that says what can not be is refused`(text: String, told: String) throws {
        let folder = try TestFolder()
        let file = try folder.write("in.csv", ([InventedOrders.header] + good(5)).joined(separator: "\n"))
        let site = try folder.write("site.yaml", text)
        let error = #expect(throws: AuditIssues.self) {
            try AuditRunTests.audit([file], in: folder, out: "o") { $0.siteFile = URL(filePath: site) }
        }
        #expect(error?.issues.contains { $0.message.contains(told) } == true, "\(error?.issues ?? [])")
    }

    @Test func `a report's findings are no orders`() throws {
        let folder = try TestFolder()
        let file = try folder.write("in.csv", ([InventedOrders.header] + good(5)).joined(separator: "\n"))
        let report = try AuditRunTests.audit([file], in: folder, out: "o").folder
        let error = #expect(throws: AuditIssues.self) { try AuditRunTests.audit([report.path], in: folder, out: "p") }
        #expect(error?.subject == .input)
        #expect(error?.issues.contains { $0.message.contains("is a list of findings") } == true)
    }
}
