import AuditModel

/// How much of a ruling rests on structured rows (specification 1.7).
struct ConfidenceGrading {
    let unit: UnitContext
    let ruling: Ruling

    var confidence: Confidence {
        var confidence = Confidence.high
        if let lesion = unit.lesion, !lesion.statements.isEmpty { confidence = min(confidence, ofKnowledge) }
        if unit.judgedRows.contains(where: isImputed) { confidence = confidence.lowered }
        for find in unit.finds where find.truth == .yes {
            guard let study = find.study else { continue }
            if find.isSameDayUnordered || unit.history.rows(of: study).contains(where: isImputed) {
                confidence = min(confidence, .medium)
            }
        }
        return confidence
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
