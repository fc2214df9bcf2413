import ArgumentParser
import AuditModel
import AuditPipeline

struct ClassifyExams: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exams",
        abstract: "Exam names and codes to modality, regions, contrast, kind and side.",
        discussion: """
            EXAMPLE
              orderaudit classify exams catalogue.csv --name-column exam_description --code-column exam_code
            """)

    @Argument(help: ArgumentHelp("A CSV file with a header; - for standard input.", valueName: "file"))
    var input: String

    @Option(help: ArgumentHelp("The column with exam names.", valueName: "column"))
    var nameColumn: String?

    @Option(help: ArgumentHelp("The column with exam codes.", valueName: "column"))
    var codeColumn: String?

    @OptionGroup var knowledge: KnowledgeOptions

    @Option(help: ArgumentHelp("A CSV file of the site's own readings of exams.", valueName: "file"))
    var examMap: String?

    func validate() throws {
        if nameColumn == nil && codeColumn == nil {
            throw ValidationError("Say where the exams are: --name-column, --code-column or both.")
        }
    }

    func run() throws {
        try reportingIssues { () throws(AuditIssues) in
            let knowledge = try LexiconFiles.load(folder: knowledge.lexicons)
            let map = try examMap.map { (path) throws(AuditIssues) in try LexiconFiles.examMap(path) }
            try Classification.exams(
                input, nameColumn: nameColumn, codeColumn: codeColumn, lexicons: knowledge, examMap: map,
                to: StandardOutput.write)
            return []
        }
    }
}
