/// A little history inside a rule's file and what the rule must say of it: test and documentation at once.
public struct RuleExample: Sendable {
    public struct Order: Sendable {
        /// Days after the example's first day, and the clock time where one matters.
        public var day: Int
        public var second: Int32
        /// Where it was performed on another day than ordered.
        public var performedDay: Int?
        public var cells: [CanonicalField: String]
        public init(day: Int, second: Int32, performedDay: Int?, cells: [CanonicalField: String]) {
            self.day = day
            self.second = second
            self.performedDay = performedDay
            self.cells = cells
        }
    }

    public var name: String
    public var line: Int
    public var orders: [Order]
    /// Nil: the rule must say nothing at all.
    public var verdict: Verdict?
    public var reason: String
    /// How sure the verdict must be; nil: it does not matter to this example.
    public var confidence: Confidence?
    /// Further verdicts of the same rule that may stand beside it: `INFO/NO_POSTCONTRAST`.
    public var also: Set<String>
    /// Days relative to the example's first day.
    public var coverageStart: Int
    public var dataCutoff: Int
    /// Parameters and switches set for this example.
    public var parameters: [String: ParameterValue]
    /// In a variant of another example: what differs from it, as written; otherwise empty.
    public var difference = ""

    public init(
        name: String, line: Int, orders: [Order], verdict: Verdict?, reason: String, confidence: Confidence? = nil,
        also: Set<String>, coverageStart: Int, dataCutoff: Int, parameters: [String: ParameterValue]
    ) {
        self.name = name
        self.line = line
        self.orders = orders
        self.verdict = verdict
        self.reason = reason
        self.confidence = confidence
        self.also = also
        self.coverageStart = coverageStart
        self.dataCutoff = dataCutoff
        self.parameters = parameters
    }
}
