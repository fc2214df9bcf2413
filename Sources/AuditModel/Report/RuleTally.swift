/// How often a rule said what, in the audited period.
public struct RuleTally: Sendable {
    public var ruleID: String
    /// All units, by verdict.
    public var counts: [Verdict: Int] = [:]
    /// Units by verdict and reason.
    public var reasons: [ReasonCount] = []
    /// The part of `counts` with low confidence; stands outside the rate (1.13.8).
    public var lowConfidence: [Verdict: Int] = [:]
    /// Near misses: beside the verdicts, not among the judged units (1.13.9).
    public var nearMisses = 0
    /// Rated units and deviations among them by month of the final day, in order of time.
    public var months: [MonthCount] = []
    /// Deviations among rated units; nil for rules without a rate.
    public var rate: Rate?
    /// For rules reported as a metric: each reason of an INFO verdict against all units that the metric counts.
    public var metrics: [ReasonRate] = []
    /// Rated units by department, site, age band and patient class; empty for rules without a comparable rate (1.10).
    public var strata: [Stratum] = []
    /// The same counts after small-number and complementary suppression.
    public var shared = SharedCounts()
    /// Limits around the rule's proportion at rising numbers of units, to draw a funnel with; empty without strata.
    public var funnelCurve: [FunnelStep] = []
    /// Deviations by month with control limits; nil below two rated months or the smallest number that is rated.
    public var controlChart: ControlChart?

    public struct ReasonCount: Sendable {
        public var verdict: Verdict
        public var reason: String
        public var count: Int
        public init(verdict: Verdict, reason: String, count: Int) {
            self.verdict = verdict
            self.reason = reason
            self.count = count
        }
    }

    public struct MonthCount: Sendable {
        /// `2026-03`.
        public var month: String
        public var rated: Int
        public var deviations: Int
        public init(month: String, rated: Int, deviations: Int) {
            self.month = month
            self.rated = rated
            self.deviations = deviations
        }
    }

    /// A proportion with its Wilson 95 % interval, all in 0...1; interval nil below the smallest number that is rated.
    public struct Rate: Sendable {
        public var numerator: Int
        public var denominator: Int
        public var interval: ClosedRange<Double>?
        public init(numerator: Int, denominator: Int, interval: ClosedRange<Double>?) {
            self.numerator = numerator
            self.denominator = denominator
            self.interval = interval
        }
    }

    /// The share of one reason in a metric.
    public struct ReasonRate: Sendable {
        public var reason: String
        public var rate: Rate
        public init(reason: String, rate: Rate) {
            self.reason = reason
            self.rate = rate
        }
    }

    public init(ruleID: String) { self.ruleID = ruleID }

    /// All judged units; equals the sum of the verdicts or the run fails.
    public var judged: Int { counts.values.reduce(0, +) }
}
