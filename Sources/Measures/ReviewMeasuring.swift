package import AuditModel

extension ReviewMeasure {
    /// Fewest settled findings for which a precision is given.
    package static let smallestSettled = 5

    /// One measure for each of `rules` that has a reviewed finding, in their order; other rules' follow by name.
    package static func measures(of dispositions: [Disposition], rules: [String]) -> [ReviewMeasure] {
        let byRule = Dictionary(grouping: dispositions, by: \.ruleID)
        let others = byRule.keys.filter { !rules.contains($0) }.sorted()
        return (rules + others).compactMap { rule in byRule[rule].map { measure(rule, $0) } }
    }

    private static func measure(_ rule: String, _ dispositions: [Disposition]) -> ReviewMeasure {
        var measure = ReviewMeasure(ruleID: rule)
        var pairs: [(Disposition.Decision, Disposition.Decision)] = []
        for (_, own) in Dictionary(grouping: dispositions, by: \.findingID) {
            measure.reviewed += 1
            // Whoever asks for a second reader has not decided.
            let decisions = own.sorted { $0.reviewer < $1.reviewer }.map(\.decision).filter { $0 != .secondReader }
            guard let first = decisions.first else {
                measure.decided[.secondReader, default: 0] += 1
                continue
            }
            if decisions.allSatisfy({ $0 == first }) {
                measure.decided[first, default: 0] += 1
            } else {
                measure.split += 1
            }
            if decisions.count >= 2 { pairs.append((first, decisions[1])) }
        }
        let settled = measure.decided.filter { $0.key != .secondReader }.values.reduce(0, +)
        if settled >= smallestSettled {
            measure.precision = RuleTally.Rate(
                measure.decided[.agree] ?? 0, of: settled, minimumCell: smallestSettled)
        }
        measure.agreement = Agreement(pairs)
        return measure
    }
}

extension ReviewMeasure.Agreement {
    /// Two readers' decisions on the same findings, with Cohen's kappa (J. Cohen, Educ Psychol Meas 1960;20:37).
    package init?(_ pairs: [(Disposition.Decision, Disposition.Decision)]) {
        guard !pairs.isEmpty else { return nil }
        let n = Double(pairs.count)
        let same = pairs.count { $0.0 == $0.1 }
        var byChance = 0.0
        for decision in Disposition.Decision.allCases {
            let first = Double(pairs.count { $0.0 == decision }), second = Double(pairs.count { $0.1 == decision })
            byChance += first / n * (second / n)
        }
        let kappa = byChance < 1 ? (Double(same) / n - byChance) / (1 - byChance) : nil
        self.init(pairs: pairs.count, same: same, kappa: kappa)
    }
}
