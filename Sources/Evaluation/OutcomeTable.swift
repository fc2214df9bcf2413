import AuditModel

/// What an outcome table says of one unit.
struct Ruling {
    var verdict: Verdict
    /// Number of the reason code.
    var reason: UInt16
    var confidence: Confidence
    /// The row that decided; nil where the rule's scope itself could not be decided.
    var row: Int?
    /// The last cap that lowered the verdict.
    var cap: Int?
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
        guard var ruling = decision() else { return nil }
        ruling.confidence = min(ruling.confidence, ConfidenceGrading(unit: unit, ruling: ruling).confidence)
        provisional(&ruling)
        return ruling
    }

    /// The row that decides, lowered by the caps.
    func decision() -> Ruling? {
        guard var ruling = ruling(from: 0) else { return nil }
        capped(&ruling)
        return ruling
    }

    private func ruling(from start: Int) -> Ruling? {
        for index in unit.rule.outcomes.indices.dropFirst(start) {
            let reasons = unit.compiled.reasons[index]
            switch evaluator.truth(unit.compiled.outcomes[index]) {
            case .no: continue
            case .yes:
                if unit.rule.outcomes[index].isSilent { return nil }
                return Ruling(
                    verdict: unit.rule.outcomes[index].verdict, reason: reasons.reason,
                    confidence: unit.rule.outcomes[index].confidence, row: index)
            case .unknown:
                guard let reason = reasons.ifUnknown else { continue }
                let outcome = unit.rule.outcomes[index]
                let rest = ruling(from: index + 1)
                if let rest, !matters(outcome.verdict, against: rest.verdict) { return rest }
                // A unit that is perhaps none is not told of either where all it could be is in order.
                if rest == nil, !outcome.isSilent, outcome.verdict.raisesNothing { return nil }
                return Ruling(verdict: .indeterminate, reason: reason, confidence: .medium, row: index)
            }
        }
        return nil
    }

    /// Whether it matters which of two verdicts is the right one: not if they are the same or both raise nothing.
    private func matters(_ a: Verdict, against b: Verdict) -> Bool {
        a != b && b != .indeterminate && b != .pending && !(a.raisesNothing && b.raisesNothing)
    }

    private func capped(_ ruling: inout Ruling) {
        for index in unit.rule.caps.indices where ruling.verdict.severity > unit.rule.caps[index].verdict.severity {
            guard evaluator.truth(unit.compiled.caps[index]) == .yes else { continue }
            ruling.verdict = unit.rule.caps[index].verdict
            ruling.reason = unit.compiled.capReasons[index] ?? ruling.reason
            ruling.cap = index
        }
    }

    /// Specification 1.8: with partly covered history a deviation is provisional, and any flag is of low confidence.
    private func provisional(_ ruling: inout Ruling) {
        guard ruling.verdict == .deviation || ruling.verdict == .advisory, let row = ruling.row,
            HistorySearch(unit: unit).coverage == .partial
        else { return }
        ruling.confidence = .low
        if ruling.verdict == .deviation { ruling.reason = unit.compiled.reasons[row].provisional ?? ruling.reason }
    }
}

extension Verdict {
    /// Nothing that a reader would be shown as a finding or as open.
    var raisesNothing: Bool { self == .compliant || self == .compliantException || self == .notApplicable }

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
