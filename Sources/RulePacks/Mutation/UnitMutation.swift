import AuditModel

/// Every small change of what one verdict of a rule is about.
struct UnitMutation {
    private let parent: RuleMutation
    private var unit: UnitSelection { parent.rule.unit }

    init(_ parent: RuleMutation) { self.parent = parent }

    var variants: [RuleMutation.Variant] {
        var variants = pick + known + windows
        let grain: UnitSelection.Grain = unit.grain == .lesion ? .patient : .lesion
        variants.append(changed("judged by \(grain.rawValue)") { $0.grain = grain })
        if unit.orScheduled { variants.append(changed("scheduled studies not judged") { $0.orScheduled = false }) }
        for index in unit.fallbacks.indices {
            let name = "second choice \(index + 1)"
            variants.append(changed("\(name) removed") { $0.fallbacks.remove(at: index) })
            variants += parent.selectors.variants(of: unit.fallbacks[index]).map { what, selectors in
                changed("\(name), \(what)") { $0.fallbacks[index] = selectors }
            }
        }
        if !unit.withoutLesion.isEmpty {
            variants.append(changed("nothing judged without a lesion") { $0.withoutLesion = [] })
            variants += parent.selectors.variants(of: unit.withoutLesion).map { what, selectors in
                changed("without a lesion, \(what)") { $0.withoutLesion = selectors }
            }
        }
        if let lookback = unit.lookback {
            variants += parent.conditions.quantities(lookback).map { what, quantity in
                changed("look-back, \(what)") { $0.lookback = quantity }
            }
            variants.append(changed("no look-back") { $0.lookback = nil })
        }
        return variants
    }

    private func changed(_ what: String, _ apply: (inout UnitSelection) -> Void) -> RuleMutation.Variant {
        parent.changed(what) { apply(&$0.unit) }
    }

    private var pick: [RuleMutation.Variant] {
        switch unit.pick {
        case .first(let list):
            [changed("each study judged") { $0.pick = .each(list) }]
                + parent.selectors.variants(of: list).map { what, selectors in
                    changed("judged study, \(what)") { $0.pick = .first(selectors) }
                }
        case .each(let list):
            [changed("the first study judged") { $0.pick = .first(list) }]
                + parent.selectors.variants(of: list).map { what, selectors in
                    changed("judged study, \(what)") { $0.pick = .each(selectors) }
                }
        case .known, .eachOrder: []
        }
    }

    private var known: [RuleMutation.Variant] {
        var variants: [RuleMutation.Variant] = []
        if let known = unit.known {
            variants += parent.conditions.swapped(known).map { swap in
                changed("known fact, \(swap.what)") { $0.known = swap.concept }
            }
        }
        if let size = unit.knownSize {
            variants += parent.conditions.numbers(size, step: 0.1).map { what, test in
                changed("known size, \(what)") { $0.knownSize = test }
            }
            variants.append(changed("known with any size") { $0.knownSize = nil })
        }
        if unit.afterKnown {
            variants.append(changed("judged before the fact is known too") { $0.afterKnown = false })
        }
        return variants
    }

    private var windows: [RuleMutation.Variant] {
        unit.windows.indices.flatMap { index -> [RuleMutation.Variant] in
            let name = "window \(index + 1)"
            var variants = parent.conditions.quantities(unit.windows[index].days).map { what, quantity in
                changed("\(name), \(what)") { $0.windows[index].days = quantity }
            }
            variants += parent.conditions.variants(of: unit.windows[index].when).map { variant in
                changed("\(name), \(variant.change)") { $0.windows[index].when = variant.condition }
            }
            if unit.windows.count > 1 {
                variants.append(changed("\(name) removed") { $0.windows.remove(at: index) })
            }
            return variants
        }
    }
}
