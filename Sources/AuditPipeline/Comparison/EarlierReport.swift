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
                ruleID: cell("rule_id"), verdict: cell("verdict"), reason: cell("reason"), orderID: cell("order_id"))
        }
        self.findings = findings
        let path = folder.appending(path: "summary.json")
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

extension Summary {
    /// Rules, lexicons or parameters differ, so that findings may differ without any change of practice.
    package func knowledgeDiffers(from other: Summary) -> Bool {
        rulePacks.map(\.sha256) != other.rulePacks.map(\.sha256)
            || lexicons.map(\.sha256) != other.lexicons.map(\.sha256)
            || parameters.map { "\($0.name)=\($0.value)" } != other.parameters.map { "\($0.name)=\($0.value)" }
            || siteChoices != other.siteChoices
    }
}
