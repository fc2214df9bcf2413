import AuditModel

/// How much of the time before a unit's event the export can show (specification 1.8).
struct HistorySearch {
    let unit: UnitContext

    var coverage: HistoryCoverage {
        if reachesBack { return .full }
        // Nothing relevant can precede the study that discovered the lesion.
        if unit.visibleStatements.contains(where: { isDiscovery($0) }) { return .full }
        return unit.visibleStatements.contains(where: namesDiscovery) ? .partial : .none
    }

    /// The export begins no later than the rule looks back.
    var reachesBack: Bool {
        guard let lookback = unit.rule.unit.lookback else { return true }
        let days = Int(unit.subject.parameters.number(lookback))
        let event = unit.known.map { min($0.known.day, unit.anchor.day) } ?? unit.anchor.day
        let needed = (unit.rule.unit.afterKnown || unit.compiled.pick == .known ? event : unit.anchor.day).advanced(
            by: -days)
        return unit.subject.coverageStart <= needed
    }

    private func isDiscovery(_ statement: Lesion.KnownStatement) -> Bool {
        let says = unit.subject.statement(statement)
        guard let row = statement.linkedRow, !says.present.isEmpty else { return false }
        return !unit.subject.exam(of: row).modality.isCrossSectional
    }

    private func namesDiscovery(_ statement: Lesion.KnownStatement) -> Bool {
        let says = unit.subject.statement(statement)
        guard unit.judgedRows.contains(statement.row), let modality = says.foundOn else { return false }
        return !modality.isCrossSectional && !says.present.isEmpty
    }
}
