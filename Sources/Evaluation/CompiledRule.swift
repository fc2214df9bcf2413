import AuditModel

/// A rule with what can be known of it before any patient is looked at.
final class CompiledRule: Sendable {
    let rule: Rule
    let requirement: ScopeRequirement
    /// By exam number: a study of this exam could be judged; nil where any order can be.
    private let judgeable: [Bool]?
    /// By exam number: a study of this exam could be judged where no lesion gives a unit; empty: none could.
    private let judgeableWithoutLesion: [Bool]
    /// The doubt that the whole scope consists of, where a row alone can show it.
    let rowDoubt: Condition.DataQualityTest?

    init(_ rule: Rule, subject: AuditSubject) {
        self.rule = rule
        requirement = ScopeRequirement(rule.scope, vocabulary: subject.vocabulary)
        let selectors: [StudySelector]? =
            switch rule.unit.pick {
            case .first(let selectors), .each(let selectors): selectors + rule.unit.fallbacks.flatMap(\.self)
            case .known, .eachOrder: nil
            }
        judgeable = selectors.map { selectors in
            subject.table.exams.map { exam in selectors.contains { $0.mayTake(exam) } }
        }
        let withoutLesion = rule.unit.withoutLesion
        judgeableWithoutLesion =
            withoutLesion.isEmpty
            ? [] : subject.table.exams.map { exam in withoutLesion.contains { $0.mayTake(exam) } }
        if case .dataQuality(let test) = rule.scope, test != .siteAmbiguous, test != .historyNotCovered {
            rowDoubt = test
        } else {
            rowDoubt = nil
        }
    }

    var judgesAnyExam: Bool { judgeable == nil }

    func mayJudge(exam: Int) -> Bool { judgeable?[exam] ?? false }

    func mayJudgeWithoutLesion(exam: Int) -> Bool {
        !judgeableWithoutLesion.isEmpty && judgeableWithoutLesion[exam]
    }

    /// Whether one of the rows could be judged at all.
    func mayJudge(_ rows: some Swift.Sequence<Int>, subject: AuditSubject) -> Bool {
        guard let judgeable else { return true }
        return rows.contains { judgeable[Int(subject.table.rows[$0].exam)] }
    }
}

extension StudySelector {
    /// Whether a line of this exam could be part of a study that the selector takes.
    func mayTake(_ exam: Exam) -> Bool {
        (modalities.isEmpty || modalities.contains(exam.modality)) && (kinds.isEmpty || kinds.contains(exam.kind))
            && withoutAttributes.isDisjoint(with: exam.attributes)
            && (angiography.map { $0 == exam.angiography } ?? true)
    }
}
