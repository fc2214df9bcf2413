import ArgumentParser
import AuditModel
import AuditPipeline
import Foundation

struct Rules: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read, check, test and write rule packs.",
        discussion: """
            EXAMPLE
              orderaudit rules new LOCAL-RULE > rules/LOCAL-RULE.yaml
              orderaudit rules test --packs rules
            """,
        subcommands: [List.self, Show.self, Check.self, Test.self, Docs.self, New.self, Mutate.self, Schema.self])

    struct Sources: ParsableArguments {
        @Option(
            help: ArgumentHelp(
                "Folder of rule packs, beside the shipped ones or instead of one of the same name.", valueName: "dir"))
        var packs: [String] = []

        @Option(help: ArgumentHelp("Folder of lexicons, added to the shipped ones.", valueName: "dir"))
        var lexicons: [String] = []

        func authoring() throws(AuditIssues) -> RuleAuthoring {
            try RuleAuthoring(packs: packs.map { URL(filePath: $0) }, lexicons: lexicons.map { URL(filePath: $0) })
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "All rules: number, id, status, title.",
            discussion: "EXAMPLE\n  orderaudit rules list --packs rules")
        @OptionGroup var sources: Sources

        func run() throws {
            try reportingIssues { () throws(AuditIssues) in
                for line in try sources.authoring().list { print(line) }
                return []
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "A rule in plain English, from its data.", discussion: "EXAMPLE\n  orderaudit rules show R2")
        @Argument(help: "A rule's id or number.") var id: String
        @OptionGroup var sources: Sources

        func run() throws {
            try reportingIssues { () throws(AuditIssues) in
                print(try sources.authoring().show(id))
                return []
            }
        }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Lint the clinical logic: unreachable rows, outcomes without an example, contradictions, citations.",
            discussion: "EXAMPLE\n  orderaudit rules check --packs rules")
        @OptionGroup var sources: Sources

        func run() throws {
            var hasErrors = false
            try reportingIssues { () throws(AuditIssues) in
                let authoring = try sources.authoring()
                let issues = authoring.check(today: .today)
                hasErrors = issues.contains { $0.severity == .error }
                if issues.isEmpty { print("\(authoring.knowledge.rules.count) rules, nothing to complain of") }
                return issues
            }
            if hasErrors { throw ExitCode(3) }
        }
    }

    struct Test: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Run the examples that the rules carry, each as a case of its own.",
            discussion: "EXAMPLE\n  orderaudit rules test LOCAL-RULE --packs rules")
        @Argument(help: "Only these rules.") var ids: [String] = []
        @Flag(help: "Name passing examples too.") var verbose = false
        @OptionGroup var sources: Sources

        func run() throws {
            var failed = 0
            try reportingIssues { () throws(AuditIssues) in
                let examples = try ExampleRun(sources.authoring().knowledge)
                let outcomes = examples.outcomes(of: ids.isEmpty ? nil : Set(ids))
                for outcome in outcomes where verbose || !outcome.passed { tell(outcome) }
                failed = outcomes.count { !$0.passed }
                print("\(outcomes.count - failed) passed, \(failed) failed")
                return []
            }
            if failed > 0 { throw ExitCode(3) }
        }

        private func tell(_ outcome: ExampleRun.Outcome) {
            let expected = outcome.example.verdict.map { "\($0.name) \(outcome.example.reason)" } ?? "nothing"
            let place = "\(outcome.file):\(outcome.example.line)"
            print("\(outcome.passed ? "ok  " : "FAIL") \(outcome.ruleID): \(outcome.example.name) (\(place))")
            guard !outcome.passed else { return }
            print(
                "     expected \(expected), found \(outcome.said.isEmpty ? "nothing" : outcome.said.joined(separator: " and "))"
            )
            for decision in outcome.decisions { print("     \(decision)") }
        }
    }

    struct Docs: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write one Markdown page a rule.",
            discussion: "EXAMPLE\n  orderaudit rules docs --to Sources/RulePacks/Packs")
        @Option(
            name: .customLong("to"),
            help: ArgumentHelp("Folder; pages go to PACK/docs/ID.md below it.", valueName: "dir")) var folder: String
        @OptionGroup var sources: Sources

        func run() throws {
            try reportingIssues { () throws(AuditIssues) in
                for page in try sources.authoring().pages {
                    let url = URL(filePath: folder).appending(path: page.path)
                    do {
                        try FileManager.default.createDirectory(
                            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
                        try Data(page.text.utf8).write(to: url, options: .atomic)
                    } catch {
                        throw AuditIssues(.output, [AuditIssue(file: url.path, "can not be written")])
                    }
                }
                return []
            }
        }
    }

    struct New: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the skeleton of a new rule.",
            discussion: "EXAMPLE\n  orderaudit rules new LOCAL-RULE > rules/LOCAL-RULE.yaml")
        @Argument(help: "The new rule's id, upper case words joined by -.") var id: String

        func validate() throws {
            guard !id.isEmpty, id.allSatisfy({ $0.isUppercase || $0.isNumber || $0 == "-" }) else {
                throw ValidationError("'\(id)' is not upper case words joined by -")
            }
        }

        func run() { print(RuleAuthoring.skeleton(id), terminator: "") }
    }

    struct Mutate: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change every rule in every small way and tell which changes no example notices.",
            discussion: "EXAMPLE\n  orderaudit rules mutate LOCAL-RULE --packs rules")
        @Argument(help: "Only these rules.") var ids: [String] = []
        @OptionGroup var sources: Sources

        func run() throws {
            try reportingIssues { () throws(AuditIssues) in
                let knowledge = try sources.authoring().knowledge
                let mutations = try MutationRun(knowledge).outcomes(of: ids.isEmpty ? nil : Set(ids))
                for mutation in mutations where !mutation.isCaught {
                    print("survived \(mutation.ruleID): \(mutation.change)")
                }
                let caught = mutations.count { $0.isCaught }
                let share = mutations.isEmpty ? 100 : Double(caught) / Double(mutations.count) * 100
                print("\(caught) of \(mutations.count) changes caught, \((share * 10).rounded() / 10) %")
                return []
            }
        }
    }

    struct Schema: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print a JSON Schema that editors use.",
            discussion: "EXAMPLE\n  orderaudit rules schema rule > rule.schema.json")
        @Argument(help: "rule or site.") var subject = KnowledgeSchema.Subject.rule
        @OptionGroup var sources: Sources

        func run() throws {
            try reportingIssues { () throws(AuditIssues) in
                print(try KnowledgeSchema(sources.authoring().knowledge).text(of: subject))
                return []
            }
        }
    }
}

extension KnowledgeSchema.Subject: ExpressibleByArgument {}

extension Day {
    /// The run's reference day, for review dates.
    fileprivate static var today: Day {
        Day(number: Int32(clamping: Int((Date.reference.timeIntervalSince1970 / 86400).rounded(.down))))
    }
}
