package import AuditModel

/// Every small change of a rule, to see whether its examples would notice. What can be changed follows from the parts
/// that a rule has.
package struct RuleMutation {
    let rule: Rule
    let conditions: ConditionMutation

    package init(_ rule: Rule, parameters: Parameters) {
        self.rule = rule
        conditions = ConditionMutation(parameters: parameters)
    }

    package var variants: [(change: String, rule: Rule)] {
        scopes + outcomes + swaps + finds + units + rest
    }

    private func changed(_ what: String, _ apply: (inout Rule) -> Void) -> (change: String, rule: Rule) {
        var rule = rule
        apply(&rule)
        return (what, rule)
    }

    private var scopes: [(change: String, rule: Rule)] {
        conditions.variants(of: rule.scope).map { variant in
            changed("scope, \(variant.change)") { $0.scope = variant.condition }
        }
    }

    private var outcomes: [(change: String, rule: Rule)] {
        rule.outcomes.indices.flatMap { index -> [(change: String, rule: Rule)] in
            let outcome = rule.outcomes[index]
            var variants = conditions.variants(of: outcome.when).map { variant in
                changed("\(outcome.reason), \(variant.change)") { $0.outcomes[index].when = variant.condition }
            }
            // Without its last row a table could end undecided, which the reader of rules refuses.
            if index + 1 < rule.outcomes.count {
                variants.append(changed("row \(outcome.reason) removed") { $0.outcomes.remove(at: index) })
            }
            if !outcome.provisionalReason.isEmpty {
                variants.append(
                    changed("\(outcome.reason), provisional reason removed") {
                        $0.outcomes[index].provisionalReason = ""
                    })
            }
            return variants
        }
    }

    private var swaps: [(change: String, rule: Rule)] {
        rule.outcomes.indices.dropLast(2).compactMap { index in
            let (a, b) = (rule.outcomes[index], rule.outcomes[index + 1])
            guard a.verdict != b.verdict || a.reason != b.reason else { return nil }
            return changed("rows \(a.reason) and \(b.reason) swapped") { $0.outcomes.swapAt(index, index + 1) }
        }
    }

    private var finds: [(change: String, rule: Rule)] {
        rule.finds.indices.flatMap { index -> [(change: String, rule: Rule)] in
            let find = rule.finds[index]
            var variants = conditions.quantities(find.from).map { change, quantity in
                changed("search \(find.name), from: \(change)") { $0.finds[index].from = quantity }
            }
            if let to = find.to {
                variants += conditions.quantities(to).map { change, quantity in
                    changed("search \(find.name), to: \(change)") { $0.finds[index].to = quantity }
                }
            }
            variants += selectors(find.selectors).map { change, selectors in
                changed("search \(find.name), \(change)") { $0.finds[index].selectors = selectors }
            }
            return variants
        }
    }

    private var units: [(change: String, rule: Rule)] {
        var variants: [(change: String, rule: Rule)] = []
        switch rule.unit.pick {
        case .first(let list):
            variants += selectors(list).map { change, selectors in
                changed("judged study, \(change)") { $0.unit.pick = .first(selectors) }
            }
        case .each(let list):
            variants += selectors(list).map { change, selectors in
                changed("judged study, \(change)") { $0.unit.pick = .each(selectors) }
            }
        case .known, .eachOrder: break
        }
        if rule.unit.afterKnown {
            variants.append(changed("judged before the fact is known too") { $0.unit.afterKnown = false })
        }
        if rule.unit.orScheduled {
            variants.append(changed("scheduled studies not judged") { $0.unit.orScheduled = false })
        }
        for index in rule.unit.fallbacks.indices {
            variants.append(
                changed("second choice \(index + 1) of the judged study removed") {
                    $0.unit.fallbacks.remove(at: index)
                })
        }
        for index in rule.unit.windows.indices {
            variants += conditions.quantities(rule.unit.windows[index].days).map { change, quantity in
                changed("window \(index + 1), \(change)") { $0.unit.windows[index].days = quantity }
            }
        }
        if let lookback = rule.unit.lookback {
            variants += conditions.quantities(lookback).map { change, quantity in
                changed("look-back, \(change)") { $0.unit.lookback = quantity }
            }
        }
        return variants
    }

    private var rest: [(change: String, rule: Rule)] {
        var variants = rule.caps.indices.map { index in
            changed("cap \(index + 1) removed") { $0.caps.remove(at: index) }
        }
        variants += rule.yields.indices.map { index in
            changed("stands back for \(rule.yields[index].ruleID) no more") { $0.yields.remove(at: index) }
        }
        if rule.listsNearMisses { variants.append(changed("near misses not listed") { $0.listsNearMisses = false }) }
        return variants
    }

    /// Each selector dropped, each modality, kind and attribute of each dropped.
    private func selectors(_ list: [StudySelector]) -> [(change: String, selectors: [StudySelector])] {
        var variants: [(change: String, selectors: [StudySelector])] = []
        for index in list.indices {
            if list.count > 1 {
                var fewer = list
                fewer.remove(at: index)
                variants.append(("alternative \(index + 1) dropped", fewer))
            }
            func change(_ what: String, _ apply: (inout StudySelector) -> Void) {
                var changed = list
                apply(&changed[index])
                variants.append((what, changed))
            }
            let selector = list[index]
            for modality in selector.modalities.members {
                change("\(modality.name) dropped") { $0.modalities.remove(ModalitySet(modality)) }
            }
            for kind in selector.kinds.members {
                change("kind \(kind.name) dropped") { $0.kinds.remove(ExamKindSet(kind)) }
            }
            if selector.covers != nil { change("coverage not asked for") { $0.covers = nil } }
            if let angiography = selector.angiography {
                change("angiography turned round") { $0.angiography = !angiography }
            }
            if !selector.attributes.isEmpty { change("attributes not asked for") { $0.attributes = [] } }
            if !selector.withoutAttributes.isEmpty { change("excluded attributes count") { $0.withoutAttributes = [] } }
            for state in selector.contrast.members where selector.contrast.members.count > 1 {
                change("contrast \(state.name) dropped") { $0.contrast.remove(ContrastStateSet(state)) }
            }
            if !selector.textSays.isEmpty { change("words not asked for") { $0.textSays = [] } }
        }
        return variants
    }
}
