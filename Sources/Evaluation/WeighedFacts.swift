import AuditModel

/// What a unit's texts come to, weighed against each other concept by concept: an assertion beats a query, a query a
/// denial; only a later denial found on a modality that can tell overrules an assertion (specification 5.7). Fixed size.
struct WeighedFacts {
    private var asserted = ConceptSet()
    private var queried = ConceptSet()
    private var denied = ConceptSet()

    /// `judgedOnly`: only what the judged order's own texts say.
    init(of unit: UnitContext, judgedOnly: Bool) {
        let subject = unit.subject
        let doubtsLikely = unit.doubts.contains(.likely)
        func believed(_ present: ConceptSet, _ likely: ConceptSet) -> ConceptSet {
            doubtsLikely ? present.subtracting(likely) : present
        }
        for statement in unit.visibleStatements where !judgedOnly || unit.judgedRows.contains(statement.row) {
            let says = subject.statement(statement)
            add(believed(says.present, says.likely), says.uncertain, says.absent)
            if let modality = says.foundOn, !says.absent.isEmpty {
                let overruled = subject.overruled(by: modality).intersection(
                    says.absent.subtracting(says.present).subtracting(says.uncertain))
                asserted.subtract(overruled)
                queried.subtract(overruled)
            }
        }
        // Concepts of orders come from the orders' own rows.
        asserted.subtract(subject.orderConcepts)
        queried.subtract(subject.orderConcepts)
        denied.subtract(subject.orderConcepts)
        if !unit.history.mentioned.isEmpty {
            for row in judgedOnly ? unit.judgedRows : unit.visibleRows[...] {
                let entry = subject.facts(of: row)
                add(believed(entry.present, entry.likely), entry.uncertain, entry.absent)
            }
        }
        queried.subtract(asserted)
        denied.subtract(asserted)
        denied.subtract(queried)
    }

    private mutating func add(_ present: ConceptSet, _ uncertain: ConceptSet, _ absent: ConceptSet) {
        asserted.formUnion(present)
        queried.formUnion(uncertain.subtracting(present))
        denied.formUnion(absent.subtracting(present).subtracting(uncertain))
    }

    /// Nil where nothing mentions the concept.
    func assertion(of concept: ConceptID) -> Assertion? {
        if asserted.contains(concept) { return .present }
        if queried.contains(concept) { return .uncertain }
        return denied.contains(concept) ? .absent : nil
    }

    /// Whether one of the concepts is on record in a way that a rule asks for; a mere query is neither yes nor no where it
    /// asks for an assertion.
    func truth(of concepts: ConceptSet, as wanted: AssertionSet) -> Truth {
        let isQueried = queried.intersects(concepts)
        if wanted.contains(.present), asserted.intersects(concepts) { return .yes }
        if wanted.contains(.uncertain), isQueried { return .yes }
        if wanted.contains(.absent), denied.intersects(concepts) { return .yes }
        return wanted.contains(.present) && isQueried ? .unknown : .no
    }
}
