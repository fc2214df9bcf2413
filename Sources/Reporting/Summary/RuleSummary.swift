import AuditModel

/// One rule's figures in `summary.json`.
package struct RuleSummary: Codable, Sendable {
    package struct Rate: Codable, Sendable {
        package var numerator: Int
        package var denominator: Int
        /// Wilson 95 % limits in 0...1; absent below the smallest number that is rated.
        package var low: Double?
        package var high: Double?
    }

    package struct Reason: Codable, Sendable {
        package var verdict: String
        package var reason: String
        package var count: Int
    }

    package struct Month: Codable, Sendable {
        package var month: String
        package var rated: Int
        package var deviations: Int
    }

    package struct Metric: Codable, Sendable {
        package var reason: String
        package var rate: Rate
    }

    package var id: String
    package var number: String
    package var pack: String
    package var title: String
    package var status: String
    package var rateKind: String
    package var report: String
    package var judged: Int
    package var compliant: Int
    package var exceptions: Int
    package var deviations: Int
    package var advisories: Int
    package var infos: Int
    package var indeterminate: Int
    package var pending: Int
    package var notApplicable: Int
    /// Units of low confidence among the above, outside the rate.
    package var lowConfidence: Int
    /// Beside the judged units.
    package var nearMisses: Int
    package var rate: Rate?
    package var reasons: [Reason]
    package var months: [Month]
    package var metrics: [Metric]
    package var caveat: String
}

extension RuleSummary {
    init(_ card: RuleCard, _ tally: RuleTally) {
        func count(_ verdict: Verdict) -> Int { tally.counts[verdict] ?? 0 }
        self.init(
            id: card.id, number: card.number, pack: card.pack, title: card.title, status: card.status.rawValue,
            rateKind: card.rate.rawValue, report: card.report.rawValue, judged: tally.judged,
            compliant: count(.compliant), exceptions: count(.compliantException), deviations: count(.deviation),
            advisories: count(.advisory), infos: count(.info), indeterminate: count(.indeterminate),
            pending: count(.pending), notApplicable: count(.notApplicable),
            lowConfidence: tally.lowConfidence.values.reduce(0, +), nearMisses: tally.nearMisses,
            rate: tally.rate.map(Rate.init),
            reasons: tally.reasons.map { Reason(verdict: $0.verdict.name, reason: $0.reason, count: $0.count) },
            months: tally.months.map { Month(month: $0.month, rated: $0.rated, deviations: $0.deviations) },
            metrics: tally.metrics.map { Metric(reason: $0.reason, rate: Rate($0.rate)) }, caveat: card.caveat)
    }
}

extension RuleSummary.Rate {
    init(_ rate: RuleTally.Rate) {
        self.init(
            numerator: rate.numerator, denominator: rate.denominator, low: rate.interval?.lowerBound,
            high: rate.interval?.upperBound)
    }
}
