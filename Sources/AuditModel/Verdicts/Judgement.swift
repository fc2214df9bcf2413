/// One verdict of one rule on one unit, packed: words are made only when a report is written.
public struct Judgement: Sendable {
    /// Number of the rule in the run's rule list.
    public var rule: UInt16
    public var verdict: Verdict
    public var confidence: Confidence
    /// Number in the run's list of reason codes.
    public var reason: UInt16
    /// A cancelled examination that would have been flagged: beside the rule's verdict, not among its judged units.
    public var isNearMiss: Bool
    /// Row of the judged order; `UInt32.max` where the unit has none.
    public var row: UInt32
    /// The window searched, both days inside; unknown where none was.
    public var searchedFrom: Day
    public var searchedTo: Day
    /// The day on which the verdict became final (1.13.4).
    public var finalDay: Day

    public init(
        rule: UInt16, verdict: Verdict, confidence: Confidence, reason: UInt16, isNearMiss: Bool, row: UInt32,
        searchedFrom: Day, searchedTo: Day, finalDay: Day
    ) {
        self.rule = rule
        self.verdict = verdict
        self.confidence = confidence
        self.reason = reason
        self.isNearMiss = isNearMiss
        self.row = row
        self.searchedFrom = searchedFrom
        self.searchedTo = searchedTo
        self.finalDay = finalDay
    }
}
