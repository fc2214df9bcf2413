/// What becomes of one sentence of a rule pack's sources; the sentence itself is not reproduced.
public struct SourceSentence: Sendable {
    /// How binding the source puts it.
    public enum Strength: String, CaseIterable, Sendable {
        case must = "MUST"
        case should = "SHOULD"
        case may = "MAY"
        case fact = "FACT"
        case clue = "CLUE"
        case provenance = "PROV"
    }

    /// Whether order data can show what it says.
    public enum Auditability: String, CaseIterable, Sendable {
        case yes = "Y"
        case partly = "P"
        case no = "N"
    }

    /// Reasons of a rule's verdicts that hang on the sentence.
    public struct Turn: Sendable {
        public var ruleID: String
        public var reasons: [String]
        public init(ruleID: String, reasons: [String]) {
            self.ruleID = ruleID
            self.reasons = reasons
        }
    }

    /// `S0.1`.
    public var id: String
    public var strength: Strength
    public var auditability: Auditability
    public var turns: [Turn]
    /// What a sentence is for that no rule and no card cites; otherwise empty.
    public var why: String
    /// Ids of the rules that cite it.
    public var rules: [String] = []
    /// Titles of the context cards that cite it.
    public var cards: [String] = []

    public init(id: String, strength: Strength, auditability: Auditability, turns: [Turn], why: String) {
        self.id = id
        self.strength = strength
        self.auditability = auditability
        self.turns = turns
        self.why = why
    }
}
