import AuditModel
import AuditPipeline
import RulePacks
import Testing

/// The shipped packs, loaded once for all tests that judge by them.
enum ShippedRules {
    static let authoring = Result { try RuleAuthoring() }
    static let examples = Result { try ExampleRun(authoring.get().knowledge).outcomes() }
}

@Suite struct ShippedRuleTests {
    /// One example as a test case, told by its name alone.
    struct Case: Sendable, CustomTestStringConvertible {
        var outcome: ExampleRun.Outcome
        var testDescription: String { "\(outcome.ruleID): \(outcome.example.name)" }
    }

    private static let cases = ((try? ShippedRules.examples.get()) ?? []).map(Case.init)

    @Test func `there are examples at all`() throws {
        #expect(try ShippedRules.examples.get().count > 300)
    }

    @Test(arguments: cases)
    func `the example of a rule is judged as it says`(example: Case) {
        let outcome = example.outcome
        let expected = outcome.example.verdict.map { "\($0.name) \(outcome.example.reason)" } ?? "nothing"
        #expect(
            outcome.passed,
            "\(outcome.file):\(outcome.example.line) expected \(expected), found \(outcome.said): \(outcome.decisions)")
    }

    @Test func `the lint finds no fault in the shipped rules`() throws {
        let today = try #require(Day(iso: "2026-11-22"))
        let faults = try ShippedRules.authoring.get().check(today: today).filter { $0.severity == .error }
        #expect(faults.isEmpty, "\(faults.map(\.description).joined(separator: "\n"))")
    }

    @Test func `every rule of the specification is there`() throws {
        let numbers = Set(try ShippedRules.authoring.get().knowledge.rules.map(\.card.number))
        for number in (1...20).map({ "R\($0)" }) + (1...4).map({ "X\($0)" }) {
            #expect(numbers.contains(number), "\(number) is missing")
        }
    }

    @Test func `no wording passes judgement on care`() throws {
        let forbidden = ["should have", "error", "inappropriate", "wrong", "violation", "requires"]
        for rule in try ShippedRules.authoring.get().knowledge.rules {
            let texts = rule.message.map(\.text) + rule.outcomes.flatMap(\.message).map(\.text) + rule.card.explanations
            for text in texts {
                for word in forbidden {
                    #expect(!text.lowercased().contains(word), "\(rule.card.id) says '\(word)'")
                }
            }
        }
    }
}
