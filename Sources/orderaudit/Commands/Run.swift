import ArgumentParser
import AuditModel
import AuditPipeline
import Foundation

struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Audit exports and write a report folder.",
        discussion: """
            Give it all exports, not only the period's: earlier orders are history.

            EXAMPLE
              orderaudit run exports/ --period 2026-10 --out Reports/2026-10

            EXIT STATUS
              0   done
              1   done, and the gate of --fail-on tripped
              2   input unusable
              3   rule pack, profile, lexicon or site file invalid
              64  wrong usage
              70  internal error
              74  could not write
            On 2, 3, 70 and 74 an older report folder of the same name is untouched.
            """)

    enum Gate: String, CaseIterable, ExpressibleByArgument { case deviation, advisory, never }

    @Argument(
        help: "CSV files, folders of them, or - for standard input; .gz is read directly. Several are one history.")
    var files: [String]

    @Option(
        help: ArgumentHelp(
            "Report folder, written whole or not at all. (default: Reports/<period or run date>)", valueName: "dir"))
    var out: String?

    @OptionGroup var options: AuditOptions

    @Option(help: ArgumentHelp("Report formats, separated by commas.", valueName: "list"))
    var format = "html,csv,json"

    @Flag(help: "Also write verdicts.csv: compliant and not applicable units too.")
    var allVerdicts = false

    @Option(
        help: ArgumentHelp(
            "The last report folder, to tell new, resolved and persisting findings apart.", valueName: "dir"))
    var previous: String?

    @Option(help: ArgumentHelp("Reviewers' decisions, as kept by review import.", valueName: "file"))
    var dispositions: String?

    @Option(
        help: ArgumentHelp(
            "Waivers: CSV with finding_id, reason, owner, expires. Waived findings stay in the report and in every count.",
            valueName: "file"))
    var waivers: String?

    @Option(help: "What report.html may show: reviewer or shared.")
    var edition = "reviewer"

    @Option(
        help:
            "Exit with status 1 if a finding is left that is not waived: a deviation; an advisory or a deviation; never."
    )
    var failOn = Gate.never

    func validate() throws {
        if format.allSatisfy({ $0 == "," }) {
            throw ValidationError("--format names no report format; it is a list such as html,csv,json")
        }
    }

    func run() throws {
        var open: [Verdict: Int] = [:]
        try reportingIssues { () throws(AuditIssues) in
            let outcome = try AuditRun(settings()).run()
            // A courtesy: the report stands, so nothing is lost where this can not be written.
            print(outcome.folder.path(percentEncoded: false))
            open = outcome.result.unwaivedCounts
            return outcome.notes
        }
        let tripped =
            switch failOn {
            case .never: false
            case .deviation: open[.deviation, default: 0] > 0
            case .advisory: open[.deviation, default: 0] + open[.advisory, default: 0] > 0
            }
        if tripped { throw ExitCode(1) }
    }

    private func settings() -> AuditSettings {
        var settings = options.settings(for: files)
        settings.out = out.map { URL(filePath: $0) }
        settings.formats = format.split(separator: ",").map(String.init)
        settings.allVerdicts = allVerdicts
        settings.editionName = edition
        settings.previous = previous.map { URL(filePath: $0) }
        settings.dispositions = dispositions.map { URL(filePath: $0) }
        settings.waivers = waivers.map { URL(filePath: $0) }
        return settings
    }
}
