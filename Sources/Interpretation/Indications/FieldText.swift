import AuditModel

/// What one pass over a field found, in reading order. Kept between fields and orders so that reading allocates
/// nothing; a class so that lending it copies none of its lists.
final class FieldText {
    /// A concept where it stands.
    struct Mention {
        var concept: ConceptID
        var role: Concept.Role
        var place: Place
        var assertion: Assertion = .present
        var isHistorical = false
        var isOfAnother = false
        /// What the answer to a question says.
        var isAnswer = false
        /// Asserted, but only as likely.
        var isLikely = false
        /// In bytes: of the word that doubts it, though it may count, and of the word of history.
        var doubtEnd: Int32 = -2
        var historyStart: Int32 = -1
        var flags: TextSense.Flags
        var cue: Range<Int32>?
        /// Number of the order's lesion; -1 for none.
        var lesion: Int8 = -1
        /// In `studies`; -1 for none.
        var study: Int16 = -1
        var isLesion: Bool { role.isLesion }
        var isAttribute: Bool { role.isAttribute }
        /// A word for the patient's lesion, be it to deny it, that needs no support.
        var namesOutright: Bool { isLesion && !isWeak && !isOfAnother }
        var isWeak: Bool { flags.contains(.weak) }
        var isKind: Bool { flags.contains(.ofKind) }
        var isUnbound: Bool { flags.contains(.unbound) }
        /// Its past is told and not asked: "known mass ?tumour" and "?h/o tumour" ask, "?tumour recurrence" does not. Known
        /// once the field is read.
        fileprivate(set) var isPast = false
        /// Of a lesion: the place that the field gives it.
        var site: SiteID = .unspecified
        var side: Laterality = .unspecified
    }

    struct Place {
        var tokens: Range<Int32>
        var bytes: Range<Int32>
        /// By number, as clauses and phrases are; in a text of too many the numbers begin anew.
        var sentence: Int16
        var clause: Int16
        /// Ends at conjunctions too.
        var phrase: Int16

        var first: Int { Int(tokens.lowerBound) }
        /// The token behind it.
        var end: Int { Int(tokens.upperBound) }

        /// Tokens between the two; 0 where they touch or overlap.
        func distance(to other: Place) -> Int { max(0, max(first - other.end, other.first - end)) }
    }

    struct SiteMention {
        var site: SiteID
        var place: Place
        /// Said to be elsewhere than the lesion.
        var isAway: Bool
        var isTaken = false
    }

    struct SideMention {
        var side: Laterality
        var place: Place
        var isTaken = false
        /// Alone behind a label that says whose side it is.
        var isLabelled = false
    }

    struct SizeMention {
        var millimetres: Float
        var state: LesionStatement.SizeState
        var place: Place
    }

    struct StudyReference {
        var sense: Int
        var place: Place
        var state: StudyMention.State?
        /// Planned by a word before its clause, in a list: its own result tells otherwise.
        var isPlannedAcross = false
        /// A reader is told to look at it ("correlate with CT"), whether or not it was made.
        var isReferredTo = false
        /// What follows in a report is not its result ("Comparison: CT. Findings: ...").
        var isCompared = false
        var yieldsToResult: Bool { isPlannedAcross || isReferredTo }
        var isOutside = false
        var day: Day = .unknown
        /// Token behind the words for its region and how it is made.
        var describedUntil = 0
        /// What follows is its result: `US: ...`, `CT shows ...`.
        var isHead = false
        /// What stands before is its result: `... on US`.
        var isTail = false
        /// Its result, where another than its own: `calcified (US)`.
        var resultClause: Int16?
        /// What it showed is told ("CT normal").
        var hasResult = false
        /// And may stand in the sentence before: `Seen on US.`
        var isFoundOn = false
    }

    /// A field with more mentions than this is no order's text; the rest is left unread.
    static let maximumMentions = 200

    var mentions = ReusedList<Mention>()
    var sites = ReusedList<SiteMention>()
    var sides = ReusedList<SideMention>()
    var sizes = ReusedList<SizeMention>()
    var studies = ReusedList<StudyReference>()
    /// Things that are no lesion and may carry what is said.
    var otherThings = ReusedList<Place>()

    func removeAll() {
        namesLesion = false
        mentions.removeAll()
        sites.removeAll()
        sides.removeAll()
        sizes.removeAll()
        studies.removeAll()
        otherThings.removeAll()
    }

    var isFull: Bool {
        mentions.count > Self.maximumMentions || sites.count > Self.maximumMentions
            || sides.count > Self.maximumMentions || sizes.count > Self.maximumMentions
            || studies.count > Self.maximumMentions
    }

    /// Some word of it names a lesion, be it weakly, of another or to deny it.
    private(set) var namesLesion = false

    var isEmpty: Bool { mentions.isEmpty && studies.isEmpty }
    /// Not even a place or a size stands in it.
    var isBare: Bool { isEmpty && sites.isEmpty && sides.isEmpty && sizes.isEmpty }

    func append(_ mention: Mention) {
        mentions.append(mention)
        namesLesion = namesLesion || mention.isLesion
    }

    /// The study that showed what a mention says.
    func study(of mention: Mention) -> StudyReference? { mention.study < 0 ? nil : studies[Int(mention.study)] }

    /// A mention whose question is answered with yes; what its own words deny stays denied.
    func affirm(_ number: Int) {
        if mentions[number].assertion == .uncertain { mentions[number].assertion = .present }
        mentions[number].doubtEnd = -2
        mentions[number].isLikely = false
    }

    /// Tells of which mentions the past is told: what stands right behind the doubt, however wide the space, is asked.
    func settlePasts(_ tokens: [Token]) {
        for number in mentions.indices where mentions[number].isHistorical {
            let end = mentions[number].doubtEnd
            let asked = end < 0 ? -1 : tokens.first { $0.start >= end }?.start ?? .max
            mentions[number].isPast = mentions[number].historyStart > asked
        }
    }

    /// Does to a mention what the cue at `bytes` says of it.
    func apply(_ effect: Cue.Effect, to number: Int, bytes: Range<Int32>, _ lexicon: TextLexicon) {
        switch effect {
        case .negation: mentions[number].assertion = .absent
        case .uncertainty, .hypothesis:
            mentions[number].doubtEnd = bytes.upperBound
            if mentions[number].assertion == .present { mentions[number].assertion = .uncertain }
        case .suspicion:
            mentions[number].doubtEnd = bytes.upperBound
            if mentions[number].assertion == .present {
                mentions[number].assertion = lexicon[mentions[number].concept].suspected
                mentions[number].isLikely = true
            }
        case .history:
            mentions[number].isHistorical = true
            mentions[number].historyStart = bytes.lowerBound
        case .otherPerson: mentions[number].isOfAnother = true
        case .likelihood:
            guard mentions[number].assertion == .present else { return }
            mentions[number].isLikely = true
        }
        mentions[number].cue = bytes
    }
}
