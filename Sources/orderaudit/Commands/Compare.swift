import ArgumentParser
import AuditModel
import AuditPipeline
import Foundation

struct Compare: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compare two report folders: new, resolved and persisting findings.",
        discussion: """
            Findings keep their id between runs with the same key. Where rules changed between the two, name the old exports \
            too: they are audited again with the present rules, and what the rules changed is told apart from what practice \
            changed.

            EXAMPLE
              orderaudit compare Reports/2026-09 Reports/2026-10
              orderaudit compare Reports/2026-09 Reports/2026-10 --old-data exports/
            """)

    @Argument(help: "Report folder of the earlier run.")
    var old: String

    @Argument(help: "Report folder of the later run.")
    var new: String

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Exports of the earlier run, to be audited by the present rules.", valueName: "file"))
    var oldData: [String] = []

    @Option(help: "Orders judged in the old data, as in run. (default: the earlier report's own period)")
    var period: String?

    @Option(help: ArgumentHelp("Site file for --old-data.", valueName: "file"))
    var site: String?

    @Option(help: ArgumentHelp("Folder of rule packs for --old-data, as in run.", valueName: "dir"))
    var packs: [String] = []

    @Option(help: ArgumentHelp("Folder of lexicons for --old-data, as in run.", valueName: "dir"))
    var lexicons: [String] = []

    @Option(help: ArgumentHelp("Exam map for --old-data, as in run.", valueName: "file"))
    var examMap: String?

    @Option(help: ArgumentHelp("Column mapping for --old-data.", valueName: "name|file"))
    var profile: String?

    @Option(
        help: ArgumentHelp("Key of the pseudonyms for --old-data; must be that of both reports.", valueName: "file"))
    var keyFile: String?

    @Flag(help: "List the findings as CSV: change, finding_id, rule_id, verdict, reason, order_id.")
    var csv = false

    func validate() throws {
        if let period, Period(period) == nil {
            throw ValidationError(Period.complaint(about: period))
        }
    }

    func run() throws {
        let comparing = Comparing(old: URL(filePath: old), new: URL(filePath: new), oldData: oldDataSettings())
        try reportingIssues { () throws(AuditIssues) in
            let compared = try comparing.compare()
            try StandardOutput.print(csv ? compared.table : compared.text, terminator: "")
            return []
        }
    }

    private func oldDataSettings() -> AuditSettings? {
        guard !oldData.isEmpty else { return nil }
        var settings = AuditSettings(inputs: oldData)
        settings.progress = ProgressLine.show
        settings.period = period.flatMap { Period($0) }
        settings.siteFile = site.map { URL(filePath: $0) }
        settings.packs = packs.map { URL(filePath: $0) }
        settings.lexicons = lexicons.map { URL(filePath: $0) }
        settings.examMap = examMap.map { URL(filePath: $0) }
        settings.profile = profile
        settings.keyFile = keyFile.map { URL(filePath: $0) }
        return settings
    }
}
