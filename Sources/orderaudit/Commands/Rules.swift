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
                for line in try sources.authoring().list { try StandardOutput.print(line) }
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
                try StandardOutput.print(sources.authoring().show(id))
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
                if issues.isEmpty {
                    try StandardOutput.print("\(authoring.knowledge.rules.count) rules, nothing to complain of")
                }
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
                let authoring = try sources.authoring()
                let outcomes = try ExampleRun(authoring.knowledge).outcomes(of: authoring.ids(of: ids))
                for outcome in outcomes where verbose || !outcome.passed { try tell(outcome) }
                failed = outcomes.count { !$0.passed }
                try StandardOutput.print("\(outcomes.count - failed) passed, \(failed) failed")
                return []
            }
            if failed > 0 { throw ExitCode(3) }
        }

        private func tell(_ outcome: ExampleRun.Outcome) throws(AuditIssues) {
            var expected = outcome.example.verdict.map { "\($0.name) \(outcome.example.reason)" } ?? "nothing"
            if let confidence = outcome.example.confidence { expected += " with \(confidence.name) confidence" }
            let place = "\(outcome.file):\(outcome.example.line)"
            try StandardOutput.print(
                "\(outcome.passed ? "ok  " : "FAIL") \(outcome.ruleID): \(outcome.example.name) (\(place))")
            guard !outcome.passed else { return }
            let found = zip(outcome.said, outcome.confidences).map { "\($0) with \($1.name) confidence" }
            try StandardOutput.print(
                "     expected \(expected), found \(found.isEmpty ? "nothing" : found.joined(separator: " and "))")
            if found.isEmpty {
                try StandardOutput.print(
                    "     no order is judged: the scope does not hold, or 'judge' asks for another order")
                try StandardOutput.print(
                    "     (where the orders name no lesion, a rule judges with 'of: patient' or 'without-lesion')")
            }
            for decision in outcome.decisions { try StandardOutput.print("     \(decision)") }
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
                    try write(page.text, to: URL(filePath: folder).appending(path: page.path))
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

        func run() throws {
            try reportingIssues { () throws(AuditIssues) in
                try StandardOutput.print(RuleAuthoring.skeleton(id), terminator: "")
                return []
            }
        }
    }

    struct Mutate: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change every rule in every small way and tell which changes no example notices.",
            discussion: """
                Ends with status 3 if fewer than 95 % of the changes that an order can tell apart are noticed.

                EXAMPLE
                  orderaudit rules mutate LOCAL-RULE --packs rules
                """)
        @Argument(help: "Only these rules.") var ids: [String] = []
        @OptionGroup var sources: Sources

        @Flag(help: "Name the changes, too, that no order can tell apart, each with the reason its rule gives.")
        var verbose = false

        func run() throws {
            var isBelow = false
            try reportingIssues { () throws(AuditIssues) in
                let authoring = try sources.authoring()
                let result = try MutationRun(authoring.knowledge).result(of: authoring.ids(of: ids))
                for outcome in result.outcomes {
                    switch outcome.fate {
                    case .caught: break
                    case .equivalent(let why):
                        if verbose {
                            try StandardOutput.print("equivalent \(outcome.ruleID): \(outcome.change) (\(why))")
                        }
                    case .survived: try StandardOutput.print("survived \(outcome.ruleID): \(outcome.change)")
                    }
                }
                let equivalent = result.outcomes.count - result.caught - result.survived
                let score = (result.score * 10).rounded(.down) / 10
                try StandardOutput.print(
                    "\(result.outcomes.count) changes: \(result.caught) caught, \(equivalent) equivalent with a reason, "
                        + "\(result.survived) survived; \(score) % of those that could be caught")
                isBelow = result.score < MutationRun.Result.bar || !result.falseClaims.isEmpty
                return result.falseClaims
            }
            if isBelow { throw ExitCode(3) }
        }
    }

    struct Schema: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print a JSON Schema that editors use.",
            discussion: """
                A file names its schema in a first line: # yaml-language-server: $schema=rule.schema.json

                EXAMPLE
                  orderaudit rules schema rule > rule.schema.json
                  orderaudit rules schema --to rules
                """)
        @Argument(help: "rule, pack, reasons, sources, context, lexicon, site, profile or exam-map.")
        var subject = KnowledgeSchema.Subject.rule
        @Option(name: .customLong("to"), help: "Folder to write every schema to.") var folder: String?
        @OptionGroup var sources: Sources

        func run() throws {
            try reportingIssues { () throws(AuditIssues) in
                let schema = KnowledgeSchema(try sources.authoring().knowledge)
                guard let folder else {
                    try StandardOutput.print(schema.text(of: subject), terminator: "")
                    return []
                }
                for subject in KnowledgeSchema.Subject.allCases {
                    try write(schema.text(of: subject), to: URL(filePath: folder).appending(path: subject.fileName))
                }
                return []
            }
        }
    }
}

/// Writes a file and the folders above it.
private func write(_ text: String, to url: URL) throws(AuditIssues) {
    do {
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url, options: .atomic)
    } catch {
        throw AuditIssues(.output, [AuditIssue(file: url.path, "can not be written")])
    }
}

extension KnowledgeSchema.Subject: ExpressibleByArgument {}

extension Day {
    /// The run's reference day, for review dates.
    fileprivate static var today: Day {
        Day(number: Int32(clamping: Int((Date.reference.timeIntervalSince1970 / 86400).rounded(.down))))
    }
}
