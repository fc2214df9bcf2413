import AuditModel

/// A rule with what can be known of it before any patient is looked at.
final class CompiledRule: Sendable {
    /// With the run's values in place of parameters.
    let rule: Rule
    let pick: Pick
    /// As in the rule's unit, within reach without copying it.
    let known: ConceptID?
    let afterKnown: Bool
    let orScheduled: Bool
    let isOfLesions: Bool
    let requirement: ScopeRequirement
    /// The same for units of the patient, and for those that are judged for want of a lesion.
    let requirementOfPatients: ScopeRequirement
    let program: ConditionProgram
    /// Places in `program`.
    let scope: Int
    let outcomes: [Int]
    let caps: [Int]
    let windows: [(when: Int, days: Int)]
    /// The rule's first choice of what to judge, then its second choices; empty where no study is picked.
    let picks: [SelectorTable]
    let withoutLesion: SelectorTable
    /// In the order of the rule's searches.
    let searches: [SearchPlan]
    /// By exam number: a study of this exam could be judged; nil where any order can be.
    private let judgeable: [Bool]?
    /// By exam number: a line of this exam is of what the rule judges, its part of the body too; nil: every line is.
    private let meantLine: [Bool]?
    /// The doubt that the whole scope consists of, where a row alone can show it.
    let rowDoubt: DoubtSet
    /// The whole scope asks for orders that fit several lesions.
    let ofAmbiguousRows: Bool
    /// Numbers of reason codes, outcome by outcome, cap by cap.
    let reasons: [OutcomeReasons]
    let capReasons: [UInt16?]
    /// Rules that speak for this one's events.
    let yields: [YieldPlan]
    let message: [Told]
    /// Outcome by outcome; empty where the rule's own message tells it.
    let outcomeMessages: [[Told]]

    /// How units are picked; `UnitSelection.Pick` without its selectors.
    enum Pick: Sendable { case first, each, known, eachOrder }

    struct OutcomeReasons: Sendable {
        var reason: UInt16
        /// Nil: the row has none.
        var provisional: UInt16?
        var ifUnknown: UInt16?
    }

    struct YieldPlan: Sendable {
        var rule: Int
        var when: Yield.When
        var extent: Yield.Extent
        var reason: UInt16
    }

    /// A part of a message, told where a search of the rule found something, or did not.
    struct Told: Sendable {
        let template: MessageTemplate
        let find: Int?
        let wanted: Bool

        init(_ part: MessagePart) {
            template = MessageTemplate(part.text)
            find = part.find
            wanted = part.wanted
        }
    }

    /// `number` gives the number of a reason code, `place` that of a rule by its id.
    init(
        _ rule: Rule, subject: AuditSubject, number: (String) -> UInt16, place: (String) -> Int?
    ) {
        self.rule = subject.parameters.settled(rule)
        pick =
            switch rule.unit.pick {
            case .first: .first
            case .each: .each
            case .known: .known
            case .eachOrder: .eachOrder
            }
        known = rule.unit.known
        afterKnown = rule.unit.afterKnown
        orScheduled = rule.unit.orScheduled
        isOfLesions = rule.unit.grain == .lesion
        func requirement(ofPatient: Bool) -> ScopeRequirement {
            ScopeRequirement(
                rule.scope, ofPatient: ofPatient, vocabulary: subject.vocabulary, parameters: subject.parameters)
        }
        var ofLesions = requirement(ofPatient: false)
        // Without the fact that the rule waits for there is nothing to judge.
        if let concept = rule.unit.known, pick == .known, rule.unit.knownSize == nil {
            ofLesions.add(mentioning: concept)
        }
        self.requirement = ofLesions
        requirementOfPatients = requirement(ofPatient: true)
        var program = ConditionProgram(subject.vocabulary, subject.parameters)
        let settled = self.rule
        scope = program.add(settled.scope)
        outcomes = settled.outcomes.map { program.add($0.when) }
        caps = settled.caps.map { program.add($0.when) }
        windows = settled.unit.windows.map { (program.add($0.when), Int(subject.parameters.number($0.days))) }
        self.program = program
        let selectors: [[StudySelector]] =
            switch rule.unit.pick {
            case .first(let selectors), .each(let selectors): [selectors] + rule.unit.fallbacks
            case .known, .eachOrder: []
            }
        let picks = selectors.map { SelectorTable($0, subject: subject, trustsCode: true) }
        self.picks = picks
        judgeable =
            picks.isEmpty ? nil : subject.table.exams.indices.map { exam in picks.contains { $0.mayTake(exam: exam) } }
        let flat = selectors.flatMap(\.self)
        meantLine =
            flat.isEmpty
            ? nil
            : subject.table.exams.map { exam in
                flat.contains {
                    $0.mayTake(exam) && ($0.regions.isEmpty || !$0.regions.isDisjoint(with: exam.regions))
                }
            }
        withoutLesion = SelectorTable(rule.unit.withoutLesion, subject: subject, trustsCode: true)
        searches = rule.finds.map { SearchPlan($0, subject: subject) }
        ofAmbiguousRows = if case .dataQuality(.siteAmbiguous) = rule.scope { true } else { false }
        rowDoubt = if case .dataQuality(let test) = rule.scope { DoubtSet(test) } else { [] }
        func optional(_ reason: String) -> UInt16? { reason.isEmpty ? nil : number(reason) }
        reasons = rule.outcomes.map {
            OutcomeReasons(
                reason: number($0.reason), provisional: optional($0.provisionalReason),
                ifUnknown: optional($0.ifUnknown))
        }
        capReasons = rule.caps.map { optional($0.reason) }
        yields = rule.yields.compactMap { yield in
            place(yield.ruleID).map {
                YieldPlan(
                    rule: $0, when: yield.when, extent: yield.extent,
                    reason: number(RuleEvaluator.supersededReason(yield)))
            }
        }
        message = settled.message.map(Told.init)
        outcomeMessages = settled.outcomes.map { $0.message.map(Told.init) }
    }

    var judgesWithoutLesion: Bool { !withoutLesion.selectors.isEmpty }

    var judgesAnyExam: Bool { judgeable == nil }

    func mayJudge(exam: Int) -> Bool { judgeable?[exam] ?? false }

    func isMeant(exam: Int) -> Bool { meantLine?[exam] ?? true }

    func mayJudgeWithoutLesion(exam: Int) -> Bool { withoutLesion.mayTake(exam: exam) }

    /// Whether one of the rows could be judged at all.
    func mayJudge(_ rows: ArraySlice<Int>, subject: AuditSubject) -> Bool {
        guard let judgeable else { return true }
        return rows.contains { judgeable[Int(subject.table.rows[$0].exam)] }
    }
}
