package import AuditModel

/// Doubts about one order, independent of any rule (specification section 4, data-quality findings).
struct DataQualityCheck {
    let unit: UnitContext

    func examine(_ test: Condition.DataQualityTest) -> ConditionEvaluator.Finding {
        guard let row = unit.judgedRows.first else { return ConditionEvaluator.Finding(truth: .no) }
        return ConditionEvaluator.Finding(truth: Truth(holds(test, row)), evidence: [Evidence(row: row)])
    }

    private func holds(_ test: Condition.DataQualityTest, _ row: Int) -> Bool {
        switch test {
        case .siteAmbiguous: unit.lesion?.ambiguousRows.contains(row) ?? false
        case .historyNotCovered:
            unit.subject.table.rows[row].placed.isKnown && HistorySearch(unit: unit).coverage == .none
        default: unit.subject.isDoubtful(row, test)
        }
    }
}

extension AuditSubject {
    /// Doubts that the row alone shows; the ones that need an episode are never found here.
    func isDoubtful(_ row: Int, _ test: Condition.DataQualityTest) -> Bool {
        let order = table.rows[row]
        let exam = exam(of: row)
        switch test {
        case .ageUnresolved:
            return order.flags.contains(.ageConflict) || (!order.birth.isKnown && order.ageDays < 0)
        case .lateralityConflict:
            let side = order.laterality == .unspecified ? exam.laterality : order.laterality
            let entry = facts(of: row)
            return entry.lateralityConflict || exam.conflicts.contains(.laterality)
                || !exam.laterality.isCompatible(with: order.laterality)
                || !statedSide(entry, shownBy: exam).isCompatible(with: side)
        case .duplicateOrder: return order.flags.contains(.hasDuplicates)
        case .statusUnknown: return order.status == .unknown
        case .codeDescriptionConflict: return !exam.conflicts.subtracting(.laterality).isEmpty
        case .contrastUnknown:
            return exam.contrast == .unknown && exam.kind == .diagnostic && exam.modality.isCrossSectional
                && !exam.angiography
        case .dateOrder:
            guard order.ordered.isKnown, order.performed.isKnown else { return false }
            return order.ordered.day.days(since: order.performed.day) > 1
        case .codeRetired:
            let day = order.placed.day
            guard day.isKnown else { return false }
            return (exam.validThrough.isKnown && day > exam.validThrough)
                || (exam.validFrom.isKnown && day < exam.validFrom)
        case .siteAmbiguous, .historyNotCovered: return false
        }
    }

    /// The one side that the order's own texts give for a lesion that the examination is of; unspecified where they give
    /// none or several.
    private func statedSide(_ entry: FactTable.Entry, shownBy exam: Exam) -> Laterality {
        var side = Laterality.unspecified
        for index in entry.statements {
            let statement = table.facts.statements[Int(index)]
            guard statement.field != .icd10, statement.side != .unspecified,
                statement.site == .unspecified || vocabulary.coverage(of: statement.site, by: exam) != .no
            else { continue }
            if side != .unspecified, side != statement.side { return .unspecified }
            side = statement.side
        }
        return side
    }
}

extension RuleEvaluator {
    /// Adds, for every data-quality rule, the orders outside any episode that show its doubt (1.13.7).
    package func countDoubts(outsideEpisodesOf history: PatientHistory, into counts: inout [Int]) {
        guard !doubtRules.isEmpty else { return }
        let members = history.lesions.isEmpty ? [] : Set(history.lesions.flatMap(\.members))
        for row in history.rows where !members.contains(row) {
            for (rule, test) in doubtRules where subject.isDoubtful(row, test) { counts[rule] += 1 }
        }
    }
}
