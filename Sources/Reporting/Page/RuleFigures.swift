import AuditModel

/// One rule with the figures that an edition may print.
struct RuleFigures {
    /// Stands for a number that is too small to leave the quality team.
    static let suppressed = "<11"

    var card: RuleCard
    var tally: RuleTally
    var edition: Edition

    var anchor: String { "rule-\(card.id)" }
    var label: String { card.number.isEmpty ? card.id : card.number }

    /// Nil where the rule has none, nothing was rated, or the edition suppresses it.
    var rate: RuleTally.Rate? {
        guard let rate = edition == .reviewer ? tally.rate : tally.shared.rate, rate.denominator > 0 else { return nil }
        return rate
    }

    func cell(_ verdict: Verdict) -> String {
        let count = tally.counts[verdict] ?? 0
        if edition == .shared, tally.shared.counts[verdict] == nil { return Self.suppressed }
        return count == 0 ? "–" : grouped(count)
    }

    var judged: String {
        edition == .reviewer ? grouped(tally.judged) : tally.shared.judged.map(grouped) ?? Self.suppressed
    }
}

extension AuditResult {
    /// Doubts about the data have a section of their own; rules for reviewers only are left out of the shared edition.
    func figures(_ edition: Edition) -> [RuleFigures] {
        let doubts = Set(dataQuality.map(\.code))
        return zip(rules, tallies).filter { card, _ in
            !doubts.contains(card.id) && (edition == .reviewer || !card.reviewersOnly)
        }.map { RuleFigures(card: $0.0, tally: $0.1, edition: edition) }
    }
}
