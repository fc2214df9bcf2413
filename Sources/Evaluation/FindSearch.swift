import AuditModel

/// Carries out a rule's named searches for one unit.
struct FindSearch {
    let unit: UnitContext

    /// Why one study of the patient did not answer a search, or may not.
    struct Refused {
        var study: Int
        var refusal: Refusal
        /// Whether it answers can not be told.
        var isOpen = false
    }

    /// Fills in the unit's results, in the order of the rule's searches; a later one may start from an earlier one.
    func carryOut() {
        guard unit.finds.isEmpty else { return }
        unit.finds.reserveCapacity(unit.compiled.searches.count)
        for index in unit.compiled.searches.indices { unit.finds.append(search(index)) }
    }

    /// The studies that a search looked at and did not take, or took for ones that may answer it.
    func refused(by index: Int) -> [Refused] {
        var refused: [Refused] = []
        _ = search(index) { refused.append($0) }
        return refused
    }

    private func search(_ number: Int, tell: ((Refused) -> Void)? = nil) -> UnitContext.FindResult {
        let none = UnitContext.FindResult(
            truth: .no, study: nil, isSameDayUnordered: false, from: .unknown, to: .unknown)
        let plan = unit.compiled.searches[number]
        guard let (anchor, anchorStudy) = anchor(of: plan), anchor.day.isKnown else { return none }
        var limit: Moment?
        if let before = plan.before {
            guard let study = unit.finds[before].study, unit.finds[before].truth == .yes else { return none }
            limit = unit.history.studies[study].moment
        }
        let from = anchor.day.advanced(by: plan.from)
        let to =
            plan.to.map { anchor.day.advanced(by: $0) } ?? (unit.windowEnd.isKnown ? unit.windowEnd : anchor.day)

        let matcher = unit.matcher
        let isFromFind = if case .find = plan.anchor { true } else { false }
        var best: (study: Int, truth: Truth, unordered: Bool)?
        for index in unit.history.studies.indices {
            if plan.excludesJudged, index == unit.study { continue }
            if isFromFind, index == anchorStudy { continue }
            let moment = unit.history.studies[index].moment
            let isInWindow = moment.day >= from && moment.day <= to
            if tell == nil, !isInWindow { continue }
            let truth = matcher.truth(plan.table, study: index).truth
            guard truth != .no else {
                if let tell, let refusal = matcher.match(plan.table, study: index).refusal {
                    tell(Refused(study: index, refusal: refusal))
                }
                continue
            }
            guard isInWindow else {
                tell?(Refused(study: index, refusal: .outsideWindow))
                continue
            }
            let sequence = moment.sequence(to: anchor)
            let isOrdered =
                switch plan.order {
                case .any: true
                case .before: sequence != .after && limit.map { moment.sequence(to: $0) == .before } ?? true
                case .after: sequence != .before && limit.map { moment.sequence(to: $0) == .before } ?? true
                }
            guard isOrdered else {
                tell?(Refused(study: index, refusal: .afterAnchor))
                continue
            }
            if let tell, truth == .unknown, let doubt = matcher.match(plan.table, study: index).refusal {
                tell(Refused(study: index, refusal: doubt, isOpen: true))
            }
            let unordered = sequence == .sameDayUnordered && index != anchorStudy
            let isBetter =
                switch best {
                case nil: true
                case let best? where best.truth != truth: truth == .yes
                case .some: plan.pick == .last
                }
            if isBetter { best = (index, truth, unordered) }
        }
        return UnitContext.FindResult(
            truth: best?.truth ?? .no, study: best?.study, isSameDayUnordered: best?.unordered ?? false, from: from,
            to: to)
    }

    private func anchor(of plan: SearchPlan) -> (Moment, study: Int?)? {
        switch plan.anchor {
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
