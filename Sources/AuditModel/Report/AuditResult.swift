/// Everything a run found; what every report format is made from.
package struct AuditResult: Sendable {
    package var run: RunDescription
    package var rules: [RuleCard]
    /// One per rule, in the order of `rules`.
    package var tallies: [RuleTally]
    /// In reading order: most severe and most certain first. Of very many only the first, which the page shows.
    package var findings: [Finding]
    /// All of them as lines; nil where `findings` is all there is.
    package var findingLines: FindingLines?
    /// All findings by verdict.
    package var findingCounts: [Verdict: Int]
    /// Findings counted but not listed in `findings`, when data-quality rows outside episodes are only counted.
    package var dataQuality: [DataQualityCount]
    package var reconciliation: Reconciliation
    /// Where every physical line of the inputs went, by file.
    package var lines: [LineAccount] = []
    package var quarantine: [QuarantinedRecord]
    /// Exam names that could not be understood, most frequent first.
    package var notUnderstood: [UnclearExam]
    /// Every verdict, for `verdicts.csv`; nil unless asked for.
    package var verdictLines: FindingLines?
    /// Against `--previous`; nil without one.
    package var changes: Changes?
    /// Fields that rules need and orders lack, departments with most orders first.
    package var missingFields: [MissingFields] = []
    package var reading = ReadingCoverage()
    /// Lesion codes against texts without a lesion, most orders first.
    package var unreadLesions: [UnreadLesion] = []
    package var reviews = Reviews()
    /// What becomes of every sentence of the rule packs' sources.
    package var sentences: [SourceSentence] = []

    package init(
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
    package var findingCount: Int { findingLines?.count ?? findings.count }

    /// Findings that a waiver names, by id.
    private var waived: [String: Verdict] {
        guard findingCount == findings.count else { return reviews.waivedOfMany }
        let named = Set(reviews.waivers.map(\.findingID))
        return Dictionary(findings.filter { named.contains($0.id) }.map { ($0.id, $0.verdict) }) { first, _ in first }
    }

    /// Every waiver with its state; those that end first come first.
    package var waiverStates: [(waiver: Waiver, state: Waiver.State)] { reviews.states(waived) }

    /// Findings by verdict without those for which somebody answers until a day that is not over.
    package var unwaivedCounts: [Verdict: Int] {
        let unexpired = reviews.unexpired
        return waived.filter { unexpired[$0.key] != nil }.reduce(into: findingCounts) { $0[$1.value, default: 0] -= 1 }
    }
}

/// What was run, on what, with which choices: the head and the method section of a report.
package struct RunDescription: Sendable {
    package var siteName: String
    /// `2026-10`, `2026-01-01 to 2026-12-31`, or `everything`.
    package var period: String
    package var coverageStart: Day
    package var dataCutoff: Day
    /// Coverage was taken from the data, not stated by the user; the sentences say how.
    package var coverageNotes: [String]
    /// ISO 8601 with zone; from `SOURCE_DATE_EPOCH` where that is set.
    package var generatedAt: String
    package var version: String
    package var inputs: [InputFile]
    package var packs: [KnowledgeSource]
    package var lexicons: [KnowledgeSource]
    /// Name, value and unit of every parameter in force.
    package var parameters: [NamedValue]
    /// Every local decision of the site file, in words.
    package var siteChoices: [String]
    /// Status words in force: word, meaning.
    package var statusWords: [NamedValue]
    package var patients: Int
    package var identifiers: String

    package init(
        siteName: String, period: String, coverageStart: Day, dataCutoff: Day, coverageNotes: [String],
        generatedAt: String, version: String, inputs: [InputFile], packs: [KnowledgeSource],
        lexicons: [KnowledgeSource], parameters: [NamedValue], siteChoices: [String], statusWords: [NamedValue],
        patients: Int, identifiers: String
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
    }
}

/// A rule pack or lexicon as it was used.
package struct KnowledgeSource: Sendable {
    package var name: String
    package var version: String
    /// Hexadecimal SHA-256 of its files.
    package var digest: String
    package var status: RuleCard.Status
    /// A radiologist has signed it off.
    package var isSigned: Bool

    package init(name: String, version: String, digest: String, status: RuleCard.Status, isSigned: Bool) {
        self.name = name
        self.version = version
        self.digest = digest
        self.status = status
        self.isSigned = isSigned
    }
}

package struct NamedValue: Sendable, Equatable {
    package var name: String
    package var value: String
    /// What it is for; may be empty.
    package var purpose: String

    package init(name: String, value: String, purpose: String = "") {
        self.name = name
        self.value = value
        self.purpose = purpose
    }
}

/// How many orders showed one data-quality finding, within episodes and elsewhere (1.13.7).
package struct DataQualityCount: Sendable {
    package var code: String
    package var title: String
    package var inEpisodes: Int
    package var elsewhere: Int

    package init(code: String, title: String, inEpisodes: Int, elsewhere: Int) {
        self.code = code
        self.title = title
        self.inEpisodes = inEpisodes
        self.elsewhere = elsewhere
    }
}

/// An exam name that stayed unclear, with how many orders carry it.
package struct UnclearExam: Sendable {
    package var name: ExamName
    package var orders: Int

    package init(name: ExamName, orders: Int) {
        self.name = name
        self.orders = orders
    }
}
