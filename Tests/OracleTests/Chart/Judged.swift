import AuditModel

/// What one verdict is about, and what was on record by then (1.13.1).
struct Judged {
    let chart: Chart
    let lesion: Lesion?
    /// The orders whose own words were known before the judged event (1.2).
    let rows: [Int]
    let study: Int?
    let asOf: Moment
    /// What is known of any lesion counts: the rule is about the patient.
    var isOfPatient = false

    /// `known`: the fact that the rule goes on from; a study of its day is concurrent with it, whatever its clock says (1.2).
    init(
        _ chart: Chart, _ lesion: Lesion?, study: Int, after known: Lesion.KnownStatement? = nil,
        ofPatient: Bool = false
    ) {
        isOfPatient = ofPatient
        self.chart = chart
        self.lesion = lesion
        self.study = study
        rows = chart.lines(study)
        let moment = chart.moment(study)
        let isConcurrent = known.map { $0.known.day == moment.day && moment.sequence(to: $0.known) == .before } ?? false
        asOf = isConcurrent ? known!.known : moment
    }

    init(_ chart: Chart, _ lesion: Lesion?, row: Int, asOf: Moment) {
        self.chart = chart
        self.lesion = lesion
        self.asOf = asOf
        rows = [row]
        var found: Int?
        for study in chart.studies where chart.lines(study).contains(row) { found = study }
        study = found
    }

    // MARK: Words on record

    /// The statements about the lesion that were on record, oldest first.
    var statements: [Lesion.KnownStatement] {
        var found: [Lesion.KnownStatement] = []
        for lesion in lesion.map({ [$0] }) ?? chart.history.lesions {
            for statement in lesion.statements {
                // Without a lesion of its own an event is judged by its own words, not by what other lesions are.
                let isKnown = (self.lesion != nil || isOfPatient) && chart.isNotAfter(statement.known, asOf)
                if isKnown || rows.contains(statement.row) { found.append(statement) }
            }
        }
        return found
    }

    /// The orders whose words of the patient were on record.
    var readRows: [Int] {
        var found: [Int] = []
        for row in lesion?.members ?? Array(chart.history.rows)
        where rows.contains(row) || (chart.written(row).isKnown && chart.isNotAfter(chart.written(row), asOf)) {
            found.append(row)
        }
        for row in rows where !found.contains(row) { found.append(row) }
        return found
    }

    /// What is said of the lesion: yes beats maybe, maybe beats no; only a later CT takes calcification back (5.7).
    func ofLesion(_ name: String) -> Assertion? {
        let concept = chart.concept(name)
        var strongest: Assertion?
        for known in statements {
            let says = chart.statement(known)
            guard let assertion = says.assertion(of: concept) else { continue }
            if assertion == .absent, name == "calcification", says.foundOn == .ct {
                strongest = .absent
            } else if strongest == nil || assertion.rawValue < strongest!.rawValue {
                strongest = assertion
            }
        }
        return strongest
    }

    /// What is said of the patient or the order.
    func ofPatient(_ name: String) -> Assertion? {
        let concept = chart.concept(name)
        var strongest: Assertion?
        for row in readRows {
            guard let assertion = chart.facts(row).assertion(of: concept) else { continue }
            if strongest == nil || assertion.rawValue < strongest!.rawValue { strongest = assertion }
        }
        return strongest
    }

    func isStated(_ name: String) -> Bool { ofPatient(name) == .present }
    func isMentioned(_ name: String) -> Bool { isStated(name) || ofPatient(name) == .uncertain }

    /// Calcification is spoken of, but of something else than the mass.
    var calcificationIsElsewhere: Bool {
        let calcification = chart.concept("calcification")
        for row in readRows where chart.facts(row).unbound.contains(calcification) { return true }
        return false
    }

    /// A later order tells what the judged examination itself showed.
    func isOwnResult(_ known: Lesion.KnownStatement) -> Bool {
        guard let row = known.linkedRow else { return false }
        return rows.contains(row) && !rows.contains(known.row)
    }

