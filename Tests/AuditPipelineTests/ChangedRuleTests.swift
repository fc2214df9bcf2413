import AuditModel
import AuditPipeline
import Foundation
import RulePacks
import Testing

/// Rules that are moved, mistyped or broken, as a quality team would do it.
@Suite struct ChangedRuleTests {
    private func folder(_ files: [String: String]) throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "packs-\(UUID().uuidString)/local")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
        return folder
    }

    private let skeleton = RuleAuthoring.skeleton("LOCAL-RULE")

    @Test func `a rule in another folder runs with its examples`() throws {
        let packs = try folder(["LOCAL-RULE.yaml": skeleton])
        let knowledge = try RuleAuthoring(packs: [packs]).knowledge
        let outcomes = try ExampleRun(knowledge).outcomes(of: ["LOCAL-RULE"])
        #expect(outcomes.count == 5)
        for outcome in outcomes { #expect(outcome.passed, "\(outcome.example.name): \(outcome.said)") }
    }

    @Test func `every slip of the pen is told with file, line, column and the nearest word, all at once`() throws {
        let broken = skeleton.replacing("stated: mass", with: "stated: mas")
            .replacing("kind: biopsy", with: "kind: biopsie").replacing("then: ADVISORY", with: "then: ADVISERY")
            .replacing("rationale:", with: "rational:")
        let packs = try folder(["LOCAL-RULE.yaml": broken])
        let error = #expect(throws: AuditIssues.self) { try RuleAuthoring(packs: [packs]) }
        let messages = error?.issues.map(\.description) ?? []
        #expect(error?.subject == .knowledge)
        for meant in ["'mass'", "'biopsy'", "'ADVISORY'", "'rationale'"] {
            #expect(messages.contains { $0.contains("did you mean \(meant)?") }, "\(messages)")
        }
        #expect(error?.issues.allSatisfy { $0.file == "local/LOCAL-RULE.yaml" && $0.line > 0 && $0.column > 0 } == true)
    }

    @Test func `a table that can end undecided, an unknown placeholder and a repeated id are refused`() throws {
        let undecided = skeleton.replacing("otherwise: true", with: "when: { stated: deep }")
        let placeholder = skeleton.replacing("{judged.day}", with: "{judged.dai}")
        for text in [undecided, placeholder] {
            let packs = try folder(["LOCAL-RULE.yaml": text])
            #expect(throws: AuditIssues.self) { try RuleAuthoring(packs: [packs]) }
        }
        let packs = try folder(["A.yaml": skeleton, "B.yaml": skeleton])
        let error = #expect(throws: AuditIssues.self) { try RuleAuthoring(packs: [packs]) }
        #expect(error?.issues.contains { $0.message.contains("already used") } == true)
    }

    @Test func `the lint tells outcomes without an example and rows that are never reached`() throws {
        let doubled = skeleton.replacing(
            "  - { otherwise: true",
            with: "  - { when: { history: none }, then: ADVISORY, reason: NEVER }\n  - { otherwise: true")
        let authoring = try RuleAuthoring(packs: [folder(["LOCAL-RULE.yaml": doubled])])
        let today = try #require(Day(iso: "2028-01-01"))
        let messages = authoring.check(today: today).filter { $0.file.hasPrefix("local/") }.map(\.message)
        #expect(messages.contains { $0.contains("never reached") })
        #expect(messages.contains { $0.contains("no example shows ADVISORY NEVER") })
        #expect(messages.contains { $0.contains("review of 2027-12-31 is due") })
    }

    @Test func `a broken example fails and says which clause decided`() throws {
        let wrong = skeleton.replacing("expect: COMPLIANT IMAGING_BEFORE", with: "expect: ADVISORY NO_IMAGING_BEFORE")
        let knowledge = try RuleAuthoring(packs: [folder(["LOCAL-RULE.yaml": wrong])]).knowledge
        let failed = try ExampleRun(knowledge).outcomes(of: ["LOCAL-RULE"]).filter { !$0.passed }
        #expect(failed.map(\.said) == [["COMPLIANT IMAGING_BEFORE"]])
        #expect(failed.first?.decisions.first?.contains("imaging before was found") == true)
    }

    @Test func `the rule schema is JSON that names every verdict and concept`() throws {
        let knowledge = try ShippedRules.authoring.get().knowledge
        for subject in KnowledgeSchema.Subject.allCases {
            let text = try KnowledgeSchema(knowledge).text(of: subject)
            #expect(try JSONSerialization.jsonObject(with: Data(text.utf8)) is [String: Any])
        }
        let rule = try KnowledgeSchema(knowledge).text(of: .rule)
        for verdict in Verdict.allCases { #expect(rule.contains("\"\(verdict.name)\"")) }
    }
}
