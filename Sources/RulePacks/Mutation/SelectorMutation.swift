import AuditModel

/// Every small change of a list of study selectors: each alternative dropped, each thing asked of a study not asked for,
/// each listed value dropped or swapped.
struct SelectorMutation {
    let conditions: ConditionMutation

    typealias Variant = (change: String, selectors: [StudySelector])

    func variants(of list: [StudySelector]) -> [Variant] {
        var variants: [Variant] = []
        for index in list.indices {
            let place = list.count > 1 ? "alternative \(index + 1)" : ""
            if list.count > 1 {
                var fewer = list
                fewer.remove(at: index)
                variants.append(("\(place) dropped", fewer))
            }
            for (what, selector) in changes(of: list[index]) {
                var changed = list
                changed[index] = selector
                variants.append((place.isEmpty ? what : "\(place): \(what)", changed))
            }
        }
        return variants
    }

    private func changes(of selector: StudySelector) -> [(what: String, selector: StudySelector)] {
        var found: [(what: String, selector: StudySelector)] = []
        func change(_ what: String, _ apply: (inout StudySelector) -> Void) {
            var changed = selector
            apply(&changed)
            found.append((what, changed))
        }
        let vocabulary = conditions.vocabulary
        for (what, set) in selector.modalities.changes() { change(what) { $0.modalities = set } }
        if !selector.modalities.isEmpty { change("modality not asked for") { $0.modalities = [] } }
        for (what, set) in selector.kinds.changes() { change("kind \(what)") { $0.kinds = set } }
        if !selector.kinds.isEmpty { change("kind not asked for") { $0.kinds = [] } }
        if selector.statuses != OrderStatusSet(.completed) {
            change("status as usual") { $0.statuses = OrderStatusSet(.completed) }
        }
        for (what, set) in selector.regions.changes() { change(what) { $0.regions = set } }
        if !selector.regions.isEmpty { change("region not asked for") { $0.regions = [] } }
        for (what, set) in selector.attributes.changes(vocabulary) { change(what) { $0.attributes = set } }
        if !selector.attributes.isEmpty { change("attribute not asked for") { $0.attributes = [] } }
        for (what, set) in selector.withoutAttributes.changes(vocabulary) {
            change("excluded \(what)") { $0.withoutAttributes = set }
        }
        if !selector.withoutAttributes.isEmpty { change("no attribute excluded") { $0.withoutAttributes = [] } }
        if let angiography = selector.angiography {
            change("angiography turned round") { $0.angiography = !angiography }
            change("angiography not asked for") { $0.angiography = nil }
        }
        for (what, set) in selector.contrast.changes() { change("contrast \(what)") { $0.contrast = set } }
        if !selector.contrast.isEmpty { change("contrast not asked for") { $0.contrast = [] } }
        if let covers = selector.covers {
            change("coverage \(covers == .yes ? "partial" : "yes")") { $0.covers = covers == .yes ? .partial : .yes }
            change("coverage not asked for") { $0.covers = nil }
        }
        if selector.ofLesion { change("of any lesion") { $0.ofLesion = false } }
        if selector.codesParameter != nil { change("codes not asked for") { $0.codesParameter = nil } }
        if selector.departmentsParameter != nil {
            change("departments not asked for") { $0.departmentsParameter = nil }
        }
        for (what, concepts) in conditions.listed(selector.textSays) {
            change("words \(what)") { $0.textSays = concepts }
        }
        if !selector.textSays.isEmpty { change("words not asked for") { $0.textSays = [] } }
        return found
    }
}
