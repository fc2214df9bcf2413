/// What one reviewer decided about one finding; a line of `dispositions.csv`.
public struct Disposition: Hashable, Sendable {
    /// Raw values are the words of the file.
    public enum Decision: String, CaseIterable, Sendable {
        case agree, justified
        case dataError = "data-error"
        case otherLesion = "other-lesion"
        case secondReader = "second-reader"

        public var title: String {
            switch self {
            case .agree: "agrees with the flag"
            case .justified: "justified"
            case .dataError: "data error"
            case .otherLesion: "other lesion"
            case .secondReader: "needs a second reader"
            }
        }
    }

    public var findingID: String
    public var ruleID: String
    public var verdict: String
    public var reason: String
    /// Digest of the finding's facts when it was reviewed; empty where the file does not carry it.
    public var facts: String
    public var decision: Decision
    /// Which of the rule's explanations, for a justified finding.
    public var exception: String
    public var note: String
    /// Initials.
    public var reviewer: String
    /// ISO 8601, as the page wrote it.
    public var reviewedAt: String

    public init(
        findingID: String, ruleID: String, verdict: String, reason: String, facts: String, decision: Decision,
        exception: String, note: String, reviewer: String, reviewedAt: String
    ) {
        self.findingID = findingID
        self.ruleID = ruleID
        self.verdict = verdict
        self.reason = reason
        self.facts = facts
        self.decision = decision
        self.exception = exception
        self.note = note
        self.reviewer = reviewer
        self.reviewedAt = reviewedAt
    }
}

/// A finding that somebody has taken responsibility for until a day; a line of a waiver file.
public struct Waiver: Hashable, Sendable {
    public var findingID: String
    public var reason: String
    public var owner: String
    /// The last day on which it holds.
    public var expires: Day

    public init(findingID: String, reason: String, owner: String, expires: Day) {
        self.findingID = findingID
        self.reason = reason
        self.owner = owner
        self.expires = expires
    }
}

extension Waiver {
    /// How a waiver bears on one run.
    public enum State: String, CaseIterable, Sendable {
        /// Its finding is made and accepted for the time being.
        case inForce = "in force"
        /// Its last day is over: its finding counts like any other.
        case expired
        /// No finding of this run has its id.
        case unused
    }
}

/// Reviewers' decisions and waivers as they bear on one run.
public struct Reviews: Sendable {
    /// By finding, then by reviewer.
    public var dispositions: [Disposition] = []
    public var waivers: [Waiver] = []
    /// The day against which waivers expire.
    public var today: Day = .unknown
    /// One per rule with a reviewed finding, in the order of the rules.
    public var measures: [ReviewMeasure] = []
    /// Findings that a waiver names, by id, where a run has too many findings to hold them all.
    public var waivedOfMany: [String: Verdict] = [:]

    public init() {}

    /// Waivers that have not expired, by finding; of several for one finding the longest.
    public var unexpired: [String: Waiver] {
        Dictionary(waivers.filter { $0.expires >= today }.map { ($0.findingID, $0) }) {
            $0.expires >= $1.expires ? $0 : $1
        }
    }

    /// Every waiver with its state, where `found` are the findings of the run; those that end first come first.
    func states(_ found: [String: Verdict]) -> [(waiver: Waiver, state: Waiver.State)] {
        waivers.sorted { ($0.expires, $0.findingID) < ($1.expires, $1.findingID) }.map { waiver in
            (waiver, waiver.expires < today ? .expired : found[waiver.findingID] != nil ? .inForce : .unused)
        }
    }
}

/// How often reviewers agreed with one rule's findings.
public struct ReviewMeasure: Sendable {
    public var ruleID: String
    /// Findings with a decision.
    public var reviewed = 0
    /// Findings by what their reviewers agreed on.
    public var decided: [Disposition.Decision: Int] = [:]
    /// Findings on which reviewers decided differently.
    public var split = 0
    /// Agreed among all settled findings; nil under five.
    public var precision: RuleTally.Rate?
    /// Between two readers; nil where no finding has two.
    public var agreement: Agreement?

    public struct Agreement: Sendable {
        /// Findings with two readers.
        public var pairs: Int
        public var same: Int
        /// Cohen's kappa; nil where chance alone would always agree.
        public var kappa: Double?

        public init(pairs: Int, same: Int, kappa: Double?) {
            self.pairs = pairs
            self.same = same
            self.kappa = kappa
        }
    }

    public init(ruleID: String) { self.ruleID = ruleID }

    /// Findings without a decision all readers share.
    public var unsettled: Int { (decided[.secondReader] ?? 0) + split }
}
