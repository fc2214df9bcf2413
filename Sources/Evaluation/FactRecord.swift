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

    /// What is on record of a concept; nil where nothing visible mentions it. An assertion beats a query, a query a
    /// denial; only a later denial found on a modality that can tell overrules an assertion (specification 5.7).
    func assertion(of concept: ConceptID) -> Assertion? {
        if unit.subject.isOfOrders(concept) {
            guard unit.history.mentioned.contains(concept) else { return nil }
            var found: Assertion?
            for row in rows {
                guard let assertion = unit.subject.facts(of: row).assertion(of: concept) else { continue }
                if found.map({ assertion.rawValue < $0.rawValue }) ?? true { found = assertion }
            }
            return found
        }
        if let lesion = unit.lesion, !lesion.mentions(concept) { return nil }
        let overruling = unit.subject.vocabulary.concepts[Int(concept.index)].overruledBy
        var (present, uncertain, absent) = (false, false, false)
        for statement in statements {
            let says = unit.subject.statement(statement)
            switch says.assertion(of: concept) {
            case .present?: present = true
            case .uncertain?: uncertain = true
            case .absent?:
                absent = true
                if let modality = says.foundOn, overruling.contains(modality) { (present, uncertain) = (false, false) }
            case nil: break
            }
        }
        return present ? .present : uncertain ? .uncertain : absent ? .absent : nil
    }

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
            if says.sizeState == .ambiguous, latest != nil { continue }
            // A measured size beats a comparison.
            if says.sizeState == .estimated, latest?.state == .stated { continue }
            latest = Size(
                state: says.sizeState, millimetres: says.sizeMillimetres,
                evidence: [Evidence(row: statement.row, field: says.field)])
        }
        if latest == nil {
            for row in unit.judgedRows where unit.subject.exam(of: row).impliedSizeMillimetres > 0 {
                latest = Size(
                    state: .estimated, millimetres: unit.subject.exam(of: row).impliedSizeMillimetres,
                    evidence: [Evidence(row: row)])
            }
        }
        return latest
    }

    func evidence(_ statement: Lesion.KnownStatement, _ concept: ConceptID) -> Evidence {
        Evidence(row: statement.row, field: unit.subject.statement(statement).field, concept: concept)
    }
}
