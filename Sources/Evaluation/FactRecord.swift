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
        let visible = unit.visibleStatements
        return judgedOnly ? visible.filter { unit.judgedRows.contains($0.row) } : visible
    }

    /// Nil where nothing visible mentions the concept. An assertion beats a query, a query a denial; only a later denial
    /// found on a modality that can tell overrules an assertion (specification 5.7).
    func state(of concept: ConceptID) -> State? {
        unit.subject.vocabulary[concept].role == .order ? orderState(of: concept) : lesionState(of: concept)
    }

    private func lesionState(of concept: ConceptID) -> State? {
        let overruling = unit.subject.vocabulary[concept].overruledBy
        var present: [Evidence] = []
        var uncertain: [Evidence] = []
        var absent: [Evidence] = []
        for statement in statements {
            let says = unit.subject.statement(statement)
            switch says.assertion(of: concept) {
            case .present?: present.append(evidence(statement, concept))
            case .uncertain?: uncertain.append(evidence(statement, concept))
            case .absent?:
                if let modality = says.foundOn, overruling.contains(modality) {
                    present.removeAll()
                    uncertain.removeAll()
                }
                absent.append(evidence(statement, concept))
            case nil: break
            }
        }
        if !present.isEmpty { return State(assertion: .present, evidence: present) }
        if !uncertain.isEmpty { return State(assertion: .uncertain, evidence: uncertain) }
        return absent.isEmpty ? nil : State(assertion: .absent, evidence: absent)
    }

    private func orderState(of concept: ConceptID) -> State? {
        var found: State?
        for row in judgedOnly ? unit.judgedRows : unit.visibleRows {
            let entry = unit.subject.facts(of: row)
            let assertion: Assertion? =
                entry.present.contains(concept)
                ? .present
                : entry.uncertain.contains(concept) ? .uncertain : entry.absent.contains(concept) ? .absent : nil
            guard let assertion else { continue }
            if found.map({ assertion.rawValue < $0.assertion.rawValue }) ?? true {
                found = State(assertion: assertion, evidence: [])
            }
            if found?.assertion == assertion {
                found?.evidence.append(Evidence(row: row, concept: concept))
            }
        }
        return found
    }

    /// The size last put on record; where the texts give none, the one the judged procedure's code implies.
    var size: Size? {
        var latest: Size?
        for statement in statements {
            let says = unit.subject.statement(statement)
            guard says.sizeState != .notStated else { continue }
            if says.sizeState == .ambiguous, latest != nil { continue }
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
