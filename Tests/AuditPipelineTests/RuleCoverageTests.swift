import AuditModel
import AuditPipeline
import Foundation
import Testing

/// What the shipped rules must cover beyond their own lint.
@Suite struct RuleCoverageTests {
    private static let sentences = (try? ShippedRules.authoring.get().knowledge.sentences) ?? []

    /// Numbers of sentences by source, as its publisher's page has them.
    @Test func `every sentence of the five sources is accounted for`() {
        for (source, count) in [("S0", 33), ("S1", 34), ("S2", 26), ("S3", 46), ("S4", 32)] {
            let numbers = Self.sentences.filter { $0.id.hasPrefix("\(source).") }.map(\.id)
            #expect(Set(numbers) == Set((1...count).map { "\(source).\($0)" }), "\(source)")
            #expect(numbers.count == count)
        }
        #expect(Self.sentences.count { $0.auditability == .yes } == 47)
    }

    /// A sentence that order data can show decides something: a rule that cites it has a reason that hangs on it, and an
    /// example that reaches this reason.
    @Test(arguments: sentences.filter { $0.auditability == .yes }.map(\.id))
    func `a rule has an example that turns on an auditable sentence`(id: String) throws {
        let sentence = try #require(Self.sentences.first { $0.id == id })
        #expect(!sentence.turns.isEmpty)
        let passed = try ShippedRules.examples.get().filter(\.passed)
        for turn in sentence.turns {
            #expect(sentence.rules.contains(turn.ruleID))
            for reason in turn.reasons {
                #expect(
                    passed.contains { $0.ruleID == turn.ruleID && $0.example.reason == reason },
                    "no example of \(turn.ruleID) reaches \(reason)")
            }
        }
    }

    @Test(arguments: sentences.map(\.id))
    func `no sentence is left without a use`(id: String) throws {
        let sentence = try #require(Self.sentences.first { $0.id == id })
        switch sentence.auditability {
        case .yes: #expect(!sentence.rules.isEmpty)
        case .partly: #expect(!sentence.rules.isEmpty || !sentence.cards.isEmpty)
        case .no: #expect(!sentence.rules.isEmpty || !sentence.cards.isEmpty || !sentence.why.isEmpty)
        }
    }

    @Test func `a reason that hangs on a sentence must be one of the rule that cites it`() throws {
        let rule = RuleAuthoring.skeleton("LOCAL-RULE").replacing("[where this is written]", with: "[S9.1]")
        func sentence(_ turns: String) -> String {
            "sentences:\n  - { id: S9.2, strength: MUST, auditable: Y, turns-on: { \(turns) } }\n"
        }
        for (turns, told) in [
            ("LOCAL-RULES: [KNOWN_TUMOUR]", "did you mean 'LOCAL-RULE'"),
            ("LOCAL-RULE: [KNOWN_TUMOR]", "did you mean 'KNOWN_TUMOUR'"),
            ("LOCAL-RULE: [KNOWN_TUMOUR]", "does not cite S9.2"),
        ] {
            let folder = try PackFolder.write(["LOCAL-RULE.yaml": rule, "sources.yaml": sentence(turns)])
            let error = #expect(throws: AuditIssues.self) { try RuleAuthoring(packs: [folder]) }
            #expect(error?.issues.contains { $0.message.contains(told) && $0.line == 2 } == true)
        }
    }

    @Test func `a run without the examples has the same rules`() throws {
        func told(_ knowledge: Knowledge) -> [[String]] {
            knowledge.rules.map { rule in
                [rule.card.id, "\(rule.message.count)"] + rule.outcomes.map(\.reason) + rule.card.prose
                    + rule.card.decisions.map { "\($0)" }
            }
        }
        let run = try Knowledge.load(everyPack: true, examples: false)
        #expect(run.rules.allSatisfy { $0.examples.isEmpty })
        #expect(try told(run) == told(Knowledge.load(everyPack: true)))
    }

    @Test func `every reason code of a shipped rule has words of its own`() throws {
        for rule in try Knowledge.load(everyPack: true).rules where !rule.isDataQuality {
            let codes =
                rule.outcomes.flatMap { [$0.reason, $0.provisionalReason, $0.ifUnknown] } + rule.caps.map(\.reason)
            for code in Set(codes) where !code.isEmpty && code != "next" {
                // What a queried concept leaves open is worded from the concept.
                #expect(rule.card.reasonWords[code] != nil || code.hasSuffix("_UNCERTAIN"), "\(rule.card.id): \(code)")
            }
        }
    }

    @Test func `a pack that is off by default is turned on by a site file alone`() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "site-\(UUID().uuidString).yaml")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data("packs: { lumbar-spine: true }\n".utf8).write(to: file)
        let id = "LUMBAR-MRI-CONSERVATIVE-CARE"
        #expect(try !Knowledge.load().rules.contains { $0.card.id == id })
        let knowledge = try Knowledge.load(site: file)
        #expect(knowledge.rules.contains { $0.card.id == id })
        let outcomes = try ExampleRun(knowledge).outcomes(of: [id])
        #expect(outcomes.count > 10)
        #expect(outcomes.filter { !$0.passed }.map(\.example.name).isEmpty)
    }
}
