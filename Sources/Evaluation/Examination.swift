package import AuditModel

/// One verdict looked at again: the engine's own reasoning, the studies it weighed, and the wording of the finding.
package struct Examination: Sendable {
    /// The scope and every row of the outcome table up to the one that decided.
    package var reasoning: [Reasoning]
    package var judgedRows: [Int]
    /// Rows of studies that a search found.
    package var counted: [Int]
    /// Rows of studies that were looked at and refused, or of which it can not be told whether they count.
    package var uncounted: [Int: TimelineMark.Role]
    /// Rows behind the deciding facts, in time order, without the judged ones.
    package var evidenceRows: [Int]
    /// Completed years at the judged event.
    package var ageYears: Int?
    package var message: String
}

/// What the line of a verdict says beyond its numbers and its wording.
package struct LineFacts {
    /// As `Examination` has them.
    package var evidenceRows: [Int] = []
    package var ageYears: Int?

    package init() {}

    fileprivate init(evidenceRows: [Int], ageYears: Int?) {
        self.evidenceRows = evidenceRows
        self.ageYears = ageYears
    }
}

extension RuleEvaluator {
    /// Goes through the judged unit once more; with the rule's words, every clause and every study that was refused is kept.
    /// Nil if the unit is not in this history.
    package func examine(_ judged: Judged, in history: PatientHistory, telling words: RuleWords?) -> Examination? {
        guard let context = unit(of: judged, in: history)?.context else { return nil }
        FindSearch(unit: context).carryOut()
        let decided = outcome(of: judged, context)
        let counted = counted(by: context)
        var message: [UInt8] = []
        writeMessage(of: judged, context, into: &message)
        var examination = Examination(
            reasoning: [], judgedRows: Array(context.judgedRows), counted: counted, uncounted: [:],
            evidenceRows: evidence(of: context, counted), ageYears: context.age.map { Int($0) },
            message: String(decoding: message, as: UTF8.self))
        guard let words else { return examination }

        let rule = context.rule
        let evaluator = ConditionEvaluator(unit: context, isTelling: true)
        var scope = evaluator.reasoning(rule.scope, in: words.scope)
        scope.role = .scope
        examination.reasoning.append(scope)
        for (index, outcome) in rule.outcomes.prefix(decided + 1).enumerated() {
            var row = evaluator.reasoning(outcome.when, in: words.outcomes[index])
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
        examination.uncounted = uncounted(by: context)
        for row in counted + context.judgedRows { examination.uncounted[row] = nil }
        return examination
    }

    /// Appends the wording of a verdict's finding; returns what its line says besides. What is said of the data alone
    /// needs neither.
    package func tell(_ ruled: Ruled, into bytes: inout [UInt8]) -> LineFacts {
        let judgement = ruled.judged.judgement
        if labels[Int(judgement.rule)].isDataQuality {
            let row = ruled.unit.judgedRows.first ?? ruled.unit.history.rows.lowerBound
            writeMessage(ofRule: Int(judgement.rule), row: row, into: &bytes)
            return LineFacts()
        }
        writeMessage(of: ruled.judged, ruled.unit, into: &bytes)
        return LineFacts(
            evidenceRows: evidence(of: ruled.unit, counted(by: ruled.unit)), ageYears: ruled.unit.age.map { Int($0) })
    }

    /// The place of the outcome that decided, or stands for what did.
    private func outcome(of judged: Judged, _ unit: UnitContext) -> Int {
        judged.outcome ?? OutcomeTable(unit: unit).ruling()?.row ?? unit.compiled.outcomes.count - 1
    }

    private func writeMessage(of judged: Judged, _ unit: UnitContext, into bytes: inout [UInt8]) {
        MessageWriter(unit: unit).write(
            outcome: outcome(of: judged, unit), verdict: judged.judgement.verdict,
            reason: reasons[Int(judged.judgement.reason)], into: &bytes)
    }

    /// Rows of the studies that searches found.
    private func counted(by unit: UnitContext) -> [Int] {
        var counted: [Int] = []
        for find in unit.finds where find.truth == .yes {
            guard let study = find.study else { continue }
            for row in unit.history.rows(of: study)
            where !unit.judgedRows.contains(row) && !counted.contains(row) {
                counted.append(row)
            }
        }
        return counted
    }

    /// Those and the rows of the studies that showed what is known of the lesion, in time order.
    private func evidence(of unit: UnitContext, _ counted: [Int]) -> [Int] {
        var evidence = counted
        for statement in unit.visibleStatements {
            guard let row = statement.linkedRow, !unit.judgedRows.contains(row), !evidence.contains(row) else {
                continue
            }
            evidence.append(row)
        }
        evidence.sort()
        return evidence
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

    private func uncounted(by unit: UnitContext) -> [Int: TimelineMark.Role] {
        var roles: [Int: TimelineMark.Role] = [:]
        for index in unit.compiled.searches.indices {
            for refusal in FindSearch(unit: unit).refused(by: index) {
                guard let words = refusal.isOpen ? refusal.refusal.doubt : refusal.refusal.words else { continue }
                for row in unit.history.rows(of: refusal.study) where roles[row] == nil {
                    roles[row] = refusal.isOpen ? .open(words) : .refused(words)
                }
            }
        }
        return roles
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
        case .conflict: "its code and its name contradict each other"
        case .outsideWindow: "outside the window searched"
        case .afterAnchor: "not on the required side of the judged event"
        case .notOfLesion: "of another lesion"
        }
    }

    /// The same where it can not be told.
    var doubt: String? {
        self == .contrast ? "its contrast phases can not be told" : words
    }
}
