/// What one field of one order says of one lesion, as learned by one way of imaging. Fixed size; millions are held.
package struct LesionStatement: Sendable, Equatable {
    package enum SizeState: UInt8, Sendable {
        case notStated
        case stated
        /// An everyday object or a code gave it: `golf-ball sized`.
        case estimated
        /// A number without unit, or numbers that contradict each other.
        case ambiguous
    }

    /// Numbers the lesions of one order in reading order, from 0; statements with the same number are about one lesion.
    package var lesion: UInt8 = 0
    package var field: TextField
    /// `.unspecified` where the field names no site for this lesion.
    package var site: SiteID = .unspecified
    package var side: Laterality = .unspecified
    /// The study that showed it, if named ("calcified on US"); nil: not stated.
    package var foundOn: Modality?
    /// The region of that study, if named ("CT chest"); empty: not stated.
    package var foundOnRegions: RegionSet = []
    /// That study is said to have been made elsewhere.
    package var foundOutside: Bool = false
    /// The day of that study where the text gives one; unknown otherwise.
    package var foundDay: Day = .unknown
    /// Largest diameter in millimetres (specification 5.4); 0 unless `sizeState` is stated or estimated.
    package var sizeMillimetres: UInt16 = 0
    package var sizeState: SizeState = .notStated
    /// No word names the lesion; a question of the order implies it.
    package var isImplied = false
    /// Concepts of role lesion and attribute that the field asserts, doubts, denies.
    package var present = ConceptSet()
    package var uncertain = ConceptSet()
    package var absent = ConceptSet()

    package init(field: TextField) { self.field = field }

    /// Whether it asserts, doubts or denies one of the concepts.
    package func mentions(_ concepts: ConceptSet) -> Bool {
        present.intersects(concepts) || uncertain.intersects(concepts) || absent.intersects(concepts)
    }

    package func assertion(of concept: ConceptID) -> Assertion? {
        if present.contains(concept) { return .present }
        if uncertain.contains(concept) { return .uncertain }
        return absent.contains(concept) ? .absent : nil
    }
}
