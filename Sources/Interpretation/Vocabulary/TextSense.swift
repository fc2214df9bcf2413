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

/// Words that steer the reading of what stands around them without naming anything themselves.
enum Marker: UInt16, CaseIterable, Sendable {
    /// Ends every scope.
    case breaks
    /// Ends a scope once something lies in it.
    case preposition
    /// Ends a denial: what comes with something is no longer denied.
    case with
    case and, or
    /// The next site is not where the lesion is.
    case leadsAway
    /// A length before it is a distance.
    case distance
    /// A length beside it measures something else.
    case takesSize
    case from, to, by
    /// Names the direction of a diameter.
    case axis
    case moreThan
    case lessThan
    /// Counts the lesions that the next noun names.
    case several
    case outside, planned, performed, shows
    /// Only refers to the study behind it: "correlate with CT".
    case correlates
    /// Sets what is told beside the studies behind it in its sentence: "Comparison: CT 3/3".
    case compares
    /// The whole result of the study before it.
    case showsNothing
    /// What stands before it was found by the study behind it, across a full stop too.
    case foundOn
    case today, yesterday, ago, last, after
    /// No lesion, but something that what is said may be said of.
    case otherThing
    /// Says nothing between the beginning of a clause and what it tells.
    case filler
    /// What a patient may have beside a lesion: a denial or a doubt of it goes over to a lesion only in a list.
    case complaint
    /// Says what a lesion is like, and is neither doubted nor denied by what stands before it: "painful".
    case describes
    /// Answers a question, or a label with a colon.
    case affirms, denies
    /// Labels the answer to a question: "A: no".
    case answers
    /// Asks for what stands behind its `seeks`: "assess the mass for ...".
    case assesses, seeks
    /// Labels a side that stands alone.
    case labelsSide
    /// What a question about a lesion asks for: "mass? cause".
    case asked

    init?(name: String) {
        guard let found = Marker.allCases.first(where: { $0.name == name }) else { return nil }
        self = found
    }

    /// As lexicons write it: leads-away.
    var name: String {
        String(describing: self).reduce(into: "") { $0 += $1.isUppercase ? "-\($1.lowercased())" : String($1) }
    }
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

/// What a diagnosis code says.
struct CodeMeaning: Sendable {
    var concepts: [ConceptID] = []
    var site: SiteID = .unspecified
    var side: Laterality = .unspecified
    /// Which character of the code (from 1, without its dot) tells the side: 1 right, 2 left, 3 both; 0 for none.
    var sideCharacter = 0
}

/// A code's meaning, parted by what it is said of.
struct CodeSense: Sendable {
    var order = ConceptSet()
    var lesion = ConceptSet()
    var namesLesion = false
    /// A concept of the order that speaks of a lesion.
    var founds = false
    var dated: ConceptID?
    var site: SiteID
    var side: Laterality
    var sideCharacter: Int

    init(_ meaning: CodeMeaning, _ rules: [ConceptRule]) {
        site = meaning.site
        side = meaning.side
        sideCharacter = meaning.sideCharacter
        for concept in meaning.concepts {
            let rule = rules[Int(concept.index)]
            if rule.role == .order {
                order.insert(concept)
                if rule.isDated { dated = concept }
                if rule.founds { founds = true }
            } else {
                lesion.insert(concept)
                lesion.formUnion(rule.implied)
                if rule.role == .lesion { namesLesion = true }
            }
        }
    }
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

/// Everything the reader of texts needs, compiled. A class so that readers and their parts share it by one reference.
final class TextLexicon: Sendable {
    let phrases: PhraseTable<TextSense>
    let concepts: [ConceptRule]
    /// The concepts that make a lesion.
    let lesions: ConceptSet
    let sites: [SiteRule]
    let cues: [Cue]
    let studies: [StudySense]
    let codes: CodeTable
    /// By the numbers of `codes`.
    let codeSenses: [CodeSense]
    /// Of cues, in tokens.
    let scope: Int
    let places: SiteTable

    init(_ read: borrowing LexiconReader, phrases: PhraseTable<TextSense>) {
        self.phrases = phrases
        concepts = read.concepts.map(\.rule)
        lesions = ConceptSet(
            concepts.indices.filter { [concepts] in concepts[$0].role == .lesion }.map { ConceptID(index: UInt8($0)) })
        sites = read.siteRules
        cues = read.cues
        studies = read.studies
        codes = read.codes
        codeSenses = read.codes.meanings.map { [concepts] in CodeSense($0, concepts) }
        scope = read.scope
        places = SiteTable(read.sites)
    }

    /// Whether a code's site may stand for one that words name.
    func fits(_ hint: SiteID, _ site: SiteID) -> Bool {
        hint == .unspecified || site == .unspecified || places.mayStand(hint, for: site)
    }
}

extension Cue.Effect {
    /// Goes over from a complaint to a lesion only in a list.
    var passesComplaints: Bool {
        self != .history && self != .otherPerson
    }

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

extension TextLexicon {
    /// Whether a word of `marker` stands at `index`.
    @inline(__always)
    func has(_ marker: Marker, in tokens: borrowing [Token], at index: Int) -> Bool {
        index < tokens.count && tokens[index].mark.uses.contains(.marker(marker.rawValue))
            && means(marker, tokens, at: index)
    }

    private func means(_ marker: Marker, _ tokens: borrowing [Token], at index: Int) -> Bool {
        phrases.means(tokens, at: index) { $0.isOf(marker) }
    }

    /// The number that the phrase at `index` gives as a unit, a period, a month or a count, and the token behind the phrase.
    func value(
        _ kind: TextSense.Kind, use: WordUse, in tokens: borrowing [Token], at index: Int
    ) -> (number: UInt16, end: Int)? {
        guard index < tokens.count, tokens[index].mark.uses.contains(use), let match = phrases.match(tokens, at: index)
        else { return nil }
        for sense in match.senses where phrases.senses[sense].kind == kind {
            return (phrases.senses[sense].number, match.range.upperBound)
        }
        return nil
    }
}
