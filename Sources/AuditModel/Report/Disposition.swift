/// What one reviewer decided about one finding; a line of `dispositions.csv`.
package struct Disposition: Hashable, Sendable {
    /// Raw values are the words of the file.
    package enum Decision: String, CaseIterable, Sendable {
        case agree, justified
        case dataError = "data-error"
        case otherLesion = "other-lesion"
        case secondReader = "second-reader"

        package var title: String {
            switch self {
            case .agree: "agrees with the flag"
            case .justified: "justified"
            case .dataError: "data error"
            case .otherLesion: "other lesion"
            case .secondReader: "needs a second reader"
            }
        }
    }

    package var findingID: String
    package var ruleID: String
    package var verdict: String
    package var reason: String
    /// Digest of the finding's facts when it was reviewed; empty where the file does not carry it.
    package var facts: String
    package var decision: Decision
    /// Which of the rule's explanations, for a justified finding.
    package var exception: String
    package var note: String
    /// Initials.
    package var reviewer: String
    /// ISO 8601, as the page wrote it.
    package var reviewedAt: String

    package init(
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
package struct Waiver: Hashable, Sendable {
    package var findingID: String
    package var reason: String
    package var owner: String
    /// The last day on which it holds.
    package var expires: Day

    package init(findingID: String, reason: String, owner: String, expires: Day) {
        self.findingID = findingID
        self.reason = reason
        self.owner = owner
        self.expires = expires
    }
}

extension Waiver {
    /// How a waiver bears on one run.
    package enum State: String, CaseIterable, Sendable {
        /// Its finding is made and accepted for the time being.
        case inForce = "in force"
        /// Its last day is over: its finding counts like any other.
        case expired
        /// No finding of this run has its id.
        case unused
    }
}

/// Reviewers' decisions and waivers as they bear on one run.
package struct Reviews: Sendable {
    /// By finding, then by reviewer.
    package var dispositions: [Disposition] = []
    package var waivers: [Waiver] = []
    /// The day against which waivers expire.
    package var today: Day = .unknown
    /// One per rule with a reviewed finding, in the order of the rules.
    package var measures: [ReviewMeasure] = []
    /// Findings that a waiver names, by id, where a run has too many findings to hold them all.
    package var waivedOfMany: [String: Verdict] = [:]

    package init() {}

    /// Waivers that have not expired, by finding; of several for one finding the longest.
    package var unexpired: [String: Waiver] {
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
package struct ReviewMeasure: Sendable {
    package var ruleID: String
    /// Findings with a decision.
    package var reviewed = 0
    /// Findings by what their reviewers agreed on.
    package var decided: [Disposition.Decision: Int] = [:]
    /// Findings on which reviewers decided differently.
    package var split = 0
    /// Agreed among all settled findings; nil under five.
    package var precision: RuleTally.Rate?
    /// Between two readers; nil where no finding has two.
    package var agreement: Agreement?

    package struct Agreement: Sendable {
        /// Findings with two readers.
        package var pairs: Int
        package var same: Int
        /// Cohen's kappa; nil where chance alone would always agree.
        package var kappa: Double?

        package init(pairs: Int, same: Int, kappa: Double?) {
            self.pairs = pairs
            self.same = same
            self.kappa = kappa
        }
    }

    package init(ruleID: String) { self.ruleID = ruleID }

    /// Findings without a decision all readers share.
    package var unsettled: Int { (decided[.secondReader] ?? 0) + split }
}
