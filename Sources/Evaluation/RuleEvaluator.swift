package import AuditModel

/// Judges patients' histories by rules; every patient is judged on its own. May be shared by threads, but works faster
/// where each has its copy.
package final class RuleEvaluator: Sendable {
    package let rules: [Rule]
    package let subject: AuditSubject
    /// What every verdict's output asks of its rule, within reach without copying the rule.
    package let labels: [Label]
    /// Reason codes by number.
    package let reasons: [String]
    let compiled: [CompiledRule]
    /// Rules by bit: those that judge some study of each exam, those that any patient may concern, those without a lesion.
    private let judgeableBy: [UInt64]
    /// The same for rules that judge where no lesion gives a unit.
    private let judgeableWithoutLesionBy: [UInt64]
    private let unconditional: UInt64
    private let ofPatients: UInt64
    /// A run judges by 64 rules at most.
    package static let mostRules = 64
    /// Data-quality rules whose doubt a row alone shows.
    let doubtRules: [(rule: Int, doubt: DoubtSet)]
    private let statusUnknownReason: UInt16
    private let nearMissReason: UInt16
    private let undecidedReason: UInt16

    package struct Label: Sendable {
        package let id: String
        package let reportedAs: String
        package let isDataQuality: Bool
        package let isMetric: Bool
    }

    package static let statusUnknown = "STATUS_UNKNOWN"
    package static let nearMiss = "NEAR_MISS"

    package init(rules: [Rule], subject: AuditSubject) {
        self.rules = rules
        self.subject = subject
        labels = rules.map {
            Label(
                id: $0.card.id, reportedAs: $0.reportedAs, isDataQuality: $0.isDataQuality,
                isMetric: $0.card.report == .metric)
        }
        var reasons: Set<String> = [Self.statusUnknown, Self.nearMiss, ScopeRequirement.undecidedReason]
        for rule in rules {
            for outcome in rule.outcomes {
                reasons.formUnion([outcome.reason, outcome.provisionalReason, outcome.ifUnknown])
            }
            reasons.formUnion(rule.caps.map(\.reason))
            reasons.formUnion(rule.yields.map(Self.supersededReason))
        }
        self.reasons = reasons.sorted()
        let numbers = Dictionary(uniqueKeysWithValues: self.reasons.enumerated().map { ($1, UInt16($0)) })
        statusUnknownReason = numbers[Self.statusUnknown] ?? 0
        nearMissReason = numbers[Self.nearMiss] ?? 0
        undecidedReason = numbers[ScopeRequirement.undecidedReason] ?? 0
        let compiled = rules.map { rule in
            CompiledRule(
                rule, subject: subject, number: { numbers[$0] ?? 0 },
                place: { id in rules.firstIndex { $0.card.id == id } })
        }
        self.compiled = compiled
        func bits(_ holds: (CompiledRule) -> Bool) -> UInt64 {
            compiled.indices.reduce(into: 0) { bits, rule in
                if holds(compiled[rule]) { bits |= 1 << UInt64(rule) }
            }
        }
        judgeableBy = subject.table.exams.indices.map { exam in bits { $0.mayJudge(exam: exam) } }
        judgeableWithoutLesionBy = subject.table.exams.indices.map { exam in
            bits { $0.mayJudgeWithoutLesion(exam: exam) }
        }
        unconditional = bits(\.judgesAnyExam)
        ofPatients = bits { !$0.isOfLesions }
        doubtRules = compiled.indices.filter { !compiled[$0].rowDoubt.isEmpty }.map { ($0, compiled[$0].rowDoubt) }
    }

    /// The same for one thread: threads that share a rule wait for each other at every count of its references.
    package func copy() -> RuleEvaluator { RuleEvaluator(rules: rules, subject: AuditSubject(copying: subject)) }

    static func supersededReason(_ yield: Yield) -> String {
        "SUPERSEDED_BY_" + (yield.number.isEmpty ? yield.ruleID : yield.number)
    }

    /// A judgement with what is needed to reconstruct its unit. Fixed size; a run holds one for every verdict.
    package struct Judged: Sendable {
        package var judgement: Judgement
        private var lesionNumber: Int16
        private var episodeNumber: Int16
        private var studyNumber: Int32
        var world: World
        /// The place of the outcome that decided; nil where none did.
        private var outcomeNumber: UInt8
        var outcome: Int? { outcomeNumber == .max ? nil : Int(outcomeNumber) }

        /// Numbers in `PatientHistory`; nil for a unit of the patient.
        package var lesion: Int? { lesionNumber < 0 ? nil : Int(lesionNumber) }
        package var episode: Int? { episodeNumber < 0 ? nil : Int(episodeNumber) }
        var study: Int? { studyNumber < 0 ? nil : Int(studyNumber) }

        init(judgement: Judgement, lesion: Int?, episode: Int?, study: Int?, world: World, outcome: Int?) {
            self.judgement = judgement
            lesionNumber = Int16(clamping: lesion ?? -1)
            episodeNumber = Int16(clamping: episode ?? -1)
            studyNumber = Int32(clamping: study ?? -1)
            self.world = world
            outcomeNumber = outcome.flatMap { UInt8(exactly: $0) } ?? .max
        }
    }

    /// A judgement with the unit it is of, while its patient is at hand.
    package struct Ruled {
        package var judged: Judged
        let unit: UnitContext
    }

    /// Every verdict on one patient, rule by rule, with superseding applied (specification 1.11).
    package func judge(_ history: PatientHistory) -> [Ruled] {
        var ruled: [Ruled] = []
        var candidates = unconditional
        var withoutLesion: UInt64 = 0
        for row in history.rows {
            let exam = Int(subject.table.rows[row].exam)
            candidates |= judgeableBy[exam]
            withoutLesion |= judgeableWithoutLesionBy[exam]
        }
        if history.lesions.isEmpty { candidates &= ofPatients }
        candidates |= withoutLesion & ~ofPatients
        candidates &= ~undoubted(history.rows)
        withoutLesion |= ofPatients
        while candidates != 0 {
            let index = candidates.trailingZeroBitCount
            candidates &= candidates - 1
            let mayConcern =
                withoutLesion & (1 << UInt64(index)) != 0 && compiled[index].requirementOfPatients.mayHold(for: history)
                || compiled[index].isOfLesions
                    && history.lesions.contains { compiled[index].requirement.mayHold(for: $0, of: history) }
            if mayConcern { judge(history, by: index, into: &ruled) }
        }
        if !ruled.isEmpty { yield(&ruled) }
        return ruled
    }

    /// The data-quality rules whose doubt none of the rows shows.
    private func undoubted(_ rows: Range<Int>) -> UInt64 {
        guard !doubtRules.isEmpty else { return 0 }
        let doubts = rows.reduce(into: DoubtSet()) { $0.formUnion(subject.doubts(of: $1)) }
        return doubtRules.reduce(into: 0) { bits, entry in
            if entry.doubt.isDisjoint(with: doubts) { bits |= 1 << UInt64(entry.rule) }
        }
    }

    private func judge(_ history: PatientHistory, by index: Int, into ruled: inout [Ruled]) {
        let first = ruled.count
        addRulings(history, index, .asRecorded, to: &ruled)
        if compiled[index].pick == .eachOrder { return }
        if history.studies.contains(where: { $0.status == .unknown }) {
            let open = history.studies.indices.filter { history.studies[$0].status == .unknown }
            var worlds = [World.unknownPerformed]
            if open.count > 1 { worlds += open.map { .onlyPerformed(study: Int32($0)) } }
            var rulings = Array(ruled[first...])
            for world in worlds { compare(&rulings, with: self.rulings(history, index, world)) }
            ruled.replaceSubrange(first..., with: rulings)
        }
        guard compiled[index].rule.listsNearMisses else { return }
        for study in history.studies.indices
        where history.studies[study].status == .cancelled
            && compiled[index].mayJudge(history.rows(of: study), subject: subject)
        {
            ruled += nearMisses(history, index, study)
        }
    }

    private func rulings(_ history: PatientHistory, _ index: Int, _ world: World) -> [Ruled] {
        var rulings: [Ruled] = []
        addRulings(history, index, world, to: &rulings)
        return rulings
    }

    private func addRulings(_ history: PatientHistory, _ index: Int, _ world: World, to ruled: inout [Ruled]) {
        let finder = UnitFinder(subject: subject, history: history, compiled: compiled[index], world: world)
        // An order of several lesions is told once, by the first lesion for which there is something to tell.
        var told: Set<Int> = []
        finder.units { unit in
            let row = compiled[index].pick == .eachOrder ? unit.context.judgedRows.first : nil
            if let row, told.contains(row) { return }
            guard let ruling = ruling(unit.context) else { return }
            if let row { told.insert(row) }
            ruled.append(Ruled(judged: judged(ruling, unit, rule: index), unit: unit.context))
        }
    }

    /// Nil where the unit lies outside the rule's scope.
    private func ruling(_ unit: UnitContext) -> Ruling? {
        let scope = ConditionEvaluator(unit: unit).truth(unit.compiled.scope)
        if scope == .no { return nil }
        FindSearch(unit: unit).carryOut()
        guard let ruling = OutcomeTable(unit: unit).ruling() else { return nil }
        if scope == .unknown, ruling.verdict.severity > 0 || ruling.verdict.isRated {
            return Ruling(verdict: .indeterminate, reason: undecidedReason, confidence: .medium, row: nil)
        }
        return ruling
    }

    private func judged(_ ruling: Ruling, _ unit: UnitFinder.Unit, rule: Int) -> Judged {
        let context = unit.context
        let searched = searched(by: context)
        let judgement = Judgement(
            rule: UInt16(rule), verdict: ruling.verdict, confidence: ruling.confidence, reason: ruling.reason,
            isNearMiss: false, row: context.judgedRows.first.map { UInt32($0) } ?? .max,
            searchedFrom: searched.from, searchedTo: searched.to, finalDay: context.finalDay)
        return Judged(
            judgement: judgement, lesion: unit.lesion, episode: unit.episode, study: context.study,
            world: context.world, outcome: ruling.row)
    }

    /// What a reader means by the window: the widest search, with those that go on from it up to the judged event.
    private func searched(by unit: UnitContext) -> (from: Day, to: Day) {
        var (from, to) = (Day.unknown, Day.unknown)
        for find in unit.finds where find.from.isKnown && (!from.isKnown || find.days > to.days(since: from)) {
            (from, to) = (find.from, find.to)
        }
        guard from.isKnown, to <= unit.anchor.day else { return (from, to) }
        var hasGrown = true
        while hasGrown {
            hasGrown = false
            for find in unit.finds where find.from.isKnown && find.to <= unit.anchor.day {
                let adjoins = find.from <= to.advanced(by: 1) && find.to >= from.advanced(by: -1)
                guard adjoins, find.from < from || find.to > to else { continue }
                (from, to) = (min(from, find.from), max(to, find.to))
                hasGrown = true
            }
        }
        return (from, to)
    }

    /// Where another way to take orders of unknown status gives another verdict, none is known (1.15.8).
    private func compare(_ rulings: inout [Ruled], with others: [Ruled]) {
        for other in others {
            let same = rulings.firstIndex { isSameUnit($0.judged, other.judged) }
            guard let same else {
                var new = other
                if new.judged.judgement.verdict != .notApplicable { open(&new.judged) }
                rulings.append(new)
                continue
            }
            let verdicts = (rulings[same].judged.judgement.verdict, other.judged.judgement.verdict)
            guard verdicts.0 != verdicts.1, verdicts.0 != .indeterminate else { continue }
            open(&rulings[same].judged)
        }
        // A unit that the other world does not have was judged on an order that may not have happened there.
        for index in rulings.indices
        where rulings[index].judged.world == .asRecorded
            && !others.contains(where: { isSameUnit($0.judged, rulings[index].judged) })
        {
            if rulings[index].judged.judgement.verdict != .notApplicable { open(&rulings[index].judged) }
        }
    }

    private func open(_ judged: inout Judged) {
        judged.judgement.verdict = .indeterminate
        judged.judgement.reason = statusUnknownReason
        judged.judgement.confidence = .medium
    }

    private func isSameUnit(_ a: Judged, _ b: Judged) -> Bool {
        guard a.lesion == b.lesion, a.episode == b.episode else { return false }
        if compiled[Int(a.judgement.rule)].pick == .each { return a.study == b.study }
        return true
    }

    private func nearMisses(_ history: PatientHistory, _ index: Int, _ study: Int) -> [Ruled] {
        rulings(history, index, .asIfPerformed(study: Int32(study))).compactMap { ruled in
            guard ruled.judged.study == study,
                ruled.judged.judgement.verdict == .deviation || ruled.judged.judgement.verdict == .advisory
            else { return nil }
            var near = ruled
            near.judged.judgement.verdict = .info
            near.judged.judgement.reason = nearMissReason
            near.judged.judgement.isNearMiss = true
            return near
        }
    }
}
