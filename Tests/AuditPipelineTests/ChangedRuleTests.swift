import AuditModel
import AuditPipeline
import Foundation
import RulePacks
import Testing

/// Rules that are moved, mistyped or broken, as a quality team would do it.
@Suite struct ChangedRuleTests {
    private let skeleton = RuleAuthoring.skeleton("LOCAL-RULE")

    @Test func `a rule in another folder runs with its examples`() throws {
        let packs = try PackFolder.write(["LOCAL-RULE.yaml": skeleton])
        let knowledge = try RuleAuthoring(packs: [packs]).knowledge
        let outcomes = try ExampleRun(knowledge).outcomes(of: ["LOCAL-RULE"])
        #expect(outcomes.count == 5)
        for outcome in outcomes { #expect(outcome.passed, "\(outcome.example.name): \(outcome.said)") }
    }

    @Test func `every slip of the pen is told with file, line, column and the nearest word, all at once`() throws {
        let broken = skeleton.replacing("stated: mass", with: "stated: mas")
            .replacing("kind: biopsy", with: "kind: biopsie").replacing("then: ADVISORY", with: "then: ADVISERY")
            .replacing("rationale:", with: "rational:")
        let packs = try PackFolder.write(["LOCAL-RULE.yaml": broken])
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
            let packs = try PackFolder.write(["LOCAL-RULE.yaml": text])
            #expect(throws: AuditIssues.self) { try RuleAuthoring(packs: [packs]) }
        }
        let packs = try PackFolder.write(["A.yaml": skeleton, "B.yaml": skeleton])
        let error = #expect(throws: AuditIssues.self) { try RuleAuthoring(packs: [packs]) }
        #expect(error?.issues.contains { $0.message.contains("already used") } == true)
    }

    @Test func `the lint tells outcomes without an example and rows that are never reached`() throws {
        let doubled = skeleton.replacing(
            "  - { otherwise: true",
            with: "  - { when: { history: none }, then: ADVISORY, reason: NEVER }\n  - { otherwise: true")
        let authoring = try RuleAuthoring(packs: [PackFolder.write(["LOCAL-RULE.yaml": doubled])])
        let today = try #require(Day(iso: "2028-01-01"))
        let messages = authoring.check(today: today).filter { $0.file.hasPrefix("local/") }.map(\.message)
        #expect(messages.contains { $0.contains("never reached") })
        #expect(messages.contains { $0.contains("no example shows ADVISORY NEVER") })
        #expect(messages.contains { $0.contains("review of 2027-12-31 is due") })
    }

    @Test func `a broken example fails and says which clause decided`() throws {
        let wrong = skeleton.replacing("expect: COMPLIANT IMAGING_BEFORE", with: "expect: ADVISORY NO_IMAGING_BEFORE")
        let knowledge = try RuleAuthoring(packs: [PackFolder.write(["LOCAL-RULE.yaml": wrong])]).knowledge
        let failed = try ExampleRun(knowledge).outcomes(of: ["LOCAL-RULE"]).filter { !$0.passed }
        #expect(failed.map(\.said) == [["COMPLIANT IMAGING_BEFORE"]])
        #expect(failed.first?.decisions.first?.contains("imaging before was found") == true)
    }

    @Test(arguments: KnowledgeSchema.Subject.allCases)
    func `the committed schema says what the reader knows`(subject: KnowledgeSchema.Subject) throws {
        let text = try KnowledgeSchema(ShippedRules.authoring.get().knowledge).text(of: subject)
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Schemas")
        let committed = try? String(contentsOf: folder.appending(path: subject.fileName), encoding: .utf8)
        #expect(committed == text, "\(subject.fileName) is stale: renew it with 'make rule-pages'")
    }
}
