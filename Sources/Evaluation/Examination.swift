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
    /// Goes through the judged unit once more, with every clause kept. Nil if the unit is not in this history.
    package func examine(_ judged: Judged, in history: PatientHistory) -> Examination? {
        let rule = rules[Int(judged.judgement.rule)]
        guard let unit = unit(of: judged, in: history) else { return nil }
        var context = unit.context
        context.finds = FindSearch(unit: context).results()
        let prose = ConditionProse(
            vocabulary: subject.vocabulary, finds: rule.finds, parameters: subject.parameters)
        let evaluator = ConditionEvaluator(unit: context, prose: prose)

        var reasoning = [evaluator.reasoning(rule.scope)]
        reasoning[0].clause = "The rule concerns this: " + reasoning[0].clause
        let decided = OutcomeTable(unit: context).ruling()?.row ?? rule.outcomes.count - 1
        for outcome in rule.outcomes.prefix(decided + 1) {
            var row = evaluator.reasoning(outcome.when)
            row.clause = "\(outcome.verdict.name) \(outcome.reason) if \(row.clause)"
            reasoning.append(row)
        }
        if let note = note(on: judged) { reasoning.append(note) }
        var (counted, refused) = studies(of: context)
        counted.removeAll { context.judgedRows.contains($0) }
        for row in counted + context.judgedRows { refused[row] = nil }
        let evidence = Set(reasoning.suffix(1).flatMap(\.allRows) + counted).subtracting(context.judgedRows)
        return Examination(
            reasoning: reasoning, judgedRows: context.judgedRows, counted: counted, refused: refused,
            evidenceRows: evidence.sorted { subject.table.rows[$0].placed < subject.table.rows[$1].placed },
            ageYears: context.age.map { Int($0) },
            message: MessageWriter(unit: context).message(of: rule, outcome: decided))
    }

    private func unit(of judged: Judged, in history: PatientHistory) -> UnitFinder.Unit? {
        let finder = UnitFinder(
            subject: subject, history: history, compiled: compiled[Int(judged.judgement.rule)], world: judged.world)
        return finder.units().first { unit in
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

    private func studies(of unit: UnitContext) -> (counted: [Int], refused: [Int: String]) {
        var counted: [Int] = []
        var refused: [Int: String] = [:]
        for (find, result) in zip(unit.rule.finds, unit.finds) {
            if result.truth == .yes, let study = result.study { counted += unit.history.studies[study].rows }
            for refusal in FindSearch(unit: unit).search(find).refused {
                guard let words = refusal.refusal.words else { continue }
                for row in unit.history.studies[refusal.study].rows where refused[row] == nil { refused[row] = words }
            }
        }
        return (counted, refused)
    }
}

extension Reasoning {
    var allRows: [Int] { evidence.map(\.row) + parts.flatMap(\.allRows) }
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
