package import AuditModel
package import Foundation
import Reporting

/// Reviewers' decisions on disk.
package enum DispositionFile {
    /// Reads and checks a file; every line that can not be used is an issue of subject `input`.
    package static func read(_ url: URL) throws(AuditIssues) -> [Disposition] {
        let table = try HeadedTable(path: url.path, requiring: ["finding_id", "decision", "reviewer"])
        var dispositions: [Disposition] = []
        var issues: [AuditIssue] = []
        for row in table.rows {
            func cell(_ column: String) -> String { DispositionTable.plain(table.cell(column, of: row)) }
            func refuse(_ column: String, _ message: String) {
                let place = (table.header.firstIndex(of: column) ?? 0) + 1
                issues.append(AuditIssue(.error, file: table.path, line: row.line, column: place, message))
            }
            let words = Disposition.Decision.allCases.map(\.rawValue)
            let decision = Disposition.Decision(rawValue: cell("decision"))
            if decision == nil {
                let near = nearestWord(to: cell("decision"), among: words).map { "; is \($0) meant?" } ?? ""
                refuse("decision", "is not one of \(words.joined(separator: ", "))\(near)")
            }
            if cell("finding_id").isEmpty { refuse("finding_id", "is empty") }
            if cell("reviewer").isEmpty { refuse("reviewer", "is empty; initials are needed") }
            guard let decision, !cell("finding_id").isEmpty, !cell("reviewer").isEmpty else { continue }
            dispositions.append(
                Disposition(
                    findingID: cell("finding_id"), ruleID: cell("rule_id"), verdict: cell("verdict"),
                    reason: cell("reason"), facts: cell("facts"), decision: decision, exception: cell("exception"),
                    note: cell("note"), reviewer: cell("reviewer"), reviewedAt: cell("reviewed_at")))
        }
        guard issues.isEmpty else { throw AuditIssues(.input, issues) }
        return dispositions
    }

    /// One decision a finding and reviewer: the later one by its own time, the later file where that is equal.
    package static func merged(_ lists: [[Disposition]]) -> [Disposition] {
        struct Key: Hashable {
            var finding: String
            var reviewer: String
        }
        var kept: [Key: Disposition] = [:]
        for entry in lists.joined() {
            let key = Key(finding: entry.findingID, reviewer: entry.reviewer)
            if let earlier = kept[key], earlier.reviewedAt > entry.reviewedAt { continue }
            kept[key] = entry
        }
        return kept.values.sorted { ($0.findingID, $0.reviewer) < ($1.findingID, $1.reviewer) }
    }

    /// What an import came to.
    package struct Imported: Sendable {
        package var read: Int
        package var kept: Int
    }

    /// Checks `files` and adds them to `store`, which is replaced whole, readable by its owner only, or not at all.
    package static func importing(_ files: [URL], into store: URL) throws(AuditIssues) -> Imported {
        var lists: [[Disposition]] = []
        var issues: [AuditIssue] = []
        if FileManager.default.fileExists(atPath: store.path) { lists.append(try read(store)) }
        var count = 0
        for file in files {
            do {
                let list = try read(file)
                count += list.count
                lists.append(list)
            } catch {
                issues += error.issues
            }
        }
        guard issues.isEmpty else { throw AuditIssues(.input, issues) }
        let all = merged(lists)
        do {
            try FileManager.default.createDirectory(
                at: store.deletingLastPathComponent(), withIntermediateDirectories: true)
            let draft = store.deletingLastPathComponent()
                .appending(path: ".\(store.lastPathComponent).\(ProcessInfo.processInfo.globallyUniqueString)")
            guard
                FileManager.default.createFile(
                    atPath: draft.path, contents: Data(DispositionTable.bytes(of: all)),
                    attributes: [.posixPermissions: 0o600])
            else { throw CocoaError(.fileWriteUnknown) }
            // One step, whether or not a store stands there.
            guard unsafe rename(draft.path, store.path) == 0 else { throw CocoaError(.fileWriteUnknown) }
        } catch {
            throw AuditIssues(
                .output, [AuditIssue(.error, file: store.path, "could not be written: \(error.localizedDescription)")])
        }
        return Imported(read: count, kept: all.count)
    }
}
