/// A little history inside a rule's file and what the rule must say of it: test and documentation at once.
package struct RuleExample: Sendable {
    package struct Order: Sendable {
        /// Days after the example's first day, and the clock time where one matters.
        package var day: Int
        package var second: Int32
        /// Where it was performed on another day than ordered.
        package var performedDay: Int?
        package var cells: [CanonicalField: String]
        package init(day: Int, second: Int32, performedDay: Int?, cells: [CanonicalField: String]) {
            self.day = day
            self.second = second
            self.performedDay = performedDay
            self.cells = cells
        }
    }

    package var name: String
    package var line: Int
    package var orders: [Order]
    /// Nil: the rule must say nothing at all.
    package var verdict: Verdict?
    package var reason: String
    /// How sure the verdict must be; nil: it does not matter to this example.
    package var confidence: Confidence?
    /// Further verdicts of the same rule that may stand beside it: `INFO/NO_POSTCONTRAST`.
    package var also: Set<String>
    /// Days relative to the example's first day.
    package var coverageStart: Int
    package var dataCutoff: Int
    /// Parameters and switches set for this example.
    package var parameters: [String: ParameterValue]
    /// In a variant of another example: what differs from it, as written; otherwise empty.
    package var difference = ""

    package init(
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
