import ArgumentParser
import AuditModel
import AuditPipeline
import Foundation

struct Review: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take in what reviewers decided about findings.",
        discussion: """
            EXAMPLE
              orderaudit review import dispositions.csv
              orderaudit run exports/ --dispositions Reports/dispositions.csv
            """,
        subcommands: [ReviewImport.self])
}

struct ReviewImport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Check dispositions exported from a report's page and keep them for the next run.",
        discussion: """
            A reviewer's later decision on a finding replaces the earlier one; two reviewers' decisions stand side by \
            side. Either every line can be used or nothing is kept.

            EXAMPLE
              orderaudit review import ab.csv cd.csv --store Reports/dispositions.csv
            """)

    @Argument(help: "dispositions.csv files as the page exports them.")
    var files: [String]

    @Option(help: ArgumentHelp("Where decisions are kept, for run --dispositions.", valueName: "file"))
    var store = "Reports/dispositions.csv"

    func run() throws {
        try reportingIssues { () throws(AuditIssues) in
            let imported = try DispositionFile.importing(files.map { URL(filePath: $0) }, into: URL(filePath: store))
            // A courtesy: the decisions are kept by now.
            print("\(imported.read) read; \(store) now holds \(imported.kept)")
            return []
        }
    }
}
