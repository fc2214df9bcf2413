import AuditModel
import Measures
import Testing

struct TallyingTests {
    private let reasons = ["A", "B", "C"]

    private func card(
        _ id: String, rate: RuleCard.Rate = .deviation, report: RuleCard.Report = .finding
    ) -> RuleCard {
        RuleCard(
            id: id, number: "", pack: "", title: "", status: .active, rate: rate, report: report, reviewersOnly: false,
            rationale: "", caveat: "", explanations: [], sources: [], prose: [], author: "", reviewer: "",
            nextReview: "")
    }

    private func judgement(
        _ verdict: Verdict, _ confidence: Confidence = .high, rule: UInt16 = 0, reason: UInt16 = 0,
        nearMiss: Bool = false, row: UInt32 = .max, on day: Day? = Day(year: 2026, month: 3, day: 5)
    ) -> Judgement {
        Judgement(
            rule: rule, verdict: verdict, confidence: confidence, reason: reason, isNearMiss: nearMiss,
            row: row, searchedFrom: .unknown, searchedTo: .unknown, finalDay: day ?? .unknown)
    }

    private func tally(_ judgements: [Judgement], _ card: RuleCard, orders: OrderTable = OrderTable()) -> RuleTally {
        Tallying(rules: [card], reasons: reasons).tallies(of: judgements, orders: orders)[0]
    }

    @Test func `Only confident compliant, excused and deviating units make the denominator`() throws {
        var judgements: [Judgement] = []
        for verdict in Verdict.allCases {
            for confidence in Confidence.allCases { judgements.append(judgement(verdict, confidence)) }
        }
        let tally = tally(judgements, card("R"))
        let rate = try #require(tally.rate)
        #expect((rate.numerator, rate.denominator) == (2, 6))
        #expect(rate.interval == nil)
        #expect(tally.judged == judgements.count)
        #expect(tally.lowConfidence.values.allSatisfy { $0 == 1 })
        #expect(tally.lowConfidence.count == Verdict.allCases.count)
    }

    @Test func `Near misses stand beside the judged units`() {
        let tally = tally([judgement(.compliant), judgement(.info, nearMiss: true)], card("R"))
        #expect(tally.judged == 1)
        #expect(tally.nearMisses == 1)
        #expect(tally.counts[.info] == nil)
    }

    @Test func `Months follow the final day in order of time, across a year's end`() {
        let tally = tally(
            [
                judgement(.deviation, on: Day(year: 2026, month: 1, day: 1)),
                judgement(.compliant, on: Day(year: 2025, month: 12, day: 31)),
                judgement(.compliant, on: Day(year: 2026, month: 1, day: 31)),
                judgement(.compliant, on: nil),
            ], card("R"))
        #expect(tally.months.map(\.month) == ["2025-12", "2026-01"])
        #expect(tally.months.map(\.rated) == [1, 2])
        #expect(tally.months.map(\.deviations) == [0, 1])
    }

    @Test func `A rule without a rate has none, and a metric has one for each reason`() throws {
        let judgements =
            (0..<9).map { _ in judgement(.compliant, reason: 0) } + (0..<2).map { _ in judgement(.info, reason: 1) }
            + [judgement(.info, reason: 2), judgement(.info, .low, reason: 2), judgement(.indeterminate)]
        let metric = tally(judgements, card("X", rate: .none, report: .metric))
        #expect(metric.rate == nil)
        #expect(metric.metrics.map(\.reason) == ["B", "C"])
        #expect(metric.metrics.map(\.rate.numerator) == [2, 1])
        #expect(metric.metrics.allSatisfy { $0.rate.denominator == 12 })
        #expect(metric.strata.isEmpty)
        #expect(tally(judgements, card("R")).metrics.isEmpty)
    }

    @Test func `Rules with a table of their own are never cut by department`() {
        var orders = OrderTable()
        orders.departments = ["", "Surgery"]
        var row = OrderRow(source: SourceSpan(file: 0, line: 1, offset: 0, length: 0))
        row.department = 1
        orders.rows = [row]
        let judgements = (0..<12).map { _ in judgement(.deviation, row: 0) }
        #expect(tally(judgements, card("R5", rate: .ownTable), orders: orders).strata.isEmpty)
        let own = tally(judgements, card("R", rate: .deviation), orders: orders).strata
        #expect(own.first { $0.dimension == .department }?.name == "Surgery")
        #expect(own.first { $0.dimension == .department }?.rate.denominator == 12)
    }

    @Test(arguments: [
        (2021, 3, 6, "0-4 years"), (2021, 3, 5, "5-17 years"), (2008, 3, 6, "5-17 years"), (2008, 3, 5, "18-39 years"),
        (1961, 3, 5, "65 years and over"), (2027, 1, 1, ""),
    ])
    func `Age bands turn on the birthday`(year: Int, month: Int, day: Int, band: String) throws {
        var row = OrderRow(source: SourceSpan(file: 0, line: 1, offset: 0, length: 0))
        row.birth = try #require(Day(year: year, month: month, day: day))
        row.performed = Moment(day: try #require(Day(year: 2026, month: 3, day: 5)))
        var orders = OrderTable()
        orders.rows = [row]
        let strata = tally([judgement(.compliant, row: 0)], card("R"), orders: orders).strata
        #expect(strata.filter { $0.dimension == .ageBand }.map(\.name) == [band])
    }

    @Test func `The books balance, and a lost unit is noticed`() {
        let tallying = Tallying(rules: [card("R"), card("S")], reasons: reasons)
        let judgements = [judgement(.compliant), judgement(.deviation, rule: 1), judgement(.pending, rule: 1)]
        var tallies = tallying.tallies(of: judgements, orders: OrderTable())
        #expect(tallying.imbalances(of: tallies, against: judgements).isEmpty)
        tallies[1].counts[.pending] = nil
        #expect(tallying.imbalances(of: tallies, against: judgements).count == 1)
        #expect(!tallying.imbalances(of: tallies, against: judgements + [judgement(.info, rule: 7)]).isEmpty)
    }

    @Test func `The order of judgements changes nothing`() {
        var generator = SeededGenerator(state: 7)
        let judgements = (0..<500).map { _ in
            judgement(
                Verdict.allCases.randomElement(using: &generator) ?? .info,
                Confidence.allCases.randomElement(using: &generator) ?? .low,
                reason: UInt16.random(in: 0..<3, using: &generator),
                on: Day(year: 2026, month: Int.random(in: 1...12, using: &generator), day: 3))
        }
        let once = tally(judgements, card("R"))
        let again = tally(judgements.shuffled(using: &generator), card("R"))
        #expect(String(describing: once.reasons) == String(describing: again.reasons))
        #expect(String(describing: once.months) == String(describing: again.months))
        #expect(once.counts == again.counts)
    }
}

/// A small linear congruential generator, so that every run of the tests sees the same numbers.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 31)
    }
}
