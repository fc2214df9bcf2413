import AuditModel

/// Doubts about one order, independent of any rule (specification section 4, data-quality findings).
struct DataQualityCheck {
    let unit: UnitContext

    func examine(_ test: Condition.DataQualityTest) -> ConditionEvaluator.Finding {
        guard let row = unit.judgedRows.first else { return ConditionEvaluator.Finding(truth: .no) }
        return ConditionEvaluator.Finding(truth: Truth(holds(test, row)), evidence: [Evidence(row: row)])
    }

    private func holds(_ test: Condition.DataQualityTest, _ row: Int) -> Bool {
        let subject = unit.subject
        let order = subject.table.rows[row]
        let exam = subject.exam(of: row)
        switch test {
        case .ageUnresolved:
            return order.flags.contains(.ageConflict) || (!order.birth.isKnown && order.ageDays < 0)
        case .lateralityConflict:
            let entry = subject.facts(of: row)
            let column = order.laterality
            return entry.lateralityConflict || exam.conflicts.contains(.laterality)
                || !exam.laterality.isCompatible(with: column)
                || (unit.lesion.map {
                    !textSide(entry).isCompatible(with: examSide(order, exam)) && $0.site != .unspecified
                }
                    ?? false)
        case .duplicateOrder: return order.flags.contains(.hasDuplicates)
        case .statusUnknown: return order.status == .unknown
        case .siteAmbiguous: return unit.lesion?.ambiguousRows.contains(row) ?? false
        case .codeDescriptionConflict:
            return !exam.conflicts.subtracting(.laterality).isEmpty
        case .contrastUnknown:
            return exam.contrast == .unknown && exam.kind == .diagnostic && exam.modality.isCrossSectional
        case .historyNotCovered:
            guard order.placed.isKnown else { return false }
            return HistorySearch(unit: unit).coverage == .none
        case .dateOrder:
            guard order.ordered.isKnown, order.performed.isKnown else { return false }
            return order.ordered.day.days(since: order.performed.day) > 1
        case .codeRetired:
            let day = order.placed.day
            guard day.isKnown else { return false }
            return (exam.validThrough.isKnown && day > exam.validThrough)
                || (exam.validFrom.isKnown && day < exam.validFrom)
        }
    }

    private func examSide(_ order: OrderRow, _ exam: Exam) -> Laterality {
        order.laterality == .unspecified ? exam.laterality : order.laterality
    }

    /// The one side that the order's own texts give; unspecified where they give none or several.
    private func textSide(_ entry: FactTable.Entry) -> Laterality {
        var side = Laterality.unspecified
        for index in entry.statements {
            let statement = unit.subject.table.facts.statements[Int(index)]
            guard statement.field != .icd10, statement.side != .unspecified else { continue }
            if side != .unspecified, side != statement.side { return .unspecified }
            side = statement.side
        }
        return side
    }
}
