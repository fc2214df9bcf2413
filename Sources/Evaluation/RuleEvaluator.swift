package import AuditModel

/// Judges patients' histories by rules. Shared by all threads; every patient is judged on its own.
package struct RuleEvaluator: Sendable {
    package let rules: [Rule]
    package let subject: AuditSubject
    /// Reason codes by number.
    package let reasons: [String]
    private let reasonNumbers: [String: UInt16]
    let compiled: [CompiledRule]
    /// Rules by bit: those that judge some study of each exam, those that any patient may concern, those without a lesion.
    private let judgeableBy: [UInt64]
    /// The same for rules that judge where no lesion gives a unit.
    private let judgeableWithoutLesionBy: [UInt64]
    private let unconditional: UInt64
    private let ofPatients: UInt64
    /// A run judges by 64 rules at most.
    package static let mostRules = 64
    /// Data-quality rules and the doubt that is their scope.
    let doubtRules: [(rule: Int, test: Condition.DataQualityTest)]

    package static let statusUnknown = "STATUS_UNKNOWN"
    package static let nearMiss = "NEAR_MISS"

    package init(rules: [Rule], subject: AuditSubject) {
        self.rules = rules
        self.subject = subject
        var reasons: Set<String> = [Self.statusUnknown, Self.nearMiss, ScopeRequirement.undecidedReason]
        for rule in rules {
            for outcome in rule.outcomes {
                reasons.formUnion([outcome.reason, outcome.provisionalReason, outcome.ifUnknown])
            }
            reasons.formUnion(rule.caps.map(\.reason))
            reasons.formUnion(rule.yields.map(Self.supersededReason))
        }
        self.reasons = reasons.sorted()
        reasonNumbers = Dictionary(
            uniqueKeysWithValues: self.reasons.enumerated().map { ($1, UInt16($0)) })
        let compiled = rules.map { CompiledRule($0, subject: subject) }
        self.compiled = compiled
        judgeableBy = subject.table.exams.indices.map { exam in
            compiled.indices.reduce(into: UInt64(0)) { bits, rule in
                if compiled[rule].mayJudge(exam: exam) { bits |= 1 << UInt64(rule) }
            }
        }
        judgeableWithoutLesionBy = subject.table.exams.indices.map { exam in
            compiled.indices.reduce(into: UInt64(0)) { bits, rule in
                if compiled[rule].mayJudgeWithoutLesion(exam: exam) { bits |= 1 << UInt64(rule) }
            }
        }
        unconditional = compiled.indices.reduce(into: 0) { bits, rule in
            if compiled[rule].judgesAnyExam { bits |= 1 << UInt64(rule) }
        }
        ofPatients = rules.indices.reduce(into: 0) { bits, rule in
            if rules[rule].unit.grain == .patient { bits |= 1 << UInt64(rule) }
        }
        doubtRules = rules.indices.compactMap { index in
            if case .dataQuality(let test) = rules[index].scope { (index, test) } else { nil }
        }
    }

    static func supersededReason(_ yield: Yield) -> String {
        "SUPERSEDED_BY_" + (yield.number.isEmpty ? yield.ruleID : yield.number)
    }

    /// A judgement with what is needed to reconstruct its unit.
    package struct Judged: Sendable {
        package var judgement: Judgement
        /// Numbers in `PatientHistory`; nil for a unit of the patient.
        package var lesion: Int?
        package var episode: Int?
        var study: Int?
        var world: World
    }

    /// Every verdict on one patient, rule by rule, with superseding applied (specification 1.11).
    package func judge(_ history: PatientHistory) -> [Judged] {
        var judged: [Judged] = []
        var candidates = unconditional
        var withoutLesion = ofPatients
        for row in history.rows {
            let exam = Int(subject.table.rows[row].exam)
            candidates |= judgeableBy[exam]
            withoutLesion |= judgeableWithoutLesionBy[exam]
        }
        if history.lesions.isEmpty { candidates &= ofPatients }
        candidates |= withoutLesion & ~ofPatients
        while candidates != 0 {
            let index = candidates.trailingZeroBitCount
            candidates &= candidates - 1
            if withoutLesion & (1 << UInt64(index)) == 0,
                !history.lesions.contains(where: compiled[index].requirement.mayHold)
            {
                continue
            }
            judged += judge(history, by: index)
        }
        if !judged.isEmpty { yield(&judged) }
        return judged
    }

    private func judge(_ history: PatientHistory, by index: Int) -> [Judged] {
        var rulings = rulings(history, index, .asRecorded)
        if case .eachOrder = compiled[index].rule.unit.pick { return rulings }
        let open = history.studies.indices.filter { history.studies[$0].status == .unknown }
        if !open.isEmpty {
            var worlds = [World.unknownPerformed]
            if open.count > 1 { worlds += open.map(World.onlyPerformed) }
            for world in worlds { compare(&rulings, with: self.rulings(history, index, world)) }
        }
        if compiled[index].rule.listsNearMisses {
            for study in history.studies.indices
            where history.studies[study].status == .cancelled
                && compiled[index].mayJudge(history.studies[study].rows, subject: subject)
            {
                rulings += nearMisses(history, index, study)
            }
        }
        return rulings
    }

    private func rulings(_ history: PatientHistory, _ index: Int, _ world: World) -> [Judged] {
        let finder = UnitFinder(subject: subject, history: history, compiled: compiled[index], world: world)
        var seenRows: Set<Int> = []
        return finder.units().compactMap { unit in
            if case .eachOrder = compiled[index].rule.unit.pick, !seenRows.insert(unit.context.judgedRows[0]).inserted {
                return nil
            }
            guard let ruling = ruling(unit.context) else { return nil }
            return judged(ruling.ruling, ruling.unit, of: unit, rule: index)
        }
    }

    /// Nil where the unit lies outside the rule's scope.
    func ruling(_ context: UnitContext) -> (ruling: Ruling, unit: UnitContext)? {
        let unit = context
        let scope = ConditionEvaluator(unit: unit).truth(unit.rule.scope)
        if scope == .no { return nil }
        FindSearch(unit: unit).carryOut()
        guard let ruling = OutcomeTable(unit: unit).ruling() else { return nil }
        if scope == .unknown, ruling.verdict.severity > 0 || ruling.verdict.isRated {
            return (
                Ruling(
                    verdict: .indeterminate, reason: ScopeRequirement.undecidedReason, confidence: .medium, row: nil),
                unit
            )
        }
        return (ruling, unit)
    }

    private func judged(_ ruling: Ruling, _ context: UnitContext, of unit: UnitFinder.Unit, rule: Int) -> Judged {
        // The widest search is what a reader means by the window.
        let searched = context.finds.filter(\.from.isKnown).max { $0.days < $1.days }
        let judgement = Judgement(
            rule: UInt16(rule), verdict: ruling.verdict, confidence: ruling.confidence,
            reason: reasonNumbers[ruling.reason] ?? 0, isNearMiss: false, episode: .max,
            row: context.judgedRows.first.map { UInt32($0) } ?? .max, searchedFrom: searched?.from ?? .unknown,
            searchedTo: searched?.to ?? .unknown, finalDay: context.finalDay)
        return Judged(
            judgement: judgement, lesion: unit.lesion, episode: unit.episode, study: context.study,
            world: context.world)
    }

    /// Where another way to take orders of unknown status gives another verdict, none is known (1.15.8).
    private func compare(_ rulings: inout [Judged], with others: [Judged]) {
        for other in others {
            let same = rulings.firstIndex { isSameUnit($0, other) }
            guard let same else {
                var new = other
                if new.judgement.verdict != .notApplicable { open(&new) }
                rulings.append(new)
                continue
            }
            let verdicts = (rulings[same].judgement.verdict, other.judgement.verdict)
            guard verdicts.0 != verdicts.1, verdicts.0 != .indeterminate else { continue }
            open(&rulings[same])
        }
        // A unit that the other world does not have was judged on an order that may not have happened there.
        for index in rulings.indices
        where rulings[index].world == .asRecorded && !others.contains(where: { isSameUnit($0, rulings[index]) }) {
            if rulings[index].judgement.verdict != .notApplicable { open(&rulings[index]) }
        }
    }

    private func open(_ judged: inout Judged) {
        judged.judgement.verdict = .indeterminate
        judged.judgement.reason = reasonNumbers[Self.statusUnknown] ?? 0
        judged.judgement.confidence = .medium
    }

    private func isSameUnit(_ a: Judged, _ b: Judged) -> Bool {
        guard a.lesion == b.lesion, a.episode == b.episode else { return false }
        if case .each = rules[Int(a.judgement.rule)].unit.pick { return a.study == b.study }
        return true
    }

    private func nearMisses(_ history: PatientHistory, _ index: Int, _ study: Int) -> [Judged] {
        rulings(history, index, .asIfPerformed(study: study)).compactMap { judged in
            guard judged.study == study,
                judged.judgement.verdict == .deviation || judged.judgement.verdict == .advisory
            else { return nil }
            var near = judged
            near.judgement.verdict = .info
            near.judgement.reason = reasonNumbers[Self.nearMiss] ?? 0
            near.judgement.isNearMiss = true
            return near
        }
    }

    private func yield(_ judged: inout [Judged]) {
        let before = judged
        for index in judged.indices where !judged[index].judgement.isNearMiss {
            let current = judged[index]
            guard current.judgement.verdict != .notApplicable else { continue }
            for yield in rules[Int(current.judgement.rule)].yields
            where before.contains(where: { speaks($0, for: current, yield) }) {
                judged[index].judgement.verdict = .notApplicable
                judged[index].judgement.reason = reasonNumbers[Self.supersededReason(yield)] ?? 0
                break
            }
        }
    }

    private func speaks(_ other: Judged, for current: Judged, _ yield: Yield) -> Bool {
        guard rules[Int(other.judgement.rule)].card.id == yield.ruleID, !other.judgement.isNearMiss else {
            return false
        }
        let isRaised = other.judgement.verdict == .deviation || other.judgement.verdict == .advisory
        guard yield.when == .flagged ? isRaised : other.judgement.verdict != .notApplicable else { return false }
        return switch yield.extent {
        case .event: other.judgement.row == current.judgement.row
        case .episode: other.lesion == current.lesion && other.episode == current.episode
        }
    }
}
