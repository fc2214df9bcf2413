import AuditModel

/// What is on record about a unit's lesion and patient at the unit's anchor, statements weighed against each other.
struct FactRecord {
    let unit: UnitContext
    /// Only what the judged order's own texts say.
    let judgedOnly: Bool

    struct State {
        var assertion: Assertion
        var evidence: [Evidence]
    }

    struct Size {
        var state: LesionStatement.SizeState
        var millimetres: UInt16
        var evidence: [Evidence]
    }

    private var statements: [Lesion.KnownStatement] {
        judgedOnly ? unit.judgedStatements : unit.visibleStatements
    }

    /// What is on record of a concept; nil where nothing visible mentions it.
    func assertion(of concept: ConceptID) -> Assertion? { facts.assertion(of: concept) }

    var facts: WeighedFacts { judgedOnly ? unit.judgedFacts : unit.recordFacts }

    /// The same with everything that supports it.
    func state(of concept: ConceptID) -> State? {
        guard let assertion = assertion(of: concept) else { return nil }
        if unit.subject.isOfOrders(concept) {
            return State(
                assertion: assertion,
                evidence: rows.filter { unit.subject.facts(of: $0).assertion(of: concept) == assertion }
                    .map { Evidence(row: $0, concept: concept) })
        }
        return State(
            assertion: assertion,
            evidence: statements.filter { unit.subject.statement($0).assertion(of: concept) == assertion }
                .map { evidence($0, concept) })
    }

    private var rows: ArraySlice<Int> { judgedOnly ? unit.judgedRows : unit.visibleRows[...] }

    /// The size last put on record; where the texts give none, the one the judged procedure's code implies.
    var size: Size? {
        var latest: Size?
        for statement in statements {
            let says = unit.subject.statement(statement)
            guard says.sizeState != .notStated else { continue }
            let isDoubted = says.sizeState == .estimated && unit.doubts.contains(.comparedSize)
            let state = isDoubted ? .ambiguous : says.sizeState
            if state == .ambiguous, latest != nil { continue }
            // A measured size beats a comparison.
            if state == .estimated, latest?.state == .stated { continue }
            latest = Size(
                state: state, millimetres: says.sizeMillimetres,
                evidence: [Evidence(row: statement.row, field: says.field)])
        }
        if latest == nil {
            for row in unit.judgedRows where unit.subject.exam(of: row).impliedSizeMillimetres > 0 {
                latest = Size(
                    state: unit.doubts.contains(.codedSize) ? .ambiguous : .estimated,
                    millimetres: unit.subject.exam(of: row).impliedSizeMillimetres,
                    evidence: [Evidence(row: row)])
            }
        }
        return latest
    }

    func evidence(_ statement: Lesion.KnownStatement, _ concept: ConceptID) -> Evidence {
        Evidence(row: statement.row, field: unit.subject.statement(statement).field, concept: concept)
    }
}
