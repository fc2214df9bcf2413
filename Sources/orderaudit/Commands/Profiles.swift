import ArgumentParser
import AuditModel
import AuditPipeline

struct Profiles: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Input profiles: how an export's columns are mapped.",
        discussion: """
            EXAMPLE
              orderaudit profiles init radiology-export.csv > profile.yaml
            """,
        subcommands: [List.self, Show.self, Init.self, Check.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Name the shipped profiles.", discussion: "EXAMPLE\n  orderaudit profiles list")

        func run() throws {
            try reportingIssues { () throws(AuditIssues) in
                for (name, title) in try ExportPreviewing.list() { try StandardOutput.print("\(name)\t\(title)") }
                return []
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print a shipped profile, to change a copy of it.",
            discussion: "EXAMPLE\n  orderaudit profiles show ris-exams > profile.yaml")

        @Argument(help: "Its name.") var name: String

        func run() throws {
            try reportingIssues { () throws(AuditIssues) in
                try StandardOutput.print(ExportPreviewing.show(name), terminator: "")
                return []
            }
        }
    }

    struct Init: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a profile for a file to standard output, to be read over and completed.",
            discussion: "EXAMPLE\n  orderaudit profiles init radiology-export.csv > profile.yaml")

        @Argument(help: "The export.") var file: String

        func run() throws {
            try reportingIssues { () throws(AuditIssues) in
                try StandardOutput.print(ExportPreviewing.draft(for: file), terminator: "")
                return []
            }
        }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check a profile against its own example rows; without a name, all shipped ones.",
            discussion: "EXAMPLE\n  orderaudit profiles check profile.yaml")

        @Argument(help: "A shipped profile's name or a file.") var profile: String?

        func run() throws {
            try reportingIssues { () throws(AuditIssues) in
                for line in try ExportPreviewing.check(profile) { try StandardOutput.print(line) }
                return []
            }
        }
    }
}
