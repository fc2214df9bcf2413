import AuditModel

/// One way of writing a result down: one file here, and one line in `ReportFormats.all`.
protocol ReportFormat: Sendable {
    /// As `--format` names it.
    static var name: String { get }
    init()
    func files(of result: AuditResult, for choices: ReportChoices) throws(AuditIssues) -> [ReportFile]
}

/// Every format there is.
package enum ReportFormats {
    static let all: [any ReportFormat.Type] = [PageFormat.self, TableFormat.self, SummaryFormat.self]

    package static var names: [String] { all.map { $0.name } }
}

/// What `report.html` may show: everything, or nothing that belongs to a single patient.
package enum Edition: String, CaseIterable, Sendable { case reviewer, shared }

/// What the formats need to know beyond the result.
struct ReportChoices: Sendable {
    var edition: Edition
    /// Also write `verdicts.csv`.
    var allVerdicts: Bool
}

/// One file of a report folder, written piece by piece so that a large one is never held as a whole.
struct ReportFile: Sendable {
    var name: String
    /// Readable by its owner only.
    var holdsIdentifiers: Bool
    var write: @Sendable (inout FileSink) throws -> Void
}
