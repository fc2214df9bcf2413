import AuditModel

/// Finds what a rule judges in one patient's history: the units of specification 1.3.
struct UnitFinder {
    let subject: AuditSubject
    let history: PatientHistory
    let compiled: CompiledRule
    let world: World
    /// Lent, not copied: a rule holds many references.
    private var rule: Rule { _read { yield compiled.rule } }

    /// A unit with the number of its lesion and episode; nil for units of the patient.
    struct Unit {
        var context: UnitContext
        var lesion: Int?
        var episode: Int?
    }

    /// Gives every unit to `judge`, lesion by lesion.
    func units(_ judge: (Unit) -> Void) {
        guard compiled.isOfLesions else { return patientUnits(judge) }
        var hasUnits = false
        for number in history.lesions.indices where mayConcern(history.lesions[number]) {
            addUnits(ofLesion: number) { unit in
                hasUnits = true
                judge(unit)
            }
        }
        if hasUnits || !compiled.judgesWithoutLesion { return }
        guard compiled.requirementOfPatients.mayHold(for: history) else { return }
        // A lesion outside the rule's scope gives no verdict, but where it gives a unit, none is judged for want of a
        // lesion.
        for number in history.lesions.indices where !mayConcern(history.lesions[number]) {
            addUnits(ofLesion: number) { _ in hasUnits = true }
            if hasUnits { return }
        }
        unitWithoutLesion(judge)
    }

    /// The same, of one lesion; nil: of the patient, or for want of a lesion.
    func units(ofLesion number: Int?) -> [Unit] {
        var units: [Unit] = []
        if !compiled.isOfLesions {
            patientUnits { units.append($0) }
        } else if let number {
            addUnits(ofLesion: number) { units.append($0) }
        } else {
            unitWithoutLesion { units.append($0) }
        }
        return units
    }

    private func mayConcern(_ lesion: Lesion) -> Bool { compiled.requirement.mayHold(for: lesion, of: history) }

    private func patientUnits(_ judge: (Unit) -> Void) {
        switch compiled.pick {
        case .each:
            let matcher = matcher(nil)
            for study in history.studies.indices where takes(compiled.picks[0], study, matcher) != nil {
                judge(Unit(context: context(study: study, lesion: nil)))
            }
        case .first:
            let matcher = matcher(nil)
            for choice in compiled.picks {
                guard let study = first(choice, matcher) else { continue }
                return judge(Unit(context: context(study: study, lesion: nil)))
            }
        case .eachOrder:
            for row in history.rows where mayBeDoubtful(row) { judge(Unit(context: context(row: row, lesion: nil))) }
        case .known: break
        }
    }

    private func unitWithoutLesion(_ judge: (Unit) -> Void) {
        guard compiled.judgesWithoutLesion, let study = first(compiled.withoutLesion, matcher(nil)) else { return }
        judge(Unit(context: context(study: study, lesion: nil)))
    }

    private func addUnits(ofLesion number: Int, _ judge: (Unit) -> Void) {
        let lesion = history.lesions[number]
        switch compiled.pick {
        case .first:
            let (matcher, known) = (matcher(lesion), known(in: lesion))
            for episode in lesion.episodes.indices {
                for choice in compiled.picks {
                    guard let study = firstStudy(choice, matcher, lesion, episode, known) else { continue }
                    let context = context(study: study, lesion: lesion, known: known)
                    judge(Unit(context: context, lesion: number, episode: episode))
                    break
                }
            }
        case .each:
            let (matcher, known) = (matcher(lesion), known(in: lesion))
            for study in history.studies.indices where takes(compiled.picks[0], study, matcher) != nil {
                guard let episode = episode(of: study, in: lesion),
                    !compiled.afterKnown || isAfter(known, study)
                else { continue }
                let context = context(study: study, lesion: lesion, known: known)
                judge(Unit(context: context, lesion: number, episode: episode))
            }
        case .known:
            guard let concept = compiled.known,
                let known = rule.unit.knownSize.map({ sized(within: $0, in: lesion) })
                    ?? moment(of: concept, in: lesion)
            else { return }
            judge(knownUnit(known, lesion, number))
        case .eachOrder:
            // Orders that fit several lesions belong to none, but their doubt is told with each.
            func add(_ row: Int) {
                guard mayBeDoubtful(row) else { return }
                judge(Unit(context: context(row: row, lesion: lesion), lesion: number, episode: nil))
            }
            if !compiled.ofAmbiguousRows { lesion.members.forEach(add) }
            if !lesion.ambiguousRows.isEmpty { lesion.ambiguousRows.sorted().forEach(add) }
        }
    }

