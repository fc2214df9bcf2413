package import AuditModel

/// One verdict looked at again: the engine's own reasoning, the studies it weighed, and the wording of the finding.
package struct Examination: Sendable {
    /// The scope and every row of the outcome table up to the one that decided.
    package var reasoning: [Reasoning]
    package var judgedRows: [Int]
    /// Rows of studies that a search found.
    package var counted: [Int]
    /// Rows of studies that were looked at and refused, with the reason in plain words.
    package var refused: [Int: String]
    /// Rows behind the deciding facts, in time order, without the judged ones.
    package var evidenceRows: [Int]
    /// Completed years at the judged event.
    package var ageYears: Int?
    package var message: String
}

extension RuleEvaluator {
    /// Goes through the judged unit once more; `withReasoning` keeps every clause and every study that was refused.
    /// Nil if the unit is not in this history.
    package func examine(_ judged: Judged, in history: PatientHistory, withReasoning: Bool = true) -> Examination? {
        guard let context = unit(of: judged, in: history)?.context else { return nil }
        FindSearch(unit: context).carryOut()
        let decided =
            judged.outcome ?? OutcomeTable(unit: context).ruling()?.row ?? context.compiled.outcomes.count - 1
        var counted: [Int] = []
        for find in context.finds where find.truth == .yes {
            guard let study = find.study else { continue }
            for row in history.rows(of: study) where !context.judgedRows.contains(row) && !counted.contains(row) {
                counted.append(row)
            }
        }
        var evidence = counted
        for statement in context.visibleStatements {
            guard let row = statement.linkedRow, !context.judgedRows.contains(row), !evidence.contains(row) else {
                continue
            }
            evidence.append(row)
        }
        evidence.sort()
        var examination = Examination(
            reasoning: [], judgedRows: Array(context.judgedRows), counted: counted, refused: [:],
            evidenceRows: evidence, ageYears: context.age.map { Int($0) },
            message: MessageWriter(unit: context).message(
                outcome: decided, verdict: judged.judgement.verdict, reason: reasons[Int(judged.judgement.reason)]))
        guard withReasoning else { return examination }

        let rule = context.rule
        let prose = ConditionProse(
            vocabulary: subject.vocabulary, finds: rule.finds, parameters: subject.parameters)
        let evaluator = ConditionEvaluator(unit: context, prose: prose)
        var scope = evaluator.reasoning(rule.scope)
        scope.role = .scope
        examination.reasoning.append(scope)
        for (index, outcome) in rule.outcomes.prefix(decided + 1).enumerated() {
            var row = evaluator.reasoning(outcome.when)
            row.role =
                index == decided
                ? .decided(outcome.verdict, reason: outcome.reason)
                : .passed(outcome.isSilent ? nil : outcome.verdict, reason: outcome.reason)
            examination.reasoning.append(row)
        }
        if var note = note(on: judged) {
            note.role = .note
            examination.reasoning.append(note)
        }
        examination.refused = refused(by: context)
        for row in counted + context.judgedRows { examination.refused[row] = nil }
        return examination
    }

    private func unit(of judged: Judged, in history: PatientHistory) -> UnitFinder.Unit? {
        let finder = UnitFinder(
            subject: subject, history: history, compiled: compiled[Int(judged.judgement.rule)], world: judged.world)
        return finder.units(ofLesion: judged.lesion).first { unit in
            unit.lesion == judged.lesion && unit.episode == judged.episode && unit.context.study == judged.study
                && unit.context.judgedRows.first.map { UInt32($0) } ?? .max == judged.judgement.row
        }
    }

    /// What changed the verdict after the outcome table had spoken.
    private func note(on judged: Judged) -> Reasoning? {
        let reason = reasons[Int(judged.judgement.reason)]
        if judged.judgement.isNearMiss {
            return Reasoning(
                clause: "The judged examination was cancelled; it would have been flagged had it been performed.",
                truth: .yes)
        }
        if reason == Self.statusUnknown {
            return Reasoning(
                clause: "The status of an order is not known, and the verdict depends on whether it was performed.",
                truth: .unknown)
        }
        if reason.hasPrefix("SUPERSEDED_BY_") {
            return Reasoning(clause: "Another rule speaks for the same event: \(reason).", truth: .yes)
        }
        return nil
    }

    private func refused(by unit: UnitContext) -> [Int: String] {
        var refused: [Int: String] = [:]
        for index in unit.compiled.searches.indices {
            for refusal in FindSearch(unit: unit).refused(by: index) {
                guard let words = refusal.refusal.words else { continue }
                for row in unit.history.rows(of: refusal.study) where refused[row] == nil { refused[row] = words }
            }
        }
        return refused
    }
}

extension Refusal {
    /// For a reader; nil where the study is simply about something else.
    var words: String? {
        switch self {
        case .kind: "not diagnostic imaging"
        case .status: "not performed"
        case .modality: nil
        case .attribute: "a limited or special examination that does not count"
        case .angiography: "angiography alone"
        case .region: "shows another region"
        case .side: "shows the other side"
        case .regionUnknown: "its region can not be told"
        case .contrast: "its contrast phases do not serve"
        case .code, .department, .text: nil
        case .outsideWindow: "outside the window searched"
        case .afterAnchor: "not on the required side of the judged event"
        case .notOfLesion: "of another lesion"
        }
    }
}
