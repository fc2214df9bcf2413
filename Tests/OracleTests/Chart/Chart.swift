import AuditModel

/// The run as a reader with the papers in hand knows it.
struct Export {
    let table: OrderTable
    let vocabulary: Vocabulary
    let coverageStart: Day
    let cutoff: Day
    /// The site has told how referrals and reference centres are recorded (R14).
    let knowsReferrals: Bool
    private let words: [String: ConceptID]
    private let attributes: [String: ExamAttributeSet]

    init(table: OrderTable, vocabulary: Vocabulary, coverageStart: Day, cutoff: Day, knowsReferrals: Bool) {
        self.table = table
        self.vocabulary = vocabulary
        self.coverageStart = coverageStart
        self.cutoff = cutoff
        self.knowsReferrals = knowsReferrals
        words = Dictionary(
            uniqueKeysWithValues: vocabulary.concepts.enumerated().map { ($1.name, ConceptID(index: UInt8($0))) })
        attributes = Dictionary(
            uniqueKeysWithValues: vocabulary.examAttributes.enumerated().map { ($1, ExamAttributeSet(bit: $0)) })
    }

    func word(_ name: String) -> ConceptID {
        guard let found = words[name] else { preconditionFailure("no concept \(name)") }
        return found
    }

    func attribute(_ name: String) -> ExamAttributeSet {
        guard let found = attributes[name] else { preconditionFailure("no attribute \(name)") }
        return found
    }
}

/// One patient's papers. Everything asked of them is asked by leafing through all of them.
struct Chart {
    let export: Export
    let history: PatientHistory
    /// Studies taken as performed although the export does not say so: of unknown status, or cancelled.
    var taken: Set<Int> = []
    /// Read as if sizes by comparison were unclear.
    var doubtsComparisons = false
    /// Read as if what is called likely were only asked, and sizes that codes tell were unclear.
    var doubtsHints = false

    var studies: Range<Int> { history.studies.indices }

    func isPerformed(_ study: Int) -> Bool { history.studies[study].status == .completed || taken.contains(study) }

    func moment(_ study: Int) -> Moment { history.studies[study].moment }
    func day(_ study: Int) -> Day { history.studies[study].moment.day }
    func modality(_ study: Int) -> Modality { history.studies[study].modality }
    func kind(_ study: Int) -> ExamKind { history.studies[study].kind }
    func lines(_ study: Int) -> [Int] { Array(history.rows(of: study)) }

    func order(_ row: Int) -> OrderRow { export.table.rows[row] }
    func exam(_ row: Int) -> Exam { export.table.exams[Int(order(row).exam)] }
    func facts(_ row: Int) -> FactTable.Entry {
        var entry = export.table.facts.entries[Int(order(row).facts)]
        if doubtsHints { for concept in entry.uncertain.members { entry.present.remove(concept) } }
        return entry
    }

    func statement(_ known: Lesion.KnownStatement) -> LesionStatement {
        var says = asWritten(known)
        if doubtsHints { for concept in says.uncertain.members { says.present.remove(concept) } }
        if doubtsComparisons, says.sizeState == .estimated {
            says.sizeState = .ambiguous
            says.sizeMillimetres = 0
        }
        return says
    }

    /// Whatever is in doubt.
    func asWritten(_ known: Lesion.KnownStatement) -> LesionStatement { export.table.facts.statements[known.statement] }
    func mentions(_ row: Int) -> [StudyMention] {
        facts(row).mentions.map { export.table.facts.mentions[Int($0)] }
    }

    func concept(_ name: String) -> ConceptID { export.word(name) }

    func has(_ attribute: String, _ exam: Exam) -> Bool { exam.attributes.contains(export.attribute(attribute)) }

    func site(_ lesion: Lesion) -> String { export.vocabulary[lesion.site].name }

    /// When the words of an order were written: ordered, else performed.
    func written(_ row: Int) -> Moment { order(row).ordered.isKnown ? order(row).ordered : order(row).performed }

    /// Earlier, or on the same day with nothing to tell which came first.
    func isNotAfter(_ a: Moment, _ b: Moment) -> Bool { a.sequence(to: b) != .after }

    func department(_ row: Int) -> String { export.table.departments[Int(order(row).department)] }

    func isMember(_ study: Int, of lesion: Lesion) -> Bool {
        for row in lines(study) where lesion.members.contains(row) { return true }
        return false
    }

    /// Episodes begin with their first order and last until the next one's (1.3).
    func isIn(_ episode: Int, of lesion: Lesion, _ day: Day) -> Bool {
        func start(_ episode: Int) -> Day { order(lesion.members[lesion.episodes[episode].lowerBound]).placed.day }
        if episode > 0, day < start(episode) { return false }
        if episode + 1 < lesion.episodes.count, day >= start(episode + 1) { return false }
        return true
    }

    /// The episode an order of the lesion belongs to; the first where it belongs to none.
    func episode(of row: Int, _ lesion: Lesion) -> Int {
        lesion.episodes.firstIndex { lesion.members[$0].contains(row) } ?? 0
    }

    /// Days from `earlier` to `later`.
    func days(from earlier: Day, to later: Day) -> Int { later.days(since: earlier) }
}

/// The windows of specification 1.4.
enum Window {
    static let lookback = 180
    static let stale = 365
    static let judging = 180
    static let precontrast = 90
    static let nextStudyChild = 30
    static let nextStudyOther = 60
    static let referral = 90
    static let renalOnly = 60
}