    /// Something else than the judged examination's own result speaks of it.
    func isToldOtherwise(_ name: String) -> Bool {
        let concept = chart.concept(name)
        for known in statements where !isOwnResult(known) {
            let says = chart.statement(known)
            if says.present.contains(concept) || says.uncertain.contains(concept) { return true }
        }
        return false
    }

    // MARK: Size, depth, age

    enum Size { case notStated, ambiguous, centimetres(Double) }

    /// The last size on record; a measurement is not undone by a comparison or by a number without unit.
    var size: Size {
        var size = Size.notStated
        var isMeasured = false
        for known in statements {
            let says = chart.statement(known)
            switch says.sizeState {
            case .notStated: break
            case .stated:
                size = .centimetres(Double(says.sizeMillimetres) / 10)
                isMeasured = true
            case .estimated: if !isMeasured { size = .centimetres(Double(says.sizeMillimetres) / 10) }
            case .ambiguous: if case .notStated = size { size = .ambiguous }
            }
        }
        if case .notStated = size {
            for row in rows where chart.exam(row).impliedSizeMillimetres > 0 {
                size =
                    chart.doubtsHints
                    ? .ambiguous : .centimetres(Double(chart.exam(row).impliedSizeMillimetres) / 10)
            }
        }
        return size
    }

    var isLarge: Truth {
        switch size {
        case .notStated: .no
        case .ambiguous: .unknown
        case .centimetres(let size): Truth(size >= 5)
        }
    }

    var isSmall: Bool { if case .centimetres(let size) = size { size < 5 } else { false } }

    /// P0.d
    var isSmallSuperficial: Bool { isSuperficial && isSmall }

    /// Said to be superficial, and nothing of deep, firm or fixed (S1.6).
    var isSuperficial: Bool {
        let deep = ofLesion("deep")
        return ofLesion("superficial") == .present && (deep == nil || deep == .absent)
    }

    /// Completed years at the event, by the birth date, else by the age column at the order.
    var age: Double? {
        let all = rows + (lesion?.members ?? []) + Array(chart.history.rows)
        for row in all where chart.order(row).flags.contains(.ageConflict) { return nil }
        let day = study.map(chart.day) ?? asOf.day
        for row in all where chart.order(row).birth.isKnown {
            let (year, month, date) = day.civil
            let birth = chart.order(row).birth.civil
            var years = year - birth.year
            if month < birth.month || (month == birth.month && date < birth.day) { years -= 1 }
            if years < 0 { return nil }
            return years > 0 ? Double(years) : Double(day.days(since: chart.order(row).birth)) / 366
        }
        for row in all where chart.order(row).ageDays >= 0 {
            let ordered = chart.order(row).ordered.isKnown ? chart.order(row).ordered.day : day
            return (Double(chart.order(row).ageDays) + Double(max(0, day.days(since: ordered))) + 1) / 365.25
        }
        return nil
    }

    enum AgeGroup { case child, adult, unknown }
    var ageGroup: AgeGroup { age.map { $0 < 18 ? .child : .adult } ?? .unknown }

    // MARK: Coverage of the time before (1.8)

    enum Covered { case fully, partly, not }

    func covered(since event: Day, days: Int = Window.lookback) -> Covered {
        if chart.export.coverageStart <= event.advanced(by: -days) { return .fully }
        for known in statements {
            guard let row = known.linkedRow, !chart.asWritten(known).present.isEmpty else { continue }
            let modality = chart.exam(row).modality
            if modality != .ct, modality != .mr { return .fully }
        }
        for known in statements where rows.contains(known.row) {
            let says = chart.asWritten(known)
            guard let modality = says.foundOn, !says.present.isEmpty else { continue }
            if modality != .ct, modality != .mr { return .partly }
        }
        return .not
    }
}
