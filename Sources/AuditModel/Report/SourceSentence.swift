/// What becomes of one sentence of a rule pack's sources; the sentence itself is not reproduced.
package struct SourceSentence: Sendable {
    /// How binding the source puts it.
    package enum Strength: String, CaseIterable, Sendable {
        case must = "MUST"
        case should = "SHOULD"
        case may = "MAY"
        case fact = "FACT"
        case clue = "CLUE"
        case provenance = "PROV"
    }

    /// Whether order data can show what it says.
    package enum Auditability: String, CaseIterable, Sendable {
        case yes = "Y"
        case partly = "P"
        case no = "N"
    }

    /// Reasons of a rule's verdicts that hang on the sentence.
    package struct Turn: Sendable {
        package var ruleID: String
        package var reasons: [String]
        package init(ruleID: String, reasons: [String]) {
            self.ruleID = ruleID
            self.reasons = reasons
        }
    }

    /// `S0.1`.
    package var id: String
    package var strength: Strength
    package var auditability: Auditability
    package var turns: [Turn]
    /// What a sentence is for that no rule and no card cites; otherwise empty.
    package var why: String
    /// Ids of the rules that cite it.
    package var rules: [String] = []
    /// Titles of the context cards that cite it.
    package var cards: [String] = []

    package init(id: String, strength: Strength, auditability: Auditability, turns: [Turn], why: String) {
        self.id = id
        self.strength = strength
        self.auditability = auditability
        self.turns = turns
        self.why = why
    }
}
