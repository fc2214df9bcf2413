package import AuditModel

/// Every small change of a rule, to see whether its examples would notice. What can be changed follows from the parts
/// that a rule has and from every value that its file states; wording alone is left out, for no verdict hangs on it.
package struct RuleMutation {
    package typealias Variant = (change: String, rule: Rule)

    let rule: Rule
    let vocabulary: Vocabulary
    let conditions: ConditionMutation
    let selectors: SelectorMutation

    package init(_ rule: Rule, vocabulary: Vocabulary, parameters: Parameters) {
        self.rule = rule
        self.vocabulary = vocabulary
        conditions = ConditionMutation(parameters: parameters, vocabulary: vocabulary, finds: rule.finds.map(\.name))
        selectors = SelectorMutation(conditions: conditions)
    }

    /// Each named once: rows of one reason are told apart by a number.
    package var variants: [Variant] {
        scopes + outcomes + swaps + finds + UnitMutation(self).variants + caps + yields + nearMisses
    }

    func changed(_ what: String, _ apply: (inout Rule) -> Void) -> Variant {
        var rule = rule
        apply(&rule)
        return (what, rule)
    }

    private var scopes: [Variant] {
        conditions.variants(of: rule.scope).map { variant in
            changed("scope, \(variant.change)") { $0.scope = variant.condition }
        }
    }

    // MARK: Outcomes

    /// A row's reason; the second and later rows of one reason are numbered.
    private func name(_ index: Int) -> String {
        func reason(_ outcome: Outcome) -> String { outcome.isSilent ? "nothing" : outcome.reason }
        let same = rule.outcomes[...index].count { reason($0) == reason(rule.outcomes[index]) }
        return reason(rule.outcomes[index]) + (same > 1 ? " (\(same))" : "")
    }

    private var outcomes: [Variant] {
        rule.outcomes.indices.flatMap { index -> [Variant] in
            let outcome = rule.outcomes[index]
            let name = name(index)
            func change(_ what: String, _ apply: (inout Outcome) -> Void) -> Variant {
                changed("\(name), \(what)") { apply(&$0.outcomes[index]) }
            }
            var variants = conditions.variants(of: outcome.when).map { variant in
                change(variant.change) { $0.when = variant.condition }
            }
            // Without its last row a table could end undecided, which the reader of rules refuses.
            if index + 1 < rule.outcomes.count {
                variants.append(changed("row \(name) removed") { $0.outcomes.remove(at: index) })
            }
            if outcome.isSilent {
                variants.append(change("a verdict given") { $0.isSilent = false })
                return variants
            }
            if let next = ListedValues.next(after: outcome.verdict, among: Verdict.allCases) {
                variants.append(change("\(outcome.verdict.name) swapped for \(next.name)") { $0.verdict = next })
            }
            if !outcome.provisionalReason.isEmpty {
                variants.append(change("provisional reason removed") { $0.provisionalReason = "" })
            }
            if outcome.confidence != .high {
                variants += Confidence.allCases.filter { $0 != outcome.confidence }.map { other in
                    change("confidence \(other.name)") { $0.confidence = other }
                }
            }
            if !outcome.ifUnknown.isEmpty {
                variants.append(change("passed over where unknown") { $0.ifUnknown = "" })
            } else if let reason = outcome.when.undecidedReason(vocabulary) {
                variants.append(change("not passed over where unknown") { $0.ifUnknown = reason })
            }
            return variants
        }
    }

    private var swaps: [Variant] {
        rule.outcomes.indices.dropLast(2).compactMap { index in
            let (a, b) = (rule.outcomes[index], rule.outcomes[index + 1])
            guard a.verdict != b.verdict || a.reason != b.reason || a.confidence != b.confidence else { return nil }
            return changed("rows \(name(index)) and \(name(index + 1)) swapped") {
                $0.outcomes.swapAt(index, index + 1)
            }
        }
    }

    private var caps: [Variant] {
        rule.caps.indices.flatMap { index -> [Variant] in
            let name = "cap \(index + 1)"
            var variants = conditions.variants(of: rule.caps[index].when).map { variant in
                changed("\(name), \(variant.change)") { $0.caps[index].when = variant.condition }
            }
            variants.append(changed("\(name) removed") { $0.caps.remove(at: index) })
            if let next = ListedValues.next(after: rule.caps[index].verdict, among: Verdict.allCases) {
                variants.append(changed("\(name), to \(next.name)") { $0.caps[index].verdict = next })
            }
            if !rule.caps[index].reason.isEmpty {
                variants.append(changed("\(name), its reason removed") { $0.caps[index].reason = "" })
            }
            return variants
        }
    }

    private var yields: [Variant] {
        rule.yields.indices.flatMap { index -> [Variant] in
            let other = rule.yields[index].ruleID
            let when: Yield.When = rule.yields[index].when == .flagged ? .judged : .flagged
            let extent: Yield.Extent = rule.yields[index].extent == .event ? .episode : .event
            return [
                changed("stands back for \(other) no more") { $0.yields.remove(at: index) },
                changed("stands back where \(other) \(when.rawValue)") { $0.yields[index].when = when },
                changed("stands back for \(other) by \(extent.rawValue)") { $0.yields[index].extent = extent },
            ]
        }
    }

    private var nearMisses: [Variant] {
        rule.listsNearMisses ? [changed("near misses not listed") { $0.listsNearMisses = false }] : []
    }

    // MARK: Searches

    private var finds: [Variant] {
        rule.finds.indices.flatMap { index -> [Variant] in
            let find = rule.finds[index]
            func change(_ what: String, _ apply: (inout Find) -> Void) -> Variant {
                changed("search \(find.name), \(what)") { apply(&$0.finds[index]) }
            }
            var variants = conditions.quantities(find.from).map { what, quantity in
                change("from: \(what)") { $0.from = quantity }
            }
            if let to = find.to {
                variants += conditions.quantities(to).map { what, quantity in
                    change("to: \(what)") { $0.to = quantity }
                }
            }
            variants += selectors.variants(of: find.selectors).map { what, selectors in
                change(what) { $0.selectors = selectors }
            }
            let pick: Find.Pick = find.pick == .first ? .last : .first
            variants.append(change("the \(pick.rawValue)") { $0.pick = pick })
            variants += Find.Order.allCases.filter { $0 != find.order }.map { order in
                change("order \(order.rawValue)") { $0.order = order }
            }
            switch find.anchor {
            case .judged where rule.unit.known != nil: variants.append(change("around known") { $0.anchor = .known })
            case .judged: break
            case .known, .find: variants.append(change("around judged") { $0.anchor = .judged })
            case .dated(let concept):
                variants += conditions.swapped(concept).map { swap in
                    change("dated \(swap.what)") { $0.anchor = .dated(swap.concept) }
                }
            }
            if find.excludesJudged { variants.append(change("judged study counts") { $0.excludesJudged = false }) }
            if find.before != nil { variants.append(change("need not be before") { $0.before = nil }) }
            return variants
        }
    }
}
