import ArgumentParser
import AuditModel
import AuditPipeline

struct ClassifyIndications: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "indications",
        abstract: "Indication texts and diagnosis codes to facts about lesions.",
        discussion: """
            EXAMPLE
              orderaudit classify indications orders.csv --text-column indication --icd-column icd10
            """)

    @Argument(help: ArgumentHelp("A CSV file with a header; - for standard input.", valueName: "file"))
    var input: String

    @Option(help: ArgumentHelp("The column with indications.", valueName: "column"))
    var textColumn: String

    @Option(help: ArgumentHelp("The column with diagnosis codes.", valueName: "column"))
    var icdColumn: String?

    @Option(help: ArgumentHelp("The column with findings of earlier studies.", valueName: "column"))
    var priorColumn: String?

    @Option(
        help: ArgumentHelp("The column with ISO order dates, for words such as \"last week\".", valueName: "column"))
    var dateColumn: String?

    @OptionGroup var knowledge: KnowledgeOptions

    func run() throws {
        try reportingIssues { () throws(AuditIssues) in
            try Classification.indications(
                input, textColumn: textColumn, priorColumn: priorColumn, codeColumn: icdColumn, dateColumn: dateColumn,
                lexicons: try LexiconFiles.load(folder: knowledge.lexicons), to: StandardOutput.write)
            return []
        }
    }
}
