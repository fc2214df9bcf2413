/// How often a rule said what, in the audited period.
package struct RuleTally: Sendable {
    package var ruleID: String
    /// All units, by verdict.
    package var counts: [Verdict: Int] = [:]
    /// Units by verdict and reason.
    package var reasons: [ReasonCount] = []
    /// The part of `counts` with low confidence; stands outside the rate (1.13.8).
    package var lowConfidence: [Verdict: Int] = [:]
    /// Near misses: beside the verdicts, not among the judged units (1.13.9).
    package var nearMisses = 0
    /// Rated units and deviations among them by month of the final day, in order of time.
    package var months: [MonthCount] = []
    /// Deviations among rated units; nil for rules without a rate.
    package var rate: Rate?
    /// For rules reported as a metric: each reason of an INFO verdict against all units that the metric counts.
    package var metrics: [ReasonRate] = []
    /// Rated units by department, site, age band and patient class; empty for rules without a comparable rate (1.10).
    package var strata: [Stratum] = []
    /// The same counts after small-number and complementary suppression.
    package var shared = SharedCounts()
    /// Limits around the rule's proportion at rising numbers of units, to draw a funnel with; empty without strata.
    package var funnelCurve: [FunnelStep] = []
    /// Deviations by month with control limits; nil below two rated months or the smallest number that is rated.
    package var controlChart: ControlChart?

    package struct ReasonCount: Sendable {
        package var verdict: Verdict
        package var reason: String
        package var count: Int
        package init(verdict: Verdict, reason: String, count: Int) {
            self.verdict = verdict
            self.reason = reason
            self.count = count
        }
    }

    package struct MonthCount: Sendable {
        /// `2026-03`.
        package var month: String
        package var rated: Int
        package var deviations: Int
        package init(month: String, rated: Int, deviations: Int) {
            self.month = month
            self.rated = rated
            self.deviations = deviations
        }
    }

    /// A proportion with its Wilson 95 % interval, all in 0...1; interval nil below the smallest number that is rated.
    package struct Rate: Sendable {
        package var numerator: Int
        package var denominator: Int
        package var interval: ClosedRange<Double>?
        package init(numerator: Int, denominator: Int, interval: ClosedRange<Double>?) {
            self.numerator = numerator
            self.denominator = denominator
            self.interval = interval
        }
    }

    /// The share of one reason in a metric.
    package struct ReasonRate: Sendable {
        package var reason: String
        package var rate: Rate
        package init(reason: String, rate: Rate) {
            self.reason = reason
            self.rate = rate
        }
    }

    package init(ruleID: String) { self.ruleID = ruleID }

    /// All judged units; equals the sum of the verdicts or the run fails.
    package var judged: Int { counts.values.reduce(0, +) }
}
