import AuditModel

/// How much of a ruling rests on structured rows (specification 1.7), and on facts that are less than certain.
struct ConfidenceGrading {
    let unit: UnitContext
    let ruling: Ruling

    var confidence: Confidence {
        var confidence = Confidence.high
        if let lesion = unit.lesion, !lesion.statements.isEmpty { confidence = min(confidence, ofKnowledge) }
        if unit.judgedRows.contains(where: isImputed) { confidence = confidence.lowered }
        if confidence > .medium, unit.finds.indices.contains(where: { support(of: $0) < .high }) {
            confidence = min(confidence, ofSearches)
        }
        return min(confidence, ofDoubtfulFacts)
    }

    /// Low where the ruling hangs on a size by comparison (specification 5.4), medium where it hangs on one that a code
    /// tells (R4) or on what is only likely (5.7).
    private var ofDoubtfulFacts: Confidence {
        let doubtful = unit.doubtful
        if doubtful.isEmpty { return .high }
        if doubtful.contains(.comparedSize), hangs(on: .comparedSize) { return .low }
        return hangs(on: doubtful) ? .medium : .high
    }

    /// Whether it would be another one if such facts were in doubt.
    private func hangs(on doubts: FactDoubts) -> Bool {
        let other = unit.doubting(doubts)
        let scope = unit.compiled.scope
        guard ConditionEvaluator(unit: other).truth(scope) == ConditionEvaluator(unit: unit).truth(scope),
            let decision = OutcomeTable(unit: other).decision()
        else { return true }
        return decision.verdict != ruling.verdict || decision.reason != ruling.reason
    }

    /// The studies found that the verdict hangs on: those that carry the row that decided and the last cap, and those for
    /// which an earlier row did not hold. What a rule searched for besides lowers nothing.
    private var ofSearches: Confidence {
        guard let row = ruling.row else { return .high }
        let outcomes = unit.compiled.outcomes
        let cap = ruling.cap.map { support(ofClause: unit.compiled.caps[$0], being: .yes) } ?? .high
        return outcomes.prefix(row).reduce(min(cap, support(ofClause: outcomes[row], being: .yes))) {
            min($0, support(ofClause: $1, being: .no))
        }
    }

    /// How well the studies found carry that the clause at a place of the rule's program holds, or does not.
    private func support(ofClause place: Int, being truth: Truth) -> Confidence {
        let node = unit.compiled.program.nodes[place]
        let parts = node.first..<node.first + node.count
        switch node.kind {
        case .found: return truth == .yes ? support(of: node.first) : .high
        case .other:
            guard case .sameDay(let find) = unit.compiled.program.others[node.first], truth == .yes else {
                return .high
            }
            return support(of: find)
        case .not: return support(ofClause: node.first, being: !truth)
        // One part that carries it is enough, or every part has to.
        case .all: return truth == .yes ? least(parts, truth) : best(parts, truth)
        case .any: return truth == .yes ? best(parts, truth) : least(parts, truth)
        case .stated, .site, .age, .doubt: return .high
        }
    }

    private func least(_ parts: Range<Int>, _ truth: Truth) -> Confidence {
        parts.reduce(.high) { min($0, support(ofClause: $1, being: truth)) }
    }

    private func best(_ parts: Range<Int>, _ truth: Truth) -> Confidence {
        let evaluator = ConditionEvaluator(unit: unit)
        let carrying = parts.filter { evaluator.truth($0) != !truth }
        return carrying.reduce(carrying.isEmpty ? .high : .low) { max($0, support(ofClause: $1, being: truth)) }
    }

    private func support(of number: Int) -> Confidence {
        let result = unit.finds[number]
        guard result.truth == .yes, let study = result.study else { return .high }
        if result.isSameDayUnordered || unit.history.rows(of: study).contains(where: isImputed) { return .medium }
        // A search that starts at another's study, or must end at it, hangs on that one too.
        let plan = unit.compiled.searches[number]
        let start = if case .find(let other) = plan.anchor { support(of: other) } else { Confidence.high }
        return min(start, plan.before.map(support) ?? .high)
    }

    /// The lesion's decisive facts: high where a study in the file showed them, medium from text, low from codes alone.
    private var ofKnowledge: Confidence {
        var best = Confidence.low
        for statement in unit.visibleStatements {
            let says = unit.subject.statement(statement)
            if let concept = unit.rule.unit.known, says.assertion(of: concept) == nil { continue }
            if statement.linkedRow != nil { return .high }
            if says.field != .icd10 { best = .medium }
        }
        return best
    }

    private func isImputed(_ row: Int) -> Bool {
        unit.subject.table.rows[row].flags.contains(.performedImputed)
    }
}
