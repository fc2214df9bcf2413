package import AuditModel
import Dispatch
import RulePacks
import Synchronization

/// Changes rules in every small way and sees whether their examples notice.
package struct MutationRun {
    package struct Outcome: Sendable {
        package var ruleID: String
        package var change: String
        package var isCaught: Bool
    }

    private let knowledge: Knowledge
    private let examples: ExampleRun

    package init(_ knowledge: Knowledge) throws(AuditIssues) {
        self.knowledge = knowledge
        examples = try ExampleRun(knowledge)
    }

    package func outcomes(of ids: Set<String>? = nil) -> [Outcome] {
        var tasks: [(index: Int, change: String, rule: Rule)] = []
        for (index, rule) in knowledge.rules.enumerated() where ids?.contains(rule.card.id) ?? true {
            for variant in RuleMutation(rule, parameters: knowledge.parameters).variants {
                tasks.append((index, variant.change, variant.rule))
            }
        }
        let caught = Mutex([Bool](repeating: false, count: tasks.count))
        let (all, examples) = (tasks, examples)
        DispatchQueue.concurrentPerform(iterations: all.count) { task in
            let passes = examples.passes(all[task].rule, at: all[task].index)
            caught.withLock { $0[task] = !passes }
        }
        let result = caught.withLock { $0 }
        return tasks.indices.map { task in
            Outcome(
                ruleID: knowledge.rules[tasks[task].index].card.id, change: tasks[task].change, isCaught: result[task])
        }
    }
}
