/// A tally as it may leave the quality team: what is absent is suppressed, so that an empty value shows nothing.
public struct SharedCounts: Sendable {
    public var judged: Int?
    /// Only verdicts whose number may be shown.
    public var counts: [Verdict: Int] = [:]
    /// Nil where numerator, denominator or the difference is small.
    public var rate: RuleTally.Rate?

    public init() {}
}
