import AuditModel

/// Whether a verdict is of low confidence (1.7). Medium and high both count in the rates.
extension Judged {
    /// Nil where nothing is claimed.
    func isLow(_ says: Says, by rule: any SlowRule, since event: Day) -> Bool? {
        switch says.verdict {
        case .deviation, .advisory:
            // Partly covered history (1.8).
            if let days = rule.lookback, covered(since: event, days: days) == .partly { return true }
        case .info, .compliant, .compliantException: break
        case .indeterminate, .pending, .notApplicable: return nil
        }
        let isImputed = rows.contains { chart.order($0).flags.contains(.performedImputed) }
        let known = knowledge(of: rule.anchor)
        return says.isLow || (isImputed ? known.lowered : known) == .low
    }

    /// High where a study in the file showed it, medium where a text tells it, low where only a code does.
    private func knowledge(of anchor: String?) -> Confidence {
        guard let lesion, !lesion.statements.isEmpty else { return .high }
        var best = Confidence.low
        for known in statements {
            let says = chart.statement(known)
            if let anchor, says.assertion(of: chart.concept(anchor)) == nil { continue }
            if known.linkedRow != nil { return .high }
            if says.field != .icd10 { best = .medium }
        }
        return best
    }
}
