import AuditModel
import AuditPipeline
import Foundation
import Reporting
import Synchronization
import Testing

@Suite struct AuditRunTests {
    /// Runs an audit into `out` of the folder, with its own key and a fixed clock.
    @discardableResult
    static func audit(
        _ inputs: [String], in folder: TestFolder, out: String, jobs: Int = 2,
        _ adjust: (inout AuditSettings) -> Void = { _ in }
    ) throws -> AuditRun.Outcome {
        var settings = AuditSettings(inputs: inputs, jobs: jobs, now: Date(timeIntervalSince1970: 1_790_000_000))
        settings.out = folder.url.appending(path: out)
        settings.keyFile = folder.url.appending(path: "key")
        settings.allVerdicts = true
        adjust(&settings)
        return try AuditRun(settings).run()
    }

    @Test func `somebody who waits is told what the run is busy with, to its end and where it fails`() throws {
        let folder = try TestFolder()
        let row = "G1,P1,F,1980-01-01,,2025-02-01,2025-02-01,COMPLETED,76700,US ABDOMEN,pain,,"
        let file = try folder.write("in.csv", InventedOrders.header + "\n" + row)
        let told = Mutex<[AuditSettings.Stage]>([])
        let follow = { @Sendable (stage: AuditSettings.Stage) in told.withLock { $0.append(stage) } }
        _ = try Self.audit([file], in: folder, out: "o") { $0.progress = follow }
        #expect(told.withLock { $0 } == [.reading, .judging(orders: 1), .writing(findings: 0), .done])
        told.withLock { $0 = [] }
        #expect(throws: AuditIssues.self) {
            try Self.audit(["/nowhere.csv"], in: folder, out: "o") { $0.progress = follow }
        }
        #expect(told.withLock { $0 } == [.reading, .done])
    }

    private static let tables = ["findings.csv", "verdicts.csv"]

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `any order of rows, any split into files and any number of jobs give the same verdicts`(seed: UInt64) throws {
        let folder = try TestFolder()
        var orders = InventedOrders(seed: seed)
        let lines = orders.lines(patients: 120)
        let mixed = orders.shuffled(lines)
        func file(_ name: String, _ lines: some Swift.Sequence<String>) throws -> String {
            try folder.write(name, ([InventedOrders.header] + Array(lines)).joined(separator: "\n") + "\n")
        }
        let whole = try file("whole.csv", lines)
        let third = mixed.count / 3
        let parts = [
            try file("b.csv", mixed[..<third]), try file("a.csv", mixed[third..<(2 * third)]),
            try file("c.csv", mixed[(2 * third)...]),
        ]
        let first = try Self.audit([whole], in: folder, out: "whole", jobs: 1)
        let second = try Self.audit([try file("mixed.csv", mixed)], in: folder, out: "mixed")
        let third2 = try Self.audit(parts, in: folder, out: "parts")
        for table in Self.tables {
            let expected = try folder.bytes("whole/\(table)")
            #expect(expected.count > 10_000)
            #expect(try folder.bytes("mixed/\(table)") == expected, "\(table), rows shuffled")
            #expect(try folder.bytes("parts/\(table)") == expected, "\(table), in three files")
        }
        for outcome in [second, third2] {
            #expect(outcome.result.tallies.map(\.counts) == first.result.tallies.map(\.counts))
            #expect(outcome.result.reconciliation == first.result.reconciliation)
        }
    }

    @Test func `the same files and the same clock give the same bytes in every output`() throws {
        let folder = try TestFolder()
        var orders = InventedOrders(seed: 9)
        let lines = orders.lines(patients: 60)
        let file = try folder.write("e.csv", ([InventedOrders.header] + lines).joined(separator: "\n"))
        try Self.audit([file], in: folder, out: "one", jobs: 1)
        try Self.audit([file], in: folder, out: "two", jobs: 2)
        for name in ["report.html", "findings.csv", "verdicts.csv", "summary.json", "quarantine.csv"] {
            #expect(try folder.bytes("one/\(name)") == folder.bytes("two/\(name)"), "\(name)")
        }
    }

    @Test func `rows in are rows accounted for, and units judged are verdicts counted`() throws {
        let folder = try TestFolder()
        var orders = InventedOrders(seed: 4)
        let lines = orders.lines(patients: 50)
        let broken = ["only,three,cells", "O-x,,F,,,2025-01-01,,COMPLETED,76700,US,,,"]
        let file = try folder.write(
            "e.csv", ([InventedOrders.header] + lines + broken + [lines[0]]).joined(separator: "\n"))
        let result = try Self.audit([file], in: folder, out: "o").result
        #expect(result.reconciliation.rowsRead == lines.count + broken.count + 1)
        #expect(result.reconciliation.quarantined == 2)
        #expect(result.reconciliation.duplicates >= 1)
        #expect(result.reconciliation.addsUp)
        for tally in result.tallies { #expect(tally.judged == tally.reasons.map(\.count).reduce(0, +)) }
    }

    @Test func `pseudonyms stand where identifiers were, and finding ids do not depend on them`() throws {
        let folder = try TestFolder()
        var orders = InventedOrders(seed: 5)
        let lines = orders.lines(patients: 40).map { $0.replacing(",P", with: ",SECRETPATIENT", maxReplacements: 1) }
        let file = try folder.write("e.csv", ([InventedOrders.header] + lines).joined(separator: "\n"))
        let hidden = try Self.audit([file], in: folder, out: "hidden").result
        let kept = try Self.audit([file], in: folder, out: "kept") { $0.keepsIdentifiers = true }.result
        for name in ["report.html", "findings.csv", "verdicts.csv", "summary.json"] {
            #expect(
                !String(decoding: try folder.bytes("hidden/\(name)"), as: UTF8.self).contains("SECRETPATIENT"),
                "\(name)")
        }
        #expect(kept.findings.contains { $0.patient.hasPrefix("SECRETPATIENT") })
        #expect(hidden.findings.map(\.id) == kept.findings.map(\.id))
        #expect(Set(hidden.findings.map(\.id)).count == hidden.findings.count)
        let mode = try FileManager.default.attributesOfItem(atPath: folder.url.appending(path: "key").path)
        #expect(mode[.posixPermissions] as? Int == 0o600)
    }

    @Test(arguments: [false, true])
    func `a line written while judging is that of the finding made afterwards`(keepsIdentifiers: Bool) throws {
        let folder = try TestFolder()
        var orders = InventedOrders(seed: 8)
        var lines = orders.lines(patients: 150)
        lines += lines.prefix(20)
        let file = try folder.write("e.csv", ([InventedOrders.header] + lines).joined(separator: "\n"))
        let result = try Self.audit([file], in: folder, out: "o") { $0.keepsIdentifiers = keepsIdentifiers }.result
        let written = try #require(result.findingLines)
        let made = FindingLines(result.findings)
        #expect(written.count == made.count && made.count > 100)
        #expect(result.findings.contains { !$0.evidenceOrderIDs.isEmpty })
        for number in 0..<made.count {
            var (line, expected): ([UInt8], [UInt8]) = ([], [])
            try written.append(number, to: &line)
            try made.append(number, to: &expected)
            #expect(line == expected, "\(result.findings[number].ruleID)")
        }
    }

    @Test func `a period judges its own events and takes the rest as history`() throws {
        let folder = try TestFolder()
        var orders = InventedOrders(seed: 6)
        let lines = orders.lines(patients: 150)
        let file = try folder.write("e.csv", ([InventedOrders.header] + lines).joined(separator: "\n"))
        let all = try Self.audit([file], in: folder, out: "all").result
        let period = try #require(Period("2025-02"))
        let month = try Self.audit([file], in: folder, out: "month") { $0.period = period }.result
        #expect(!month.findings.isEmpty)
        #expect(month.findings.allSatisfy { period.contains($0.finalDay) || $0.verdict == .pending })
        // History still counts: what is judged in the month is judged as in the whole.
        let whole = try #require(all.verdictLines).verdicts()
        #expect(try #require(month.verdictLines).verdicts().allSatisfy { whole[$0.key] == $0.value })
    }
}
