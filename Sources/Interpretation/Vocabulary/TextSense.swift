import AuditModel

/// What a phrase in an order's text can mean to the reader.
struct TextSense: Sendable {
    enum Kind: UInt8, Sendable {
        /// Names a concept.
        case concept
        /// Looks like something and is not; hides what it covers.
        case trap
        case cue
        case site
        case side
        case study
        /// Of length; `number` is hundredths of a millimetre.
        case unit
        /// A length in words; `number` is millimetres.
        case length
        /// Something of everyday size; `number` is millimetres.
        case object
        /// Of time; `number` is days.
        case period
        /// A number in words.
        case count
        case month
        case marker
        /// Seems to name a study and does not.
        case notStudy
    }

    /// The `number` of a trap that is no concept's.
    static let noConcept = UInt16.max

    struct Flags: OptionSet, Sendable {
        let rawValue: UInt8
        /// Counts only with support (a size, firmness, a code).
        static let weak = Flags(rawValue: 1)
        /// The concept is named of something that is no lesion.
        static let unbound = Flags(rawValue: 2)
        /// Names the lesion by its kind ("lipoma"): counts with support, and only where no word names a lesion outright.
        static let ofKind = Flags(rawValue: 4)
        /// The word itself denies the concept ("uncalcified").
        static let denied = Flags(rawValue: 8)
        /// What it covers is read on its own too.
        static let overlapping = Flags(rawValue: 16)
    }

    var kind: Kind
    var flags: Flags = []
    /// Concept, cue, site, study ... by number.
    var number: UInt16

    /// Names the concept, or keeps words from being taken for it.
    func isOf(_ concept: ConceptID) -> Bool {
        (kind == .concept || kind == .trap) && number == UInt16(concept.index)
    }

    func isOf(_ marker: Marker) -> Bool { kind == .marker && number == marker.rawValue }
}

/// How mentions of a concept are to be taken.
struct ConceptRule: Sendable {
    enum Handling: Sendable { case counts, asWritten }
    var role: Concept.Role
    /// What "suspected" means for it (specification 5.7).
    var suspected: Assertion = .uncertain
    /// A queried mention is as good as an asserted one, or stays uncertain.
    var uncertain: Handling = .asWritten
    var historicalCounts = true
    /// Which concept a mention with a word of history stands for instead.
    var historical: ConceptID?
    var implied = ConceptSet()
    /// Makes a weak mention of a lesion beside it a full one.
    var strengthens = false
    /// Speaks of a lesion even where none is named.
    var founds = false
    /// Said in a clause of its own with another place, it is not said of the lesion.
    var isOfPlace = false
    /// Its day is of interest.
    var isDated = false
}

struct SiteRule: Sendable {
    /// Concepts that a lesion here says of the order.
    var implied = ConceptSet()
    /// The site that it is when a side is given with it.
    var sided: SiteID?
    /// Reports give its own length, as of an organ.
    var isMeasured = false
}

struct StudySense: Sendable {
    var modality: Modality?
    var regions: RegionSet
}

extension WordUse {
    init(_ sense: TextSense) {
        switch sense.kind {
        case .concept, .study: self = .fact
        case .marker: self = [.steers, .marker(sense.number)]
        case .period: self = [.steers, .period]
        case .month: self = [.steers, .month]
        case .count: self = [.steers, .count]
        case .unit: self = .unit
        case .trap, .cue, .site, .side, .length, .object, .notStudy: self = []
        }
    }
}
