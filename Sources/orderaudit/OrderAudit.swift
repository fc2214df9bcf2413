import ArgumentParser
import AuditPipeline

@main
struct OrderAudit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "orderaudit",
        abstract: "Compares exported imaging orders with clinical indication rules and lists flags for a human reader.",
        discussion: """
            A retrospective audit aid. It never says what is to be done for a patient and never grades a clinician.

            EXAMPLE
              orderaudit run exports/ --out Reports/2026-10 --period 2026-10
            """,
        version: AuditRun.version,
        subcommands: [
            Run.self, Preview.self, Convert.self, Classify.self, Profiles.self, Rules.self, Explain.self, Compare.self,
            Review.self,
        ])
}
