import AuditModel

/// Facts that a verdict may rest on and that are less than certain; a unit can be looked at again as if they were in doubt.
struct FactDoubts: OptionSet {
    let rawValue: UInt8
    /// Asserted as likely only (specification 5.7): then as good as queried.
    static let likely = FactDoubts(rawValue: 1)
    /// A size by comparison with an everyday object (specification 5.4): then ambiguous.
    static let comparedSize = FactDoubts(rawValue: 2)
    /// A size that only the judged procedure's code tells (specification R4): then ambiguous.
    static let codedSize = FactDoubts(rawValue: 4)

    init(rawValue: UInt8) { self.rawValue = rawValue }
}

extension UnitContext {
    /// Which of them the unit's facts hold.
    var doubtful: FactDoubts {
        var doubts: FactDoubts = []
        for known in visibleStatements {
            if subject.table.facts.statements[known.statement].sizeState == .estimated { doubts.insert(.comparedSize) }
            if !subject.table.facts.statements[known.statement].likely.isEmpty { doubts.insert(.likely) }
        }
        if judgedRows.contains(where: { subject.exam(of: $0).impliedSizeMillimetres > 0 }) { doubts.insert(.codedSize) }
        if !history.mentioned.isEmpty, visibleRows.contains(where: { !subject.facts(of: $0).likely.isEmpty }) {
            doubts.insert(.likely)
        }
        return doubts
    }

    /// What a statement says of a concept, a likely one as far as it is trusted.
    func assertion(of concept: ConceptID, in says: LesionStatement) -> Assertion? {
        doubts.contains(.likely) && says.likely.contains(concept) ? .uncertain : says.assertion(of: concept)
    }
}
