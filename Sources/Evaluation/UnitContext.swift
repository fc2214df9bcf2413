import AuditModel

/// One unit under judgement: what is judged, when facts are read, and what the rule's searches found.
/// A reference, because every clause looks at it; made for one unit and finished before it is judged.
final class UnitContext {
    let subject: AuditSubject
    let history: PatientHistory
    let lesion: Lesion?
    let compiled: CompiledRule
    let world: World
    /// Number in `history.studies`; nil for a unit without one.
    let study: Int?
    /// The rows whose own texts were known before the judged event.
    let judgedRows: ArraySlice<Int>
    /// Facts that are taken as if they were in doubt.
    let doubts: FactDoubts
    /// The moment as of which everything is read (1.13.1).
    var anchor: Moment
    /// When the rule's anchoring fact came on record, and by which statement.
    var known: Lesion.KnownStatement?
    /// Last day of the rule's window, where it looks on after the moment or the study it judges.
    var windowEnd: Day = .unknown
    var finds: [FindResult] = []

    init(
        subject: AuditSubject, history: PatientHistory, lesion: Lesion?, compiled: CompiledRule, world: World,
        study: Int?, judgedRows: ArraySlice<Int>, anchor: Moment, doubts: FactDoubts = []
    ) {
        self.subject = subject
        self.history = history
        self.lesion = lesion
        self.compiled = compiled
        self.world = world
        self.study = study
        self.judgedRows = judgedRows
        self.anchor = anchor
        self.doubts = doubts
    }

    /// The same unit with some of its facts in doubt.
    func doubting(_ doubts: FactDoubts) -> UnitContext {
        let unit = UnitContext(
            subject: subject, history: history, lesion: lesion, compiled: compiled, world: world, study: study,
            judgedRows: judgedRows, anchor: anchor, doubts: doubts)
        unit.known = known
        unit.windowEnd = windowEnd
        unit.finds = finds
        return unit
    }

    struct FindResult {
        var truth: Truth
        /// Number in `history.studies` of the study found, or of the one that could be it.
        var study: Int?
        /// Nothing tells which of the two came first that day.
        var isSameDayUnordered: Bool
        var from: Day
        var to: Day
        var days: Int { to.days(since: from) }
    }

    /// Lent, not copied: a rule holds many references.
    var rule: Rule { _read { yield compiled.rule } }

    var matcher: StudyMatcher {
        StudyMatcher(subject: subject, history: history, lesion: lesion, world: world)
    }

    /// The judged event's day, or the end of the window.
    var finalDay: Day { windowEnd.isKnown ? windowEnd : anchor.day }

    /// Whether a statement may count: on record at the anchor, or in the judged order's own texts (specification 1.2).
    func isVisible(_ statement: Lesion.KnownStatement) -> Bool {
        judgedRows.contains(statement.row) || statement.known.sequence(to: anchor) != .after
    }

    /// Rows whose order-level facts count at the anchor.
    private(set) lazy var visibleRows: [Int] = {
        var rows = lesion?.members ?? Array(history.rows)
        // An order that is judged for the lesion without belonging to it still says what it says.
        for row in judgedRows where !rows.contains(row) { rows.append(row) }
        return rows.allSatisfy(isVisible) ? rows : rows.filter(isVisible)
    }()

    private func isVisible(_ row: Int) -> Bool {
        if judgedRows.contains(row) { return true }
        let stated =
            subject.table.rows[row].ordered.isKnown
            ? subject.table.rows[row].ordered : subject.table.rows[row].performed
        return stated.isKnown && stated.sequence(to: anchor) != .after
    }

    /// The statements of the lesion, or of all the patient's lesions, that count at the anchor.
    private(set) lazy var visibleStatements: [Lesion.KnownStatement] = {
        if let lesion {
            return lesion.statements.allSatisfy(isVisible) ? lesion.statements : lesion.statements.filter(isVisible)
        }
        // A unit that is there for want of a lesion is judged by its own order's words, not by what other lesions are.
        let statements = history.lesions.flatMap(\.statements)
        return statements.filter { rule.unit.grain == .patient ? isVisible($0) : judgedRows.contains($0.row) }
    }()

    /// What the judged order's own texts say of the lesion.
    var judgedStatements: [Lesion.KnownStatement] { visibleStatements.filter { judgedRows.contains($0.row) } }

    /// What all texts on record come to.
    private(set) lazy var recordFacts = WeighedFacts(of: self, judgedOnly: false)
    /// What the judged order's own texts come to.
    private(set) lazy var judgedFacts = WeighedFacts(of: self, judgedOnly: true)

    /// Age in years at the anchor, exact at birthdays; nil where birth date and age column do not settle it (1.15.30).
    private(set) lazy var age: Double? = {
        let day = study.map { history.studies[$0].moment.day } ?? anchor.day
        guard day.isKnown, !history.rows.contains(where: { subject.table.rows[$0].flags.contains(.ageConflict) }) else {
            return nil
        }
        if let row = firstRow(where: { subject.table.rows[$0].birth.isKnown }) {
            return years(from: subject.table.rows[row].birth, to: day)
        }
        guard let row = firstRow(where: { subject.table.rows[$0].ageDays >= 0 }) else { return nil }
        let order = subject.table.rows[row]
        let placed = order.ordered.isKnown ? order.ordered.day : day
        // A written "18 y" is a whole number of years, however the days of leap years fall.
        return (Double(order.ageDays) + Double(max(0, day.days(since: placed)))) / 365.25 + 0.004
    }()

    /// The judged rows come first, then the lesion's, then the patient's.
    private func firstRow(where fits: (Int) -> Bool) -> Int? {
        judgedRows.first(where: fits) ?? lesion?.members.first(where: fits) ?? history.rows.first(where: fits)
    }

    private func years(from birth: Day, to day: Day) -> Double? {
        let (year, month, dayOfMonth) = day.civil
        let (birthYear, birthMonth, birthDay) = birth.civil
        let completed = year - birthYear - ((month, dayOfMonth) < (birthMonth, birthDay) ? 1 : 0)
        guard completed >= 0 else { return nil }
        let last = Day(year: birthYear + completed, month: birthMonth, day: min(birthDay, 28)) ?? day
        return Double(completed) + min(0.999, max(0, Double(day.days(since: last))) / 366)
    }
}