    /// The statement with which the rule's anchoring fact came on record, else the lesion's first.
    private func known(in lesion: Lesion) -> Lesion.KnownStatement? {
        compiled.known.flatMap { moment(of: $0, in: lesion) } ?? lesion.statements.first
    }

    /// A data-quality rule looks only at rows that show its doubt, where the row alone can tell.
    private func mayBeDoubtful(_ row: Int) -> Bool {
        compiled.rowDoubt.isEmpty || !subject.doubts(of: row).isDisjoint(with: compiled.rowDoubt)
    }

    private func firstStudy(
        _ choice: SelectorTable, _ matcher: StudyMatcher, _ lesion: Lesion, _ episode: Int,
        _ known: Lesion.KnownStatement?
    ) -> Int? {
        func isWanted(_ study: Int) -> Bool {
            isIn(episode, of: lesion, study: study)
                && (!compiled.afterKnown || isAfter(known, study))
        }
        if let study = first(choice, matcher, where: isWanted) { return study }
        guard compiled.orScheduled else { return nil }
        return first(choice, matcher, statuses: OrderStatusSet(.scheduled), where: isWanted)
    }

    private func knownUnit(_ known: Lesion.KnownStatement, _ lesion: Lesion, _ number: Int) -> Unit {
        let row = known.linkedRow ?? known.row
        // The length of the window is decided as of the moment the fact came on record, the verdict as of its end.
        let beginning = context(row: row, lesion: lesion)
        beginning.anchor = known.known
        beginning.known = known
        let days = windowDays(in: beginning) ?? 0
        let context = context(row: row, lesion: lesion)
        context.known = known
        context.windowEnd = known.known.day.isKnown ? known.known.day.advanced(by: days) : .unknown
        context.anchor = Moment(day: context.windowEnd)
        let episode = lesion.members.firstIndex(of: row).flatMap { member in
            lesion.episodes.firstIndex { $0.contains(member) }
        }
        return Unit(context: context, lesion: number, episode: episode ?? 0)
    }

    // MARK: Studies

    /// The place of the selector that takes a study; nil where none does.
    private func takes(
        _ choice: SelectorTable, _ study: Int, _ matcher: StudyMatcher, statuses: OrderStatusSet? = nil
    ) -> Int? {
        let (truth, selector) = matcher.truth(choice, study: study, statuses: statuses)
        guard truth == .yes else { return nil }
        // Without a demand on coverage a study counts only where it belongs to the lesion.
        if let lesion = matcher.lesion, choice.demands[selector].covers == nil, !isMember(study, of: lesion) {
            return nil
        }
        return selector
    }

    /// The earliest; of studies on one day whose order nothing tells, the one that the rule names first.
    private func first(
        _ choice: SelectorTable, _ matcher: StudyMatcher, statuses: OrderStatusSet? = nil,
        where isWanted: (Int) -> Bool = { _ in true }
    ) -> Int? {
        var best: (study: Int, selector: Int)?
        var earliest = Moment.unknown
        for study in history.studies.indices {
            let moment = history.studies[study].moment
            if best != nil {
                if moment.day != earliest.day { break }
                if moment.hasTime, earliest.hasTime, moment != earliest { continue }
            }
            guard let selector = takes(choice, study, matcher, statuses: statuses), isWanted(study) else {
                continue
            }
            if best == nil { earliest = moment }
            if best.map({ selector < $0.selector }) ?? true { best = (study, selector) }
        }
        return best?.study
    }

    private func matcher(_ lesion: Lesion?) -> StudyMatcher {
        StudyMatcher(subject: subject, history: history, lesion: lesion, world: world)
    }

