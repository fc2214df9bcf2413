import ArgumentParser

@main
struct OrderAudit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "orderaudit",
        abstract: "Audits exported imaging orders against clinical indication rules.",
        subcommands: [Convert.self])
}
