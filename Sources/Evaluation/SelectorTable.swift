import AuditModel

/// The selectors of one search, with everything settled that an examination alone decides: a study of one line is then
/// a look-up and a few comparisons. A reference, because it is handed around for every study.
final class SelectorTable: Sendable {
    let selectors: [StudySelector]
    /// What the order itself is asked, selector by selector; fixed size.
    struct Demand: Sendable {
        var statuses: OrderStatusSet
        var ofLesion: Bool
        var covers: Coverage?
        /// Codes, departments or words are asked for: only `StudyMatcher.match` knows.
        var isSpecial: Bool
    }
    let demands: [Demand]
    /// By selector, then exam: what a study of this one line comes to, apart from the demands.
    private let ofExam: [Truth]
    private let exams: Int
    /// By exam: a line of it could be part of a study that one of the selectors takes.
    private let takeable: [Bool]
    /// By exam: its code and its name say otherwise and neither is taken for granted; only `StudyMatcher.match` knows.
    private let contested: [Bool]

    /// What a rule judges goes by the code; what it searches for is unknown where code and name would have it otherwise.
    init(_ selectors: [StudySelector], subject: AuditSubject, trustsCode: Bool) {
        self.selectors = selectors
        let table = subject.table.exams
        exams = table.count
        demands = selectors.map {
            Demand(
                statuses: $0.statuses, ofLesion: $0.ofLesion, covers: $0.covers,
                isSpecial: $0.codesParameter != nil || $0.departmentsParameter != nil || !$0.textSays.isEmpty)
        }
        let contested = table.indices.map { !trustsCode && table[$0].named != nil }
        self.contested = contested
        takeable = table.indices.map { exam in
            selectors.contains { $0.mayTake(table[exam]) || contested[exam] && $0.mayTake(table[exam].asNamed) }
        }
        ofExam = selectors.flatMap { selector in table.indices.map { selector.truth(of: table[$0]) } }
    }

    func truth(_ selector: Int, exam: Int) -> Truth { ofExam[selector * exams + exam] }

    func isContested(exam: Int) -> Bool { contested[exam] }

    /// Whether a line of this exam could be part of a study that one of the selectors takes.
    func mayTake(exam: Int) -> Bool { takeable[exam] }
}

extension StudySelector {
    /// What a study of one line of this exam comes to, as far as the exam decides.
    fileprivate func truth(of exam: Exam) -> Truth {
        guard mayTake(exam), attributes.isEmpty || !attributes.isDisjoint(with: exam.attributes) else { return .no }
        var truth = Truth.yes
        if !regions.isEmpty {
            truth = exam.regions.isEmpty ? .unknown : Truth(!exam.regions.isDisjoint(with: regions))
        }
        // Where code and name contradict each other, neither tells the phases.
        let state = exam.conflicts.contains(.contrast) ? ContrastState.unknown : exam.contrast
        if !contrast.isEmpty, !contrast.contains(state) { truth = truth.and(state == .unknown ? .unknown : .no) }
        return truth
    }

    /// Whether a line of this exam could be part of a study that the selector takes.
    func mayTake(_ exam: Exam) -> Bool {
        (modalities.isEmpty || modalities.contains(exam.modality)) && (kinds.isEmpty || kinds.contains(exam.kind))
            && withoutAttributes.isDisjoint(with: exam.attributes)
            && (angiography.map { $0 == exam.angiography } ?? true)
    }
}
