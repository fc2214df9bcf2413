/// One lesion of one patient: everything that the export says under one key of site group and side (specification 1.3).
/// A reference, because evaluation hands it around a great deal.
public final class Lesion: Sendable {
    /// A statement and when its content came on record (specification 1.2).
    public struct KnownStatement: Sendable {
        /// Number in `FactTable.statements`.
        public var statement: Int
        /// The row whose text states it.
        public var row: Int
        /// Completion of the study that showed it if that is in the file, else the order time of the row.
        public var known: Moment
        /// That study's row.
        public var linkedRow: Int?

        public init(statement: Int, row: Int, known: Moment, linkedRow: Int?) {
            self.statement = statement
            self.row = row
            self.known = known
            self.linkedRow = linkedRow
        }
    }

    public let patient: UInt32
    /// The site of origin: the first named.
    public let site: SiteID
    public let side: Laterality
    /// Rows that belong to the lesion, in time order.
    public let members: [Int]
    /// In the order in which they came on record.
    public let statements: [KnownStatement]
    /// Every concept that some statement asserts.
    public let asserted: ConceptSet
    /// Every concept that some statement doubts or asks for.
    public let queried: ConceptSet
    /// Every concept that some statement denies.
    public let denied: ConceptSet
    /// Stretches of `members` without a gap longer than the episode gap.
    public let episodes: [Range<Int>]
    /// Rows that could belong to more than one of the patient's lesions (DQ-SITE-AMBIGUOUS).
    public let ambiguousRows: Set<Int>

    public init(
        patient: UInt32, site: SiteID, side: Laterality, members: [Int], statements: [KnownStatement],
        asserted: ConceptSet, queried: ConceptSet, denied: ConceptSet, episodes: [Range<Int>],
        ambiguousRows: Set<Int>
    ) {
        self.patient = patient
        self.site = site
        self.side = side
        self.members = members
        self.statements = statements
        self.asserted = asserted
        self.queried = queried
        self.denied = denied
        self.episodes = episodes
        self.ambiguousRows = ambiguousRows
    }

    /// Whether any statement asserts, doubts or denies a concept.
    public func mentions(_ concept: ConceptID) -> Bool {
        asserted.contains(concept) || queried.contains(concept) || denied.contains(concept)
    }
}

/// What one patient's orders amount to.
public final class PatientHistory: Sendable {
    public let rows: Range<Int>
    /// In time order.
    public let studies: [Study]
    /// Rows of `OrderTable.rows`, study by study, each study's in table order.
    public let lines: [Int]
    public let lesions: [Lesion]
    /// Every concept of role order that a text of the patient asserts, doubts or denies.
    public let mentioned: ConceptSet
    /// Every concept that a text of the patient mentions of something else than a lesion.
    public let unbound: ConceptSet
    /// Years between which the patient's age lies at every order, with a little room; nil where that is not known.
    public let ages: ClosedRange<Double>?

    public init(
        rows: Range<Int>, studies: [Study], lines: [Int], lesions: [Lesion], mentioned: ConceptSet,
        unbound: ConceptSet = ConceptSet(), ages: ClosedRange<Double>? = nil
    ) {
        self.rows = rows
        self.studies = studies
        self.lines = lines
        self.lesions = lesions
        self.mentioned = mentioned
        self.unbound = unbound
        self.ages = ages
    }

    /// The rows of the study with this number.
    public func rows(of study: Int) -> ArraySlice<Int> { lines[studies[study].lines] }

    /// A row by itself, as the place of `lines` that holds it.
    public func line(of row: Int) -> ArraySlice<Int> {
        lines.firstIndex(of: row).map { lines[$0..<$0 + 1] } ?? [row]
    }

    /// The row that stands for the study with this number: its first.
    public func firstRow(of study: Int) -> Int { lines[studies[study].lines.lowerBound] }

    /// The number of the study that a row is part of.
    public func study(of row: Int) -> Int? {
        guard let place = lines.firstIndex(of: row) else { return nil }
        return studies.indices.first { studies[$0].lines.contains(place) }
    }
}
