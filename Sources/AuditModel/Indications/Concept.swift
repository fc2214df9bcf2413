/// The number of a concept in the run's `Vocabulary`.
public struct ConceptID: Hashable, Comparable, Sendable {
    public let index: UInt8
    public init(index: UInt8) { self.index = index }
    public static func < (a: ConceptID, b: ConceptID) -> Bool { a.index < b.index }
}

/// A set of concepts; a vocabulary holds 128 at most.
public struct ConceptSet: Hashable, Sendable {
    public internal(set) var low: UInt64 = 0
    public internal(set) var high: UInt64 = 0

    public static let capacity = 128

    public init() {}
    public init(_ concepts: some Swift.Sequence<ConceptID>) { for concept in concepts { insert(concept) } }

    public var isEmpty: Bool { low | high == 0 }

    public func contains(_ concept: ConceptID) -> Bool {
        let bit = UInt64(1) << UInt64(concept.index & 63)
        return (concept.index < 64 ? low : high) & bit != 0
    }

    public mutating func insert(_ concept: ConceptID) {
        let bit = UInt64(1) << UInt64(concept.index & 63)
        if concept.index < 64 { low |= bit } else { high |= bit }
    }

    public mutating func remove(_ concept: ConceptID) {
        let bit = UInt64(1) << UInt64(concept.index & 63)
        if concept.index < 64 { low &= ~bit } else { high &= ~bit }
    }

    public mutating func formUnion(_ other: ConceptSet) {
        low |= other.low
        high |= other.high
    }

    public mutating func subtract(_ other: ConceptSet) {
        low &= ~other.low
        high &= ~other.high
    }

    public func subtracting(_ other: ConceptSet) -> ConceptSet {
        var set = self
        set.subtract(other)
        return set
    }

    public func intersection(_ other: ConceptSet) -> ConceptSet {
        var set = self
        set.low &= other.low
        set.high &= other.high
        return set
    }

    public func intersects(_ other: ConceptSet) -> Bool { low & other.low | high & other.high != 0 }

    public var members: [ConceptID] {
        (0..<UInt8(ConceptSet.capacity)).map(ConceptID.init(index:)).filter(contains)
    }
}

/// A clinical idea that texts and codes express; its name and phrases are data (lexicons).
public struct Concept: Sendable {
    public enum Role: String, CaseIterable, Sendable {
        /// Makes a lesion where it is mentioned.
        case lesion
        /// Says something of a lesion, and only of the one it is bound to.
        case attribute
        /// Says something of the whole order or patient.
        case order

        public var isLesion: Bool { if case .lesion = self { true } else { false } }
        public var isAttribute: Bool { if case .attribute = self { true } else { false } }
    }

    /// As rules name it: lower case, words joined by hyphens.
    public var name: String
    public var role: Role
    /// As a sentence names it, for people.
    public var title: String

    /// A later denial found on one of these modalities overrules an earlier assertion (specification 5.7, conflict rule).
    public var overruledBy: ModalitySet

    public init(name: String, role: Role, title: String, overruledBy: ModalitySet = []) {
        self.name = name
        self.role = role
        self.title = title
        self.overruledBy = overruledBy
    }
}
