import AuditModel
import Foundation
import Reporting

/// Waivers: findings that somebody has taken responsibility for, with reason, owner and last day.
enum WaiverFile {
    /// Throws issues of subject `input`, all at once.
    static func read(_ url: URL) throws(AuditIssues) -> [Waiver] {
        let columns = ["finding_id", "reason", "owner", "expires"]
        let table = try HeadedTable(path: url.path, requiring: columns)
        var waivers: [Waiver] = []
        var issues: [AuditIssue] = []
        for row in table.rows {
            let cells = columns.map { DispositionTable.plain(table.cell($0, of: row)) }
            for (column, cell) in zip(columns, cells) where cell.isEmpty {
                issues.append(
                    AuditIssue(.error, file: url.path, line: row.line, "a waiver needs \(column); the cell is empty"))
            }
            guard let expires = Day(iso: cells[3]) else {
                if !cells[3].isEmpty {
                    issues.append(
                        AuditIssue(.error, file: url.path, line: row.line, "expires is not a date like 2026-12-31"))
                }
                continue
            }
            waivers.append(Waiver(findingID: cells[0], reason: cells[1], owner: cells[2], expires: expires))
        }
        guard issues.isEmpty else { throw AuditIssues(.input, issues) }
        return waivers
    }
}
