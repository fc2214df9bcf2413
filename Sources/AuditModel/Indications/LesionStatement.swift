/// What one field of one order says of one lesion, as learned by one way of imaging. Fixed size; millions are held.
public struct LesionStatement: Sendable, Equatable {
    public enum SizeState: UInt8, Sendable {
        case notStated
        case stated
        /// By comparison with an everyday object: `golf-ball sized`.
        case estimated
        /// A number without unit, or numbers that contradict each other.
        case ambiguous
    }

    // In an order that leaves no gaps.
    /// The day of the study that showed it where the text gives one; unknown otherwise.
    public var foundDay: Day = .unknown
    /// The region of that study, if named ("CT chest"); empty: not stated.
    public var foundOnRegions: RegionSet = []
    /// Largest diameter in millimetres (specification 5.4); 0 unless `sizeState` is stated or estimated.
    public var sizeMillimetres: UInt16 = 0
    public var sizeState: SizeState = .notStated
    /// Numbers the lesions of one order in reading order, from 0; statements with the same number are about one lesion.
    public var lesion: UInt8 = 0
    public var field: TextField
    /// `.unspecified` where the field names no site for this lesion.
    public var site: SiteID = .unspecified
    public var side: Laterality = .unspecified
    /// The study that showed it, if named ("calcified on US"); nil: not stated.
    public var foundOn: Modality?
    /// That study is said to have been made elsewhere.
    public var foundOutside: Bool = false
    /// No word names the lesion; a question of the order implies it.
    public var isImplied = false
    /// Concepts of role lesion and attribute that the field asserts, doubts, denies; asserted and doubted at once where it
    /// calls them likely, and nowhere more.
    public var present = ConceptSet()
    public var uncertain = ConceptSet()
    public var absent = ConceptSet()

    public init(field: TextField) { self.field = field }

    /// Concepts that it asserts, but only as likely (specification 5.7).
    public var likely: ConceptSet { present.intersection(uncertain) }

    /// Whether it asserts, doubts or denies one of the concepts.
    public func mentions(_ concepts: ConceptSet) -> Bool {
        present.intersects(concepts) || uncertain.intersects(concepts) || absent.intersects(concepts)
    }

    public func assertion(of concept: ConceptID) -> Assertion? {
        if present.contains(concept) { return .present }
        if uncertain.contains(concept) { return .uncertain }
        return absent.contains(concept) ? .absent : nil
    }
}
