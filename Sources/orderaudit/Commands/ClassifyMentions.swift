import ArgumentParser
import AuditModel
import AuditPipeline

struct ClassifyMentions: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mentions",
        abstract: "What a text says of a phrase in it: present, absent, uncertain; recent, historical, hypothetical.",
        discussion: """
            EXAMPLE
              orderaudit classify mentions notes.csv --phrase-column phrase --text-column sentence
            """)

    @Argument(help: ArgumentHelp("A CSV file with a header; - for standard input.", valueName: "file"))
    var input: String

    @Option(help: ArgumentHelp("The column with phrases.", valueName: "column"))
    var phraseColumn: String

    @Option(help: ArgumentHelp("The column with the texts they stand in.", valueName: "column"))
    var textColumn: String

    @OptionGroup var knowledge: KnowledgeOptions

    func run() throws {
        try reportingIssues { () throws(AuditIssues) in
            try Classification.mentions(
                input, phraseColumn: phraseColumn, textColumn: textColumn,
                lexicons: try LexiconFiles.load(folder: knowledge.lexicons), to: StandardOutput.write)
            return []
        }
    }
}
