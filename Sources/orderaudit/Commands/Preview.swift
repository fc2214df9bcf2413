import ArgumentParser
import AuditModel
import AuditPipeline

struct Preview: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show how a file is read: encoding, dialect, header, columns, rows, problems.",
        discussion: """
            EXAMPLE
              orderaudit preview radiology-export.csv
            """)

    @Argument(help: "A CSV file in any dialect and encoding, also .gz; - for standard input.")
    var file: String

    @Option(help: "Column mapping: a shipped profile's name or a file. (default: found from the header)")
    var profile: String?

    @Flag(help: "Also print a few cells of every column. They may be patient data.")
    var showValues = false

    func run() throws {
        var isUsable = true
        try reportingIssues { () throws(AuditIssues) in
            let preview = try ExportPreviewing.preview(file, profile: profile, showsValues: showValues)
            try StandardOutput.print(preview.text, terminator: "")
            isUsable = preview.isUsable
            return []
        }
        if !isUsable { throw ExitCode(2) }
    }
}
