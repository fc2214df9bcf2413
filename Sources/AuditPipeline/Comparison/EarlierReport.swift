package import AuditModel
package import Foundation
package import Reporting

/// A report folder read back: its findings by id and its summary.
package struct EarlierReport: Sendable {
    package struct Entry: Sendable {
        package var ruleID: String
        package var verdict: String
        package var reason: String
        package var orderID: String
        /// The day on which its verdict became final, which puts it into a period.
        package var finalDay: Day?
    }

    package var folder: URL
    package var summary: Summary
    package var findings: [String: Entry]

    /// Needs `findings.csv` and `summary.json`; throws issues of subject `input`.
    package init(in folder: URL) throws(AuditIssues) {
        self.folder = folder
        let table = try HeadedTable(
            path: folder.appending(path: "findings.csv").path,
            requiring: ["finding_id", "rule_id", "verdict", "reason", "order_id"])
        var findings: [String: Entry] = [:]
        for row in table.rows {
            func cell(_ column: String) -> String { DispositionTable.plain(table.cell(column, of: row)) }
            findings[cell("finding_id")] = Entry(
                ruleID: cell("rule_id"), verdict: cell("verdict"), reason: cell("reason"), orderID: cell("order_id"),
                finalDay: Day(iso: cell("final_date")))
        }
        self.findings = findings
        let path = folder.appending(path: "summary.json")
        guard FileManager.default.fileExists(atPath: path.path) else {
            throw AuditIssues(
                .input,
                [AuditIssue(.error, file: path.path, "is missing; the report was written without json in --format")])
        }
        do {
            summary = try Summary(json: Data(contentsOf: path))
        } catch {
            throw AuditIssues(
                .input,
                [
                    AuditIssue(
                        .error, file: path.path,
                        "is not a summary that this version reads (\(Summary.schemaName) \(Summary.currentVersion))")
                ])
        }
    }
}

extension EarlierReport {
    /// Its findings that a later report without them, about `period`, no longer makes. One of a day outside that period was
    /// not looked for again, so it is not resolved; what was pending is looked for in every period.
    func gone(_ now: Set<String>, in period: Period?) -> (resolved: Set<String>, ofOtherPeriods: Set<String>) {
        var resolved: Set<String> = [], others: Set<String> = []
        for (id, entry) in findings where !now.contains(id) {
            let isLookedFor = entry.finalDay.map { period?.contains($0) ?? true } ?? true
            if isLookedFor || entry.verdict == Verdict.pending.name { resolved.insert(id) } else { others.insert(id) }
        }
        return (resolved, others)
    }

    /// Throws where its findings were named with another key than those of a report of `mark`: none would be recognised.
    func requireKey(of mark: String?, name: String) throws(AuditIssues) {
        guard let own = summary.run.keyMark, let mark, own != mark else { return }
        throw AuditIssues(
            .input,
            [
                AuditIssue(
                    .error, file: folder.path,
                    "was made with another pseudonym key than \(name), so no finding can be recognised; give both the same --key-file"
                )
            ])
    }
}

extension Summary {
    /// Rules, lexicons or parameters differ, so that findings may differ without any change of practice.
    package func knowledgeDiffers(from other: Summary) -> Bool {
        rulePacks.map(\.sha256) != other.rulePacks.map(\.sha256)
            || lexicons.map(\.sha256) != other.lexicons.map(\.sha256)
            || parameters.map { "\($0.name)=\($0.value)" } != other.parameters.map { "\($0.name)=\($0.value)" }
            || siteChoices != other.siteChoices
    }
}
