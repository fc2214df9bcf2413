/// One clause of a rule as it was evaluated for a verdict, with what decided it. Printed by `explain` and the report.
package struct Reasoning: Sendable {
    /// The clause in plain English: `calcification is recorded for this lesion`.
    package var clause: String
    package var truth: Truth
    /// What was found, in words: `size 6.5 cm`, `no CT or MRI between 2025-01-02 and 2025-03-05`.
    package var found: String
    package var evidence: [Evidence]
    package var parts: [Reasoning]

    package init(
        clause: String, truth: Truth, found: String = "", evidence: [Evidence] = [], parts: [Reasoning] = []
    ) {
        self.clause = clause
        self.truth = truth
        self.found = found
        self.evidence = evidence
        self.parts = parts
    }
}

/// What a clause was decided by: an order, or words in it.
package struct Evidence: Sendable {
    /// Number of the row in `OrderTable.rows`.
    package var row: Int
    /// The field the words stand in; nil where the order itself is the evidence.
    package var field: TextField?
    /// The concept the words express, if one does.
    package var concept: ConceptID?
    /// The words as they were written; empty until the text is read again for a report. Patient data.
    package var words: String

    package init(row: Int, field: TextField? = nil, concept: ConceptID? = nil, words: String = "") {
        self.row = row
        self.field = field
        self.concept = concept
        self.words = words
    }
}
