package import AuditModel
package import Foundation

/// Writes a result as a report folder in the formats asked for; `quarantine.csv` always comes with it.
package struct ReportWriter: Sendable {
    private let formats: [any ReportFormat]
    private let choices: ReportChoices

    /// Throws issues of subject `usage` for a format that does not exist.
    package init(
        formats: [String] = ReportFormats.names, edition: Edition = .reviewer, allVerdicts: Bool = false
    ) throws(AuditIssues) {
        var chosen: [any ReportFormat] = []
        var issues: [AuditIssue] = []
        for name in formats {
            guard let format = ReportFormats.all.first(where: { $0.name == name }) else {
                let meant = nearestWord(to: name, among: ReportFormats.names).map { "; did you mean \($0)?" } ?? ""
                let known = ReportFormats.names.joined(separator: ", ")
                issues.append(AuditIssue(.error, "there is no report format \(name)\(meant) (known: \(known))"))
                continue
            }
            if !chosen.contains(where: { type(of: $0) == format }) { chosen.append(format.init()) }
        }
        guard issues.isEmpty else { throw AuditIssues(.usage, issues) }
        self.formats = chosen
        choices = ReportChoices(edition: edition, allVerdicts: allVerdicts)
    }

    /// Writes the folder whole or leaves what stood there as it was; throws issues of subject `output`.
    package func write(_ result: AuditResult, to folder: URL) throws(AuditIssues) {
        var files = [QuarantineTable(records: result.quarantine).file]
        for format in formats { files += try format.files(of: result, for: choices) }
        try ReportFolder(at: folder).write(files)
    }
}
