import AuditModel
import Measures
import Testing

struct ReviewMeasureTests {
    private func disposition(
        _ finding: String, _ decision: Disposition.Decision, by reviewer: String = "AB", rule: String = "R"
    ) -> Disposition {
        Disposition(
            findingID: finding, ruleID: rule, verdict: "DEVIATION", reason: "X", facts: "", decision: decision,
            exception: "", note: "", reviewer: reviewer, reviewedAt: "2026-11-01T10:00:00Z")
    }

    @Test func `Precision is agreed among settled findings, from five upwards`() throws {
        let four = (1...4).map { disposition("f\($0)", .agree) }
        #expect(try #require(ReviewMeasure.measures(of: four, rules: ["R"]).first).precision == nil)
        let more =
            four + [
                disposition("f5", .justified), disposition("f6", .dataError), disposition("f7", .secondReader),
                disposition("f8", .agree), disposition("f8", .otherLesion, by: "CD"),
            ]
        let measure = try #require(ReviewMeasure.measures(of: more, rules: ["R"]).first)
        #expect(measure.reviewed == 8)
        #expect(measure.split == 1)
        #expect(measure.decided[.secondReader] == 1)
        let precision = try #require(measure.precision)
        #expect((precision.numerator, precision.denominator) == (4, 6))
        // scipy.stats.binomtest(4, 6).proportion_ci(method="wilson")
        #expect(abs((precision.interval?.lowerBound ?? 0) - 0.299993315138392) < 1e-9)
    }

    /// By hand: 20 + 15 of 50 agree, so 0.7; by chance 25/50 · 30/50 + 25/50 · 20/50 = 0.5; (0.7 - 0.5) / 0.5 = 0.4.
    @Test func `Kappa takes chance out of agreement`() throws {
        let pairs: [(Disposition.Decision, Disposition.Decision)] =
            Array(repeating: (.agree, .agree), count: 20) + Array(repeating: (.agree, .justified), count: 5)
            + Array(repeating: (.justified, .agree), count: 10)
            + Array(repeating: (.justified, .justified), count: 15)
        let agreement = try #require(ReviewMeasure.Agreement(pairs))
        #expect((agreement.pairs, agreement.same) == (50, 35))
        #expect(abs((agreement.kappa ?? 0) - 0.4) < 1e-12)
    }

    @Test func `Two readers who only ever agree on one word have no kappa, and nobody has no agreement`() {
        #expect(ReviewMeasure.Agreement([(.agree, .agree)])?.kappa == nil)
        #expect(ReviewMeasure.Agreement([]) == nil)
        #expect(ReviewMeasure.measures(of: [], rules: ["R"]).isEmpty)
    }

    @Test func `Rules keep the run's order, and unknown ones follow`() {
        let some = [
            disposition("a", .agree, rule: "Z"), disposition("b", .agree, rule: "B"),
            disposition("c", .agree, rule: "A"),
        ]
        #expect(ReviewMeasure.measures(of: some, rules: ["B", "A"]).map(\.ruleID) == ["B", "A", "Z"])
    }
}
