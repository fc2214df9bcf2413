public import AuditModel

/// Counts judgements into rates, months, strata and metrics by specification 1.10 and 1.13.
public struct Tallying: Sendable {
    /// Same numbering as `Judgement.rule`.
    public var rules: [RuleCard]
    /// Same numbering as `Judgement.reason`.
    public var reasons: [String]
    /// Smallest denominator that gets an interval, a place in a chart or a rank.
    public var minimumCell: Int

    public init(rules: [RuleCard], reasons: [String], minimumCell: Int = 11) {
        self.rules = rules
        self.reasons = reasons
        self.minimumCell = minimumCell
    }

    /// One tally a rule, in the order of `rules`. `orders` gives the department, site, class and age of each judged row.
    public func tallies(of judgements: [Judgement], orders: OrderTable) -> [RuleTally] {
        var counters = rules.map { _ in RuleCounter() }
        for judgement in judgements where Int(judgement.rule) < counters.count {
            counters[Int(judgement.rule)].count(judgement)
        }
        let comparable = rules.map { $0.rate == .deviation && $0.report == .finding }
        for judgement in judgements where Int(judgement.rule) < counters.count && comparable[Int(judgement.rule)] {
            guard judgement.isInRate, let row = orders.row(judgement.row) else { continue }
            counters[Int(judgement.rule)].countStrata(judgement, row: row)
        }
        return zip(rules, counters).map { rule, counter in tally(rule, counter, orders) }
    }

    private func tally(_ rule: RuleCard, _ counter: RuleCounter, _ orders: OrderTable) -> RuleTally {
        var tally = RuleTally(ruleID: rule.id)
        for verdict in Verdict.allCases {
            let index = Int(verdict.rawValue)
            if counter.verdicts[index] > 0 { tally.counts[verdict] = counter.verdicts[index] }
            if counter.lowConfidence[index] > 0 { tally.lowConfidence[verdict] = counter.lowConfidence[index] }
        }
        tally.nearMisses = counter.nearMisses
        tally.reasons = counter.reasons.map { key, count in
            RuleTally.ReasonCount(
                verdict: key.verdict, reason: name(ofReason: key.reason), count: count.all)
        }.sorted { ($0.verdict.rawValue, $0.reason) < ($1.verdict.rawValue, $1.reason) }
        tally.months = counter.months.sorted { $0.key < $1.key }.map { month, share in
            RuleTally.MonthCount(
                month: "\(digits(Int(month) / 12, 4))-\(digits(Int(month) % 12 + 1, 2))", rated: share.rated,
                deviations: share.deviations)
        }
        if rule.rate != .none {
            let total = counter.rated
            tally.rate = RuleTally.Rate(total.deviations, of: total.rated, minimumCell: minimumCell)
            tally.controlChart = ControlChart(tally.months, minimumCell: minimumCell)
        }
        if rule.report == .metric { tally.metrics = metrics(counter) }
        tally.strata = strata(counter, orders)
        tally.funnelCurve = funnelCurve(counter, around: tally.strata)
        tally.shared = SharedCounts(tally, minimumCell: minimumCell)
        return tally
    }

    /// A metric counts INFO against COMPLIANT and INFO together (specification X3, X4), low confidence apart.
    private func metrics(_ counter: RuleCounter) -> [RuleTally.ReasonRate] {
        let counted = counter.reasons.filter { $0.key.verdict == .info || $0.key.verdict == .compliant }
        let denominator = counted.values.reduce(0) { $0 + $1.confident }
        return counted.filter { $0.key.verdict == .info }.map { key, count in
            RuleTally.ReasonRate(
                reason: name(ofReason: key.reason),
                rate: RuleTally.Rate(count.confident, of: denominator, minimumCell: minimumCell))
        }.sorted { $0.reason < $1.reason }
    }

    private func strata(_ counter: RuleCounter, _ orders: OrderTable) -> [Stratum] {
        let centre = counter.rated.rated > 0 ? Double(counter.rated.deviations) / Double(counter.rated.rated) : 0
        let strata = counter.strata.map { key, share in
            Stratum(
                dimension: key.dimension, name: key.name(in: orders),
                rate: RuleTally.Rate(share.deviations, of: share.rated, minimumCell: minimumCell),
                funnel: share.rated >= minimumCell ? FunnelPosition(around: centre, at: share.rated) : nil)
        }
        let dimensions = Stratum.Dimension.allCases
        return strata.sorted {
            let a = dimensions.firstIndex(of: $0.dimension) ?? 0, b = dimensions.firstIndex(of: $1.dimension) ?? 0
            return (a, $0.order, $0.name) < (b, $1.order, $1.name)
        }
    }

    /// About forty steps from the smallest number that is rated to the largest stratum.
    private func funnelCurve(_ counter: RuleCounter, around strata: [Stratum]) -> [FunnelStep] {
        let largest = strata.filter { $0.funnel != nil }.map(\.rate.denominator).max() ?? 0
        guard largest > minimumCell else { return [] }
        let centre = Double(counter.rated.deviations) / Double(counter.rated.rated)
        let step = max(1, (largest - minimumCell) / 40)
        return (Array(stride(from: minimumCell, to: largest, by: step)) + [largest]).map {
            FunnelStep(denominator: $0, position: FunnelPosition(around: centre, at: $0))
        }
    }

    private func name(ofReason number: UInt16) -> String {
        reasons.indices.contains(Int(number)) ? reasons[Int(number)] : ""
    }
}

extension Judgement {
    /// Part of a rate: a rated verdict, not a near miss, not of low confidence (1.7, 1.13.8, 1.13.9).
    var isInRate: Bool { verdict.isRated && !isNearMiss && confidence > .low }
}

extension Stratum {
    /// Ages by their number, the unknown last; everything else by name.
    fileprivate var order: Int {
        guard dimension == .ageBand else { return 0 }
        return name.isEmpty ? .max : AgeBand(rawValue: name).flatMap { AgeBand.allCases.firstIndex(of: $0) } ?? .max
    }
}

extension OrderTable {
    fileprivate func row(_ number: UInt32) -> OrderRow? {
        rows.indices.contains(Int(number)) ? rows[Int(number)] : nil
    }
}

func digits(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
}
