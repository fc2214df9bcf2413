import ArgumentParser

@main
struct OrderAudit: ParsableCommand {
    func run() throws {}
}
