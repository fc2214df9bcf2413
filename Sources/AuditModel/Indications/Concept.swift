/// The number of a concept in the run's `Vocabulary`.
package struct ConceptID: Hashable, Comparable, Sendable {
    package let index: UInt8
    @inlinable
    package init(index: UInt8) { self.index = index }
    @inlinable
    package static func < (a: ConceptID, b: ConceptID) -> Bool { a.index < b.index }

    // Said outright: other rooms see only that a type has an equality, not what it is.
    @inlinable
    package static func == (a: ConceptID, b: ConceptID) -> Bool { a.index == b.index }
    @inlinable
    package static func != (a: ConceptID, b: ConceptID) -> Bool { a.index != b.index }
}

/// A set of concepts; a vocabulary holds 128 at most.
package struct ConceptSet: Hashable, Sendable {
    @usableFromInline package internal(set) var low: UInt64 = 0
    @usableFromInline package internal(set) var high: UInt64 = 0

    package static let capacity = 128

    @inlinable
    package init() {}
    package init(_ concepts: some Swift.Sequence<ConceptID>) { for concept in concepts { insert(concept) } }

    @inlinable
    package var isEmpty: Bool { low | high == 0 }

    @inlinable
    package func contains(_ concept: ConceptID) -> Bool {
        let bit = UInt64(1) << UInt64(concept.index & 63)
        return (concept.index < 64 ? low : high) & bit != 0
    }

    @inlinable
    package mutating func insert(_ concept: ConceptID) {
        let bit = UInt64(1) << UInt64(concept.index & 63)
        if concept.index < 64 { low |= bit } else { high |= bit }
    }

    @inlinable
    package mutating func remove(_ concept: ConceptID) {
        let bit = UInt64(1) << UInt64(concept.index & 63)
        if concept.index < 64 { low &= ~bit } else { high &= ~bit }
    }

    @inlinable
    package mutating func formUnion(_ other: ConceptSet) {
        low |= other.low
        high |= other.high
    }

    @inlinable
    package mutating func subtract(_ other: ConceptSet) {
        low &= ~other.low
        high &= ~other.high
    }

    @inlinable
    package func subtracting(_ other: ConceptSet) -> ConceptSet {
        var set = self
        set.subtract(other)
        return set
    }

    @inlinable
    package func intersection(_ other: ConceptSet) -> ConceptSet {
        var set = self
        set.low &= other.low
        set.high &= other.high
        return set
    }

    @inlinable
    package func intersects(_ other: ConceptSet) -> Bool { low & other.low | high & other.high != 0 }

    package var members: [ConceptID] {
        (0..<UInt8(ConceptSet.capacity)).map(ConceptID.init(index:)).filter(contains)
    }
}

/// A clinical idea that texts and codes express; its name and phrases are data (lexicons).
package struct Concept: Sendable {
    package enum Role: String, CaseIterable, Sendable {
        /// Makes a lesion where it is mentioned.
        case lesion
        /// Says something of a lesion, and only of the one it is bound to.
        case attribute
        /// Says something of the whole order or patient.
        case order

        @inlinable
        package var isLesion: Bool { if case .lesion = self { true } else { false } }
        @inlinable
        package var isAttribute: Bool { if case .attribute = self { true } else { false } }
    }

    /// As rules name it: lower case, words joined by hyphens.
    package var name: String
    package var role: Role
    /// As a sentence names it, for people.
    package var title: String

    /// A later denial found on one of these modalities overrules an earlier assertion (specification 5.7, conflict rule).
    package var overruledBy: ModalitySet

    package init(name: String, role: Role, title: String, overruledBy: ModalitySet = []) {
        self.name = name
        self.role = role
        self.title = title
        self.overruledBy = overruledBy
    }
}
