import AuditModel

/// A rule's clauses in words, which are the same in every case of the rule.
package struct RuleWords: Sendable {
    let scope: Clause
    let outcomes: [Clause]

    /// A clause and, for one made of others, those.
    struct Clause: Sendable {
        let text: String
        let parts: [Clause]

        init(_ condition: Condition, _ prose: ConditionProse) {
            text = prose.text(condition)
            parts =
                switch condition {
                case .all(let parts), .any(let parts): parts.map { Clause($0, prose) }
                case .not(let part): [Clause(part, prose)]
                default: []
                }
        }
    }
}

extension RuleEvaluator {
    /// The words of the rule with this number.
    package func words(ofRule number: Int) -> RuleWords {
        let rule = compiled[number].rule
        let prose = ConditionProse(vocabulary: subject.vocabulary, finds: rule.finds, parameters: subject.parameters)
        return RuleWords(
            scope: RuleWords.Clause(rule.scope, prose), outcomes: rule.outcomes.map { RuleWords.Clause($0.when, prose) }
        )
    }
}
