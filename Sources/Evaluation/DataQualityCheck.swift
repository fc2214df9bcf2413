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
        default: unit.subject.doubts(of: row).contains(DoubtSet(test))
        }
    }
}

extension RuleEvaluator {
    /// Adds, for every data-quality rule, the orders outside any episode that show its doubt (1.13.7).
    package func countDoubts(outsideEpisodesOf history: PatientHistory, into counts: inout [Int]) {
        guard !doubtRules.isEmpty else { return }
        for row in history.rows {
            let doubts = subject.doubts(of: row)
            if doubts.isEmpty || history.lesions.contains(where: { $0.members.contains(row) }) { continue }
            for (rule, doubt) in doubtRules where !doubts.isDisjoint(with: doubt) { counts[rule] += 1 }
        }
    }
}
