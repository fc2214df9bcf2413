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

    func units() -> [Unit] {
        guard rule.unit.grain == .lesion else { return patientUnits() }
        let units = history.lesions.indices
            .filter { compiled.requirement.mayHold(for: history.lesions[$0]) }
            .flatMap(units(ofLesion:))
        return units.isEmpty ? unitWithoutLesion() : units
    }

    private func patientUnits() -> [Unit] {
        switch rule.unit.pick {
        case .each(let selectors):
            return studies(selectors, lesion: nil).map { Unit(context: context(study: $0.index, lesion: nil)) }
        case .first(let selectors):
            let study = ([selectors] + rule.unit.fallbacks).lazy.compactMap { first(studies($0, lesion: nil)) }.first
            return study.map { [Unit(context: context(study: $0, lesion: nil))] } ?? []
        case .eachOrder:
            return history.rows.filter(mayBeDoubtful).map { Unit(context: context(row: $0, lesion: nil)) }
        case .known: return []
        }
    }

    private func unitWithoutLesion() -> [Unit] {
        guard !rule.unit.withoutLesion.isEmpty else { return [] }
        let study = first(studies(rule.unit.withoutLesion, lesion: nil))
        return study.map { [Unit(context: context(study: $0, lesion: nil))] } ?? []
    }

    private func units(ofLesion number: Int) -> [Unit] {
        let lesion = history.lesions[number]
        let known = rule.unit.known.flatMap { moment(of: $0, in: lesion) } ?? lesion.statements.first
        switch rule.unit.pick {
        case .first(let selectors):
            return lesion.episodes.indices.compactMap { episode in
                let attempts = [selectors] + rule.unit.fallbacks
                for attempt in attempts {
                    if let unit = firstUnit(attempt, lesion, number, episode, known) { return unit }
                }
                return nil
            }
        case .each(let selectors):
            return studies(selectors, lesion: lesion).compactMap { candidate in
                guard let episode = episode(of: candidate.index, in: lesion),
                    !rule.unit.afterKnown || isAfter(known, candidate.index)
                else { return nil }
                let context = context(study: candidate.index, lesion: lesion)
                context.known = known
                return Unit(context: context, lesion: number, episode: episode)
            }
        case .known:
            guard let concept = rule.unit.known,
                let known = rule.unit.knownSize.map({ sized(within: $0, in: lesion) })
                    ?? moment(of: concept, in: lesion)
            else { return [] }
            return [knownUnit(known, lesion, number)]
        case .eachOrder:
            // Orders that fit several lesions belong to none, but their doubt is told with each.
            return (lesion.members + lesion.ambiguousRows.sorted()).filter(mayBeDoubtful).map { row in
                Unit(context: context(row: row, lesion: lesion), lesion: number, episode: nil)
            }
        }
    }

    /// A data-quality rule looks only at rows that show its doubt, where the row alone can tell.
    private func mayBeDoubtful(_ row: Int) -> Bool {
        compiled.rowDoubt.map { subject.isDoubtful(row, $0) } ?? true
    }

    private func firstUnit(
        _ selectors: [StudySelector], _ lesion: Lesion, _ number: Int, _ episode: Int, _ known: Lesion.KnownStatement?
    ) -> Unit? {
        func pick(_ selectors: [StudySelector]) -> Int? {
            first(
                studies(selectors, lesion: lesion).filter {
                    isIn(episode, of: lesion, study: $0.index) && (!rule.unit.afterKnown || isAfter(known, $0.index))
                })
        }
        var study = pick(selectors)
        if study == nil, rule.unit.orScheduled {
            study = pick(
                selectors.map { selector in
                    var scheduled = selector
                    scheduled.statuses = OrderStatusSet(.scheduled)
                    return scheduled
                })
        }
        guard let study else { return nil }
        let context = context(study: study, lesion: lesion)
        context.known = known
        return Unit(context: context, lesion: number, episode: episode)
    }

    private func knownUnit(_ known: Lesion.KnownStatement, _ lesion: Lesion, _ number: Int) -> Unit {
        let row = known.linkedRow ?? known.row
        // The length of the window is decided as of the moment the fact came on record, the verdict as of its end.
        let beginning = context(row: row, lesion: lesion)
        beginning.anchor = known.known
        beginning.known = known
        let evaluator = ConditionEvaluator(unit: beginning)
        let band = rule.unit.windows.first { evaluator.truth($0.when) == .yes }
        let days = band.map { Int(subject.parameters.number($0.days)) } ?? 0
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

    /// Studies that fit, with the place of the selector they fit, in time order.
    private func studies(_ selectors: [StudySelector], lesion: Lesion?) -> [(index: Int, rank: Int)] {
        let matcher = StudyMatcher(subject: subject, history: history, lesion: lesion, world: world)
        return history.studies.indices.compactMap { index in
            guard compiled.mayJudge(history.studies[index].rows, subject: subject),
                let rank = selectors.indices.first(where: { matcher.match(selectors[$0], study: index).truth == .yes })
            else { return nil }
            // Without a demand on coverage a study counts only where it belongs to the lesion.
            if let lesion, selectors[rank].covers == nil, !isMember(index, of: lesion) { return nil }
            return (index, rank)
        }
    }

    /// The earliest; of studies on one day whose order nothing tells, the one that the rule names first.
    private func first(_ candidates: [(index: Int, rank: Int)]) -> Int? {
        guard let earliest = candidates.first else { return nil }
        let moment = history.studies[earliest.index].moment
        let tied = candidates.filter {
            history.studies[$0.index].moment.day == moment.day
                && (!moment.hasTime || !history.studies[$0.index].moment.hasTime
                    || history.studies[$0.index].moment == moment)
        }
        return tied.min { a, b in a.rank != b.rank ? a.rank < b.rank : a.index < b.index }?.index
    }

    private func isMember(_ study: Int, of lesion: Lesion) -> Bool {
        history.studies[study].rows.contains(where: lesion.members.contains)
    }

    private func isAfter(_ known: Lesion.KnownStatement?, _ study: Int) -> Bool {
        guard let known else { return false }
        if history.studies[study].rows.contains(known.row) { return true }
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
        let rows = history.studies[study].rows
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

    private func context(study: Int, lesion: Lesion?) -> UnitContext {
        UnitContext(
            subject: subject, history: history, lesion: lesion, compiled: compiled, world: world, study: study,
            judgedRows: history.studies[study].rows, anchor: history.studies[study].moment)
    }

    private func context(row: Int, lesion: Lesion?) -> UnitContext {
        UnitContext(
            subject: subject, history: history, lesion: lesion, compiled: compiled, world: world,
            study: history.studies.firstIndex { $0.rows.contains(row) }, judgedRows: [row],
            anchor: subject.table.rows[row].placed)
    }
}
