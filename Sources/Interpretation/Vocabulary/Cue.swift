/// What a context word does to the concepts around it (specification 5.7).
struct Cue: Sendable {
    enum Effect: String, CaseIterable, Sendable {
        case negation, uncertainty, suspicion, history, hypothesis
        case otherPerson = "other-person"
        /// Asserts, but not for certain: "likely".
        case likelihood
    }
    enum Direction: String, CaseIterable, Sendable {
        case forward, backward
        /// Forward, and on what stands right before it.
        case both
    }

    var effect: Effect
    var direction: Direction
}

extension Cue.Effect {
    /// Tells whether what it stands beside is there, not whose it is or of when.
    var tellsPresence: Bool { self != .history && self != .otherPerson }

    /// Tells how sure what it stands beside is, short of certain.
    var qualifies: Bool { self == .uncertainty || self == .suspicion || self == .likelihood }

    /// Its place among all.
    var index: Int {
        switch self {
        case .negation: 0
        case .uncertainty: 1
        case .suspicion: 2
        case .history: 3
        case .hypothesis: 4
        case .otherPerson: 5
        case .likelihood: 6
        }
    }
}
