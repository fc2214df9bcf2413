package import AuditModel
import Dispatch
import Interpretation
import RulePacks
import Synchronization

/// Changes rules in every small way and sees whether their examples notice.
package struct MutationRun {
    package enum Fate: Sendable, Equatable {
        /// An example fails.
        case caught
        /// No example fails, and the rule's file says why none can.
        case equivalent(why: String)
        case survived
    }

    package struct Outcome: Sendable {
        package var ruleID: String
        package var change: String
        package var fate: Fate
    }

    package struct Result: Sendable {
        package var outcomes: [Outcome]
        /// Claims of equivalence that name no change, or one that an example does notice.
        package var falseClaims: [AuditIssue]

        package var caught: Int { outcomes.count { $0.fate == .caught } }
        package var survived: Int { outcomes.count { $0.fate == .survived } }
        /// Of the changes that an order can tell apart, those that an example notices; per cent.
        package var score: Double {
            caught + survived == 0 ? 100 : Double(caught) / Double(caught + survived) * 100
        }

        /// The share of noticed changes that examples must reach; per cent.
        package static let bar = 95.0
    }

    private let knowledge: Knowledge
    private let examples: ExampleRun

    package init(_ knowledge: Knowledge) throws(AuditIssues) {
        self.knowledge = knowledge
        examples = try ExampleRun(knowledge)
    }

    /// Of the rules named, or of all. Throws where an example fails as the rules stand: then it tells nothing of changes.
    package func result(of ids: Set<String>? = nil) throws(AuditIssues) -> Result {
        let failing = examples.outcomes(of: ids).filter { !$0.passed }
        guard failing.isEmpty else {
            throw AuditIssues(
                .knowledge,
                failing.map {
                    AuditIssue(
                        file: $0.file, line: $0.example.line,
                        "the example '\($0.example.name)' fails as the rule stands")
                })
        }
        let chosen = knowledge.rules.indices.filter { ids?.contains(knowledge.rules[$0].card.id) ?? true }
        var tasks: [(index: Int, change: String, rule: Rule)] = []
        for index in chosen {
            let mutation = RuleMutation(
                knowledge.rules[index], vocabulary: knowledge.lexicons.vocabulary, parameters: knowledge.parameters)
            tasks += mutation.variants.map { (index, $0.change, $0.rule) }
        }
        let caught = Mutex([Bool](repeating: false, count: tasks.count))
        let (all, examples) = (tasks, examples)
        DispatchQueue.concurrentPerform(iterations: all.count) { task in
            let passes = examples.passes(all[task].rule, at: all[task].index)
            caught.withLock { $0[task] = !passes }
        }
        let isCaught = caught.withLock { $0 }
        var result = Result(outcomes: [], falseClaims: [])
        for (task, isCaught) in zip(tasks, isCaught) {
            let rule = knowledge.rules[task.index]
            let claim = rule.equivalentChanges.first { $0.change == task.change }
            let fate: Fate = isCaught ? .caught : claim.map { .equivalent(why: $0.why) } ?? .survived
            result.outcomes.append(Outcome(ruleID: rule.card.id, change: task.change, fate: fate))
        }
        for index in chosen { result.falseClaims += falseClaims(index, among: result.outcomes) }
        return result
    }

    private func falseClaims(_ index: Int, among outcomes: [Outcome]) -> [AuditIssue] {
        let rule = knowledge.rules[index]
        let own = outcomes.filter { $0.ruleID == rule.card.id }
        return rule.equivalentChanges.compactMap { claim in
            let change = own.first { $0.change == claim.change }
            guard change == nil || change?.fate == .caught else { return nil }
            let what = change == nil ? "there is no change" : "an example does notice the change"
            return AuditIssue(.error, file: knowledge.ruleFiles[index], line: claim.line, "\(what) '\(claim.change)'")
        }
    }
}
