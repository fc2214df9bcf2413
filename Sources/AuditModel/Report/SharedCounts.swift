/// A tally as it may leave the quality team: what is absent is suppressed, so that an empty value shows nothing.
package struct SharedCounts: Sendable {
    package var judged: Int?
    /// Only verdicts whose number may be shown.
    package var counts: [Verdict: Int] = [:]
    /// Nil where numerator, denominator or the difference is small.
    package var rate: RuleTally.Rate?

    package init() {}
}
