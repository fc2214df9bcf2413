import ArgumentParser

/// `orderaudit classify`: reads names and texts and says what it makes of them.
struct Classify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show what is read from exam names, indications, or a phrase in a text.",
        discussion: "EXAMPLE\n  orderaudit classify exams catalogue.csv --name-column exam_description",
        subcommands: [ClassifyExams.self, ClassifyIndications.self, ClassifyMentions.self])
}
