import AuditModel

/// Carries out a rule's named searches for one unit.
struct FindSearch {
    let unit: UnitContext

    /// Why one study of the patient did not answer a search.
    struct Refused {
        var study: Int
        var refusal: Refusal
    }

    /// Fills in the unit's results, in the order of the rule's searches; a later one may start from an earlier one.
    func carryOut() {
        guard unit.finds.isEmpty else { return }
        for find in unit.rule.finds { unit.finds.append(search(find, tellsRefused: false).result) }
    }

    func search(_ find: Find, tellsRefused: Bool = true) -> (result: UnitContext.FindResult, refused: [Refused]) {
        let none = UnitContext.FindResult(
            truth: .no, study: nil, isSameDayUnordered: false, from: .unknown, to: .unknown)
        guard let (anchor, anchorStudy) = anchor(of: find), anchor.day.isKnown else { return (none, []) }
        var limit: Moment?
        if let before = find.before {
            guard let study = unit.finds[before].study, unit.finds[before].truth == .yes else { return (none, []) }
            limit = unit.history.studies[study].moment
        }
        let from = anchor.day.advanced(by: Int(unit.subject.parameters.number(find.from)))
        let to =
            find.to.map { anchor.day.advanced(by: Int(unit.subject.parameters.number($0))) }
            ?? (unit.windowEnd.isKnown ? unit.windowEnd : anchor.day)

        let matcher = unit.matcher
        var refused: [Refused] = []
        var best: (study: Int, truth: Truth, unordered: Bool)?
        for index in unit.history.studies.indices {
            if find.excludesJudged, index == unit.study { continue }
            if case .find = find.anchor, index == anchorStudy { continue }
            let (truth, refusal) = matcher.match(find.selectors, study: index)
            guard truth != .no else {
                if tellsRefused, let refusal { refused.append(Refused(study: index, refusal: refusal)) }
                continue
            }
            let moment = unit.history.studies[index].moment
            guard moment.day >= from, moment.day <= to else {
                refused.append(Refused(study: index, refusal: .outsideWindow))
                continue
            }
            let sequence = moment.sequence(to: anchor)
            let isOrdered =
                switch find.order {
                case .any: true
                case .before: sequence != .after && limit.map { moment.sequence(to: $0) == .before } ?? true
                case .after: sequence != .before && limit.map { moment.sequence(to: $0) == .before } ?? true
                }
            guard isOrdered else {
                refused.append(Refused(study: index, refusal: .afterAnchor))
                continue
            }
            let unordered = sequence == .sameDayUnordered && index != anchorStudy
            let isBetter =
                switch best {
                case nil: true
                case let best? where best.truth != truth: truth == .yes
                case .some: find.pick == .last
                }
            if isBetter { best = (index, truth, unordered) }
        }
        let result = UnitContext.FindResult(
            truth: best?.truth ?? .no, study: best?.study, isSameDayUnordered: best?.unordered ?? false, from: from,
            to: to)
        return (result, refused)
    }

    private func anchor(of find: Find) -> (Moment, study: Int?)? {
        switch find.anchor {
        case .judged: return (unit.anchor, unit.study)
        case .known: return unit.known.map { ($0.known, nil) }
        case .dated(let concept):
            let entries = (unit.judgedRows + unit.visibleRows).map(unit.subject.facts)
            return entries.first { $0.datedDay.isKnown && $0.datedConcept == concept }
                .map { (Moment(day: $0.datedDay), nil) }
        case .find(let index):
            guard let study = unit.finds[index].study, unit.finds[index].truth == .yes else { return nil }
            return (unit.history.studies[study].moment, study)
        }
    }
}
