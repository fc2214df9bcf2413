/// A rule as a reader of the report sees it; made from the rule's own data.
public struct RuleCard: Sendable {
    public enum Rate: String, CaseIterable, Sendable {
        case deviation
        case ownTable = "own-table"
        case none
    }

    /// How results are shown: as findings, as a metric line, or as context (specification 4, X1–X4).
    public enum Report: String, CaseIterable, Sendable { case finding, metric, context }

    public enum Status: String, CaseIterable, Sendable { case draft, active, retired }

    public var id: String
    /// The specification's short name, `R1`; may be empty.
    public var number: String
    public var pack: String
    public var title: String
    public var status: Status
    public var rate: Rate
    public var report: Report
    /// Left out of shared reports.
    public var reviewersOnly: Bool
    public var rationale: String
    /// A caveat that is printed with every figure and finding of the rule; empty where there is none.
    public var caveat: String
    /// What would explain a finding, one line each.
    public var explanations: [String]
    public var sources: [String]
    /// The rule in plain English, a paragraph each: who is judged, what is expected, exceptions, windows.
    public var prose: [String]
    /// The outcome table in words, from the top; the first row that holds decides.
    public var decisions: [Decision] = []
    /// What the reason codes of the rule's pack say; more in `words(ofReason:)`.
    public var reasonWords: [String: String] = [:]
    public var author: String
    public var reviewer: String
    public var nextReview: String

    /// One row of the outcome table.
    public struct Decision: Sendable {
        /// Nil where the row ends without a verdict.
        public var verdict: Verdict?
        public var reason: String
        public var condition: String

        public init(verdict: Verdict?, reason: String, condition: String) {
            self.verdict = verdict
            self.reason = reason
            self.condition = condition
        }
    }

    /// A reason code as a reader sees it: the pack's words, else the code's own.
    public func words(ofReason code: String) -> String {
        if let words = reasonWords[code] { return words }
        if code.hasPrefix("SUPERSEDED_BY_") { return "rule \(code.dropFirst(14)) speaks for the same event" }
        switch code {
        case "NEAR_MISS": return "near miss: the examination was cancelled"
        case "STATUS_UNKNOWN": return "the status of an order is not known"
        case "POPULATION_UNCERTAIN": return "whether the rule concerns the case can not be told"
        default: break
        }
        if code.hasSuffix("_UNCERTAIN") { return plain(code.dropLast(10)) + " is only queried" }
        return plain(code)
    }

    private func plain(_ code: some StringProtocol) -> String {
        code.lowercased().replacing("_", with: " ")
    }

    public init(
        id: String, number: String, pack: String, title: String, status: Status, rate: Rate, report: Report,
        reviewersOnly: Bool, rationale: String, caveat: String, explanations: [String], sources: [String],
        prose: [String], author: String, reviewer: String, nextReview: String
    ) {
        self.id = id
        self.number = number
        self.pack = pack
        self.title = title
        self.status = status
        self.rate = rate
        self.report = report
        self.reviewersOnly = reviewersOnly
        self.rationale = rationale
        self.caveat = caveat
        self.explanations = explanations
        self.sources = sources
        self.prose = prose
        self.author = author
        self.reviewer = reviewer
        self.nextReview = nextReview
    }
}