    private func isMember(_ study: Int, of lesion: Lesion) -> Bool {
        history.rows(of: study).contains(where: lesion.members.contains)
    }

    private func isAfter(_ known: Lesion.KnownStatement?, _ study: Int) -> Bool {
        guard let known else { return false }
        if history.rows(of: study).contains(known.row) { return true }
        return history.studies[study].moment.day >= known.known.day
    }

    /// Whether a study lies between the beginning of an episode and that of the next.
    private func isIn(_ episode: Int, of lesion: Lesion, study: Int) -> Bool {
        let day = history.studies[study].moment.day
        let isBefore = episode > 0 && day < start(of: episode, lesion)
        let isBehind = episode + 1 < lesion.episodes.count && day >= start(of: episode + 1, lesion)
        return !isBefore && !isBehind
    }

    private func start(of episode: Int, _ lesion: Lesion) -> Day {
        subject.table.rows[lesion.members[lesion.episodes[episode].lowerBound]].placed.day
    }

    /// The episode a study belongs to, or lies within by its date.
    private func episode(of study: Int, in lesion: Lesion) -> Int? {
        let rows = history.rows(of: study)
        let day = history.studies[study].moment.day
        return lesion.episodes.firstIndex { range in
            let members = lesion.members[range]
            guard !members.contains(where: rows.contains), let first = members.first, let last = members.last else {
                return true
            }
            return day >= subject.table.rows[first].placed.day && day <= subject.table.rows[last].placed.day
        }
    }

    /// The statement with which a fact came on record: asserted if it ever is, else queried, else denied.
    private func moment(of concept: ConceptID, in lesion: Lesion) -> Lesion.KnownStatement? {
        guard lesion.mentions(concept) else { return nil }
        for assertion in [Assertion.present, .uncertain, .absent] {
            if let found = lesion.statements.first(where: {
                subject.statement($0).assertion(of: concept) == assertion
            }) {
                return found
            }
        }
        return nil
    }

    /// The statement with which a size within bounds came on record, else the first that gives any.
    private func sized(within bounds: Condition.NumberTest, in lesion: Lesion) -> Lesion.KnownStatement? {
        func first(_ fits: (LesionStatement) -> Bool) -> Lesion.KnownStatement? {
            lesion.statements.first { fits(subject.statement($0)) }
        }
        return first {
            $0.sizeMillimetres > 0
                && subject.parameters.isWithin(Double($0.sizeMillimetres) / 10, bounds)
        } ?? first { $0.sizeState == .ambiguous } ?? first { $0.sizeState != .notStated }
    }

    // MARK: Contexts

    private func context(study: Int, lesion: Lesion?, known: Lesion.KnownStatement? = nil) -> UnitContext {
        let context = UnitContext(
            subject: subject, history: history, lesion: lesion, compiled: compiled, world: world, study: study,
            judgedRows: history.rows(of: study), anchor: history.studies[study].moment)
        context.known = known
        // For a rule on what follows a fact, a study of the fact's own day is concurrent with it, whatever its clock says
        // (specification 1.2).
        if compiled.afterKnown, let known, known.known.day == context.anchor.day,
            context.anchor.sequence(to: known.known) == .before
        {
            context.anchor = known.known
        }
        // A rule that looks on after the judged study is final when its window ends; facts are read as of the study.
        if compiled.pick != .known, context.anchor.isKnown, let days = windowDays(in: context) {
            context.windowEnd = context.anchor.day.advanced(by: days)
        }
        return context
    }

    /// The length of the rule's window, decided as of the unit's anchor; nil where the rule has none.
    private func windowDays(in context: UnitContext) -> Int? {
        guard !compiled.windows.isEmpty else { return nil }
        let evaluator = ConditionEvaluator(unit: context)
        return compiled.windows.first { evaluator.truth($0.when) == .yes }?.days ?? 0
    }

    private func context(row: Int, lesion: Lesion?) -> UnitContext {
        UnitContext(
            subject: subject, history: history, lesion: lesion, compiled: compiled, world: world,
            study: history.study(of: row), judgedRows: history.line(of: row),
            anchor: subject.table.rows[row].placed)
    }
}
