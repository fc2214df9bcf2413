import AuditModel

/// What an outcome table says of one unit.
struct Ruling {
    var verdict: Verdict
    var reason: String
    var confidence: Confidence
    /// The row that decided; nil where the rule's scope itself could not be decided.
    var row: Int?
}

/// Walks a rule's outcome table: the first row that holds decides, and a row that can not be decided makes the verdict
/// indeterminate unless it would not matter.
struct OutcomeTable {
    let unit: UnitContext
    let evaluator: ConditionEvaluator

    init(unit: UnitContext) {
        self.unit = unit
        evaluator = ConditionEvaluator(unit: unit)
    }

    /// Nil where no row holds: the unit is outside what the rule speaks of.
    func ruling() -> Ruling? {
        guard var ruling = ruling(from: 0) else { return nil }
        capped(&ruling)
        provisional(&ruling)
        ruling.confidence = min(ruling.confidence, ConfidenceGrading(unit: unit, ruling: ruling).confidence)
        return ruling
    }

    private func ruling(from start: Int) -> Ruling? {
        for index in unit.rule.outcomes.indices.dropFirst(start) {
            let truth = evaluator.truth(unit.rule.outcomes[index].when)
            if truth == .no { continue }
            let outcome = unit.rule.outcomes[index]
            switch truth {
            case .yes where outcome.isSilent: return nil
            case .yes:
                return Ruling(
                    verdict: outcome.verdict, reason: outcome.reason, confidence: outcome.confidence, row: index)
            case .no: continue
            case .unknown:
                guard !outcome.ifUnknown.isEmpty else { continue }
                let rest = ruling(from: index + 1)
                if let rest, !matters(outcome.verdict, against: rest.verdict) { return rest }
                return Ruling(
                    verdict: .indeterminate, reason: outcome.ifUnknown, confidence: .medium, row: index)
            }
        }
        return nil
    }

    /// Whether it matters which of two verdicts is the right one: not if they are the same or both raise nothing.
    private func matters(_ a: Verdict, against b: Verdict) -> Bool {
        let raisesNothing: Set<Verdict> = [.compliant, .compliantException, .notApplicable]
        return a != b && b != .indeterminate && b != .pending
            && !(raisesNothing.contains(a) && raisesNothing.contains(b))
    }

    private func capped(_ ruling: inout Ruling) {
        for cap in unit.rule.caps where ruling.verdict.severity > cap.verdict.severity {
            guard evaluator.truth(cap.when) == .yes else { continue }
            ruling.verdict = cap.verdict
            if !cap.reason.isEmpty { ruling.reason = cap.reason }
        }
    }

    /// Specification 1.8: with partly covered history a deviation is provisional, and any flag is of low confidence.
    private func provisional(_ ruling: inout Ruling) {
        guard ruling.verdict == .deviation || ruling.verdict == .advisory, let row = ruling.row,
            HistorySearch(unit: unit).coverage == .partial
        else { return }
        ruling.confidence = .low
        let provisional = unit.rule.outcomes[row].provisionalReason
        if ruling.verdict == .deviation, !provisional.isEmpty { ruling.reason = provisional }
    }
}

extension Verdict {
    /// How much a verdict claims against a record; caps lower it (specification 1.6).
    var severity: Int {
        switch self {
        case .deviation: 3
        case .advisory: 2
        case .info: 1
        case .indeterminate, .pending, .compliant, .compliantException, .notApplicable: 0
        }
    }
}
