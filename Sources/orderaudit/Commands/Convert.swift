import ArgumentParser
import AuditModel
import AuditPipeline

struct Convert: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write the records of any CSV file as clean RFC 4180 UTF-8 CSV, nothing added or lost.",
        discussion: """
            EXAMPLE
              orderaudit convert radiology-export.txt --to orders.csv
            """)

    @Argument(
        help: ArgumentHelp("A CSV file in any dialect and encoding, also .gz; - for standard input.", valueName: "file")
    )
    var input: String

    @Option(name: .customLong("to"), help: ArgumentHelp("The file to write.", valueName: "out"))
    var output: String

    func validate() throws {
        if output == "-" { throw ValidationError("--to - names no file; the records are written whole or not at all") }
    }

    func run() throws {
        try reportingIssues { () throws(AuditIssues) in
            try TableConversion.convert(input, to: output)
        }
    }
}
