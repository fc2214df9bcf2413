import AuditModel

/// One of a rule's named searches, with its days settled. A reference, because every unit carries all of them out.
final class SearchPlan: Sendable {
    let table: SelectorTable
    let pick: Find.Pick
    let anchor: Find.Anchor
    let order: Find.Order
    /// Days relative to the anchor; nil `to`: the end of the unit's window.
    let from: Int
    let to: Int?
    let excludesJudged: Bool
    let before: Int?

    init(_ find: Find, subject: AuditSubject) {
        table = SelectorTable(find.selectors, subject: subject, trustsCode: false)
        pick = find.pick
        anchor = find.anchor
        order = find.order
        from = Int(subject.parameters.number(find.from))
        to = find.to.map { Int(subject.parameters.number($0)) }
        excludesJudged = find.excludesJudged
        before = find.before
    }
}
