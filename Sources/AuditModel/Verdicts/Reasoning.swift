/// One clause of a rule as it was evaluated for a verdict, with what decided it. Printed by `explain` and the report.
public struct Reasoning: Sendable {
    /// The clause in plain English: `calcification is recorded for this lesion`.
    public var clause: String
    public var truth: Truth
    /// What was found, in words: `size 6.5 cm`, `no CT or MRI between 2025-01-02 and 2025-03-05`.
    public var found: String
    public var evidence: [Evidence]
    public var parts: [Reasoning]
    /// How the parts decide; nil without parts.
    public var joint: Joint?
    public var role = Role.clause

    public enum Joint: Sendable {
        case all, any, none

        public var title: String {
            switch self {
            case .all: "all of these"
            case .any: "at least one of these"
            case .none: "not this"
            }
        }
    }

    /// What a clause is in the verdict it belongs to.
    public enum Role: Sendable {
        /// Part of another.
        case clause
        /// Whom the rule concerns.
        case scope
        /// A row of the outcome table that was passed over on the way to the one that decided; nil: it gives no verdict.
        case passed(Verdict?, reason: String)
        /// The row that decided.
        case decided(Verdict, reason: String)
        /// What changed the verdict after the table had spoken.
        case note
    }

    /// The clause without repeating its parts.
    public var heading: String { joint?.title ?? clause }

    public init(
        clause: String, truth: Truth, found: String = "", evidence: [Evidence] = [], parts: [Reasoning] = [],
        joint: Joint? = nil
    ) {
        self.joint = joint
        self.clause = clause
        self.truth = truth
        self.found = found
        self.evidence = evidence
        self.parts = parts
    }
}

/// What a clause was decided by: an order, or words in it.
public struct Evidence: Sendable {
    /// Number of the row in `OrderTable.rows`.
    public var row: Int
    /// The field the words stand in; nil where the order itself is the evidence.
    public var field: TextField?
    /// The concept the words express, if one does.
    public var concept: ConceptID?
    /// The words as they were written; empty until the text is read again for a report. Patient data.
    public var words: String

    public init(row: Int, field: TextField? = nil, concept: ConceptID? = nil, words: String = "") {
        self.row = row
        self.field = field
        self.concept = concept
        self.words = words
    }
}
