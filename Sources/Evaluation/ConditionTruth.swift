import AuditModel

/// Only whether a rule's conditions hold, over the flat program of its clauses: what judging asks, millions of times.
extension ConditionEvaluator {
    /// What the clause at a place of the rule's program comes to.
    func truth(_ place: Int) -> Truth {
        let node = unit.compiled.program.nodes[place]
        switch node.kind {
        case .all:
            var truth = Truth.yes
            for part in node.first..<node.first + node.count {
                truth = truth.and(self.truth(part))
                if truth == .no { break }
            }
            return truth
        case .any:
            var truth = Truth.no
            for part in node.first..<node.first + node.count {
                truth = truth.or(self.truth(part))
                if truth == .yes { break }
            }
            return truth
        case .not: return !truth(node.first)
        case .stated:
            return (node.judgedOnly ? unit.judgedFacts : unit.recordFacts).truth(of: node.concepts, as: node.assertions)
        case .site: return lies(in: node.sites)
        case .age: return isAged(node.bounds)
        case .found: return unit.finds[node.first].truth
        case .doubt:
            return Truth(unit.judgedRows.first.map { unit.subject.doubts(of: $0).contains(node.doubt) } ?? false)
        case .other: return examine(unit.compiled.program.others[node.first]).truth
        }
    }

    func lies(in sites: SiteSet) -> Truth { Truth(unit.lesion.map { sites.contains($0.site) } ?? false) }

    func isAged(_ bounds: NumberBounds) -> Truth { unit.age.map { Truth(bounds.contains($0)) } ?? .unknown }
}
