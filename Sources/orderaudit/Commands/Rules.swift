import ArgumentParser

struct Rules: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read, check and test rule packs.", subcommands: [])
}
