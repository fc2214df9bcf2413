/// Everything a run found; what every report format is made from.
public struct AuditResult: Sendable {
    public var run: RunDescription
    public var rules: [RuleCard]
    /// One per rule, in the order of `rules`.
    public var tallies: [RuleTally]
    /// In reading order: most severe and most certain first. Of very many only the first, which the page shows.
    public var findings: [Finding]
    /// All of them as lines; nil where `findings` is all there is.
    public var findingLines: FindingLines?
    /// All findings by verdict.
    public var findingCounts: [Verdict: Int]
    /// Findings counted but not listed in `findings`, when data-quality rows outside episodes are only counted.
    public var dataQuality: [DataQualityCount]
    public var reconciliation: Reconciliation
    /// Where every physical line of the inputs went, by file.
    public var lines: [LineAccount] = []
    public var quarantine: [QuarantinedRecord]
    /// Exam names that could not be understood, most frequent first.
    public var notUnderstood: [UnclearExam]
    /// Every verdict, for `verdicts.csv`; nil unless asked for.
    public var verdictLines: FindingLines?
    /// Against `--previous`; nil without one.
    public var changes: Changes?
    /// Fields that rules need and orders lack, departments with most orders first.
    public var missingFields: [MissingFields] = []
    public var reading = ReadingCoverage()
    /// Lesion codes against texts without a lesion, most orders first.
    public var unreadLesions: [UnreadLesion] = []
    public var reviews = Reviews()
    /// What becomes of every sentence of the rule packs' sources.
    public var sentences: [SourceSentence] = []

    public init(
        run: RunDescription, rules: [RuleCard], tallies: [RuleTally], findings: [Finding],
        dataQuality: [DataQualityCount], reconciliation: Reconciliation, quarantine: [QuarantinedRecord],
        notUnderstood: [UnclearExam], verdictLines: FindingLines? = nil
    ) {
        self.run = run
        self.rules = rules
        self.tallies = tallies
        self.findings = findings
        findingCounts = Dictionary(findings.map { ($0.verdict, 1) }, uniquingKeysWith: +)
        self.dataQuality = dataQuality
        self.reconciliation = reconciliation
        self.quarantine = quarantine
        self.notUnderstood = notUnderstood
        self.verdictLines = verdictLines
    }

    /// How many findings there are, held or not.
    public var findingCount: Int { findingLines?.count ?? findings.count }

    /// Findings that a waiver names, by id.
    private var waived: [String: Verdict] {
        guard findingCount == findings.count else { return reviews.waivedOfMany }
        let named = Set(reviews.waivers.map(\.findingID))
        return Dictionary(findings.filter { named.contains($0.id) }.map { ($0.id, $0.verdict) }) { first, _ in first }
    }

    /// Every waiver with its state; those that end first come first.
    public var waiverStates: [(waiver: Waiver, state: Waiver.State)] { reviews.states(waived) }

    /// Findings by verdict without those for which somebody answers until a day that is not over.
    public var unwaivedCounts: [Verdict: Int] {
        let unexpired = reviews.unexpired
        return waived.filter { unexpired[$0.key] != nil }.reduce(into: findingCounts) { $0[$1.value, default: 0] -= 1 }
    }
}

/// What was run, on what, with which choices: the head and the method section of a report.
public struct RunDescription: Sendable {
    public var siteName: String
    /// `2026-10`, `2026-01-01 to 2026-12-31`, or `everything`.
    public var period: String
    public var coverageStart: Day
    public var dataCutoff: Day
    /// Coverage was taken from the data, not stated by the user; the sentences say how.
    public var coverageNotes: [String]
    /// ISO 8601 with zone; from `SOURCE_DATE_EPOCH` where that is set.
    public var generatedAt: String
    public var version: String
    public var inputs: [InputFile]
    public var packs: [KnowledgeSource]
    public var lexicons: [KnowledgeSource]
    /// Name, value and unit of every parameter in force.
    public var parameters: [NamedValue]
    /// Every local decision of the site file, in words.
    public var siteChoices: [String]
    /// Status words in force: word, meaning.
    public var statusWords: [NamedValue]
    public var patients: Int
    public var identifiers: String
    /// Differs between keys of the pseudonyms, and so of the findings' ids.
    public var keyMark: String

    public init(
        siteName: String, period: String, coverageStart: Day, dataCutoff: Day, coverageNotes: [String],
        generatedAt: String, version: String, inputs: [InputFile], packs: [KnowledgeSource],
        lexicons: [KnowledgeSource], parameters: [NamedValue], siteChoices: [String], statusWords: [NamedValue],
        patients: Int, identifiers: String, keyMark: String
    ) {
        self.siteName = siteName
        self.period = period
        self.coverageStart = coverageStart
        self.dataCutoff = dataCutoff
        self.coverageNotes = coverageNotes
        self.generatedAt = generatedAt
        self.version = version
        self.inputs = inputs
        self.packs = packs
        self.lexicons = lexicons
        self.parameters = parameters
        self.siteChoices = siteChoices
        self.statusWords = statusWords
        self.patients = patients
        self.identifiers = identifiers
        self.keyMark = keyMark
    }
}

/// A rule pack or lexicon as it was used.
public struct KnowledgeSource: Sendable {
    public var name: String
    public var version: String
    /// Hexadecimal SHA-256 of its files.
    public var digest: String
    public var status: RuleCard.Status
    /// A radiologist has signed it off.
    public var isSigned: Bool

    public init(name: String, version: String, digest: String, status: RuleCard.Status, isSigned: Bool) {
        self.name = name
        self.version = version
        self.digest = digest
        self.status = status
        self.isSigned = isSigned
    }
}

public struct NamedValue: Sendable, Equatable {
    public var name: String
    public var value: String
    /// What it is for; may be empty.
    public var purpose: String

    public init(name: String, value: String, purpose: String = "") {
        self.name = name
        self.value = value
        self.purpose = purpose
    }
}

/// How many orders showed one data-quality finding, within episodes and elsewhere (1.13.7).
public struct DataQualityCount: Sendable {
    public var code: String
    public var title: String
    public var inEpisodes: Int
    public var elsewhere: Int

    public init(code: String, title: String, inEpisodes: Int, elsewhere: Int) {
        self.code = code
        self.title = title
        self.inEpisodes = inEpisodes
        self.elsewhere = elsewhere
    }
}

/// An exam name that stayed unclear, with how many orders carry it.
public struct UnclearExam: Sendable {
    public var name: ExamName
    public var orders: Int

    public init(name: ExamName, orders: Int) {
        self.name = name
        self.orders = orders
    }
}
