import ArgumentParser

struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The whole reasoning behind one verdict, clause by clause.")
}
