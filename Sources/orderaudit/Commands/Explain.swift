import ArgumentParser
import AuditModel
import AuditPipeline

struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "The whole reasoning behind one verdict, clause by clause, with the orders weighed and the words read.",
        discussion: """
            Give the files and options of the run that reported it. The output holds patient data.

            EXAMPLE
              orderaudit explain 3f9c0a1be2d47756 exports/ --period 2026-10
            """)

    @Argument(help: "The finding_id of a finding or verdict.")
    var findingID: String

    @Argument(help: "The exports, as for run.")
    var files: [String]

    @OptionGroup var options: AuditOptions

    func run() throws {
        try reportingIssues { () throws(AuditIssues) in
            try StandardOutput.print(AuditRun(options.settings(for: files)).explain(findingID))
            return []
        }
    }
}
