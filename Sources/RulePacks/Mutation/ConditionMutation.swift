import AuditModel

/// Every small change of a condition: each clause dropped, each bound a step either way or doubled, each listed value
/// dropped. The operators follow from what a condition can hold.
struct ConditionMutation {
    let parameters: Parameters

    typealias Variant = (change: String, condition: Condition)

    func variants(of condition: Condition) -> [Variant] {
        switch condition {
        case .all(let parts): joined(parts) { .all($0) }
        case .any(let parts): joined(parts) { .any($0) }
        case .not(let part):
            [("negation dropped", part)] + variants(of: part).map { ($0.change, .not($0.condition)) }
        case .stated(let test): stated(test)
        case .foundOn(let test): foundOn(test)
        case .site(let test): site(test)
        case .age(let test): numbers(test, step: 1).map { ("age \($0.change)", .age($0.test)) }
        case .size(let test): numbers(test, step: 0.1).map { ("size \($0.change)", .size($0.test)) }
        case .daysSinceKnown(let test): numbers(test, step: 1).map { ("days \($0.change)", .daysSinceKnown($0.test)) }
        case .sizeState(let states): dropped(states).map { ("size state \($0.what) dropped", .sizeState($0.rest)) }
        case .history(let states): dropped(states).map { ("history \($0.what) dropped", .history($0.rest)) }
        case .judged(let test): judged(test)
        case .credit(let test): credit(test)
        case .dated(let test):
            test.days.map { days in
                numbers(days, step: 1).map { variant in
                    ("dated \(variant.change)", .dated(Condition.DatedTest(concept: test.concept, days: variant.test)))
                }
            } ?? []
        case .always, .knownBefore, .unbound, .ageUnknown, .found, .sameDay, .windowOpen, .parameter, .department,
            .departmentMissing, .dataQuality:
            []
        }
    }

    private func joined(_ parts: [Condition], _ join: ([Condition]) -> Condition) -> [Variant] {
        var variants: [Variant] = []
        for index in parts.indices {
            if parts.count > 1 {
                var rest = parts
                rest.remove(at: index)
                variants.append(("clause \(index + 1) dropped", join(rest)))
            }
            for variant in self.variants(of: parts[index]) {
                var changed = parts
                changed[index] = variant.condition
                variants.append(("clause \(index + 1): \(variant.change)", join(changed)))
            }
        }
        return variants
    }

    private func stated(_ test: Condition.StatedTest) -> [Variant] {
        var variants: [Variant] = []
        if test.concepts.count > 1 {
            for index in test.concepts.indices {
                var changed = test
                changed.concepts.remove(at: index)
                variants.append(("concept \(index + 1) dropped", .stated(changed)))
            }
        }
        for (what, rest) in dropped(Set(test.assertions.members)) {
            var changed = test
            changed.assertions = AssertionSet(rest)
            variants.append(("\(what) no longer counts", .stated(changed)))
        }
        var elsewhere = test
        elsewhere.place = test.place == .judged ? .record : .judged
        variants.append(("read \(elsewhere.place.rawValue)", .stated(elsewhere)))
        return variants
    }

    private func foundOn(_ test: Condition.FoundOnTest) -> [Variant] {
        var variants: [Variant] = []
        for modality in test.modalities.members where test.modalities.members.count > 1 || test.orNotStated {
            var changed = test
            changed.modalities.remove(ModalitySet(modality))
            variants.append(("\(modality.name) dropped", .foundOn(changed)))
        }
        var unstated = test
        unstated.orNotStated.toggle()
        variants.append(("unstated imaging \(unstated.orNotStated ? "counts" : "does not count")", .foundOn(unstated)))
        if let covering = test.covering {
            var changed = test
            changed.covering = !covering
            variants.append(("covering turned round", .foundOn(changed)))
        }
        return variants
    }

    private func site(_ test: Condition.SiteTest) -> [Variant] {
        guard test.names.count + test.tags.count > 1 else { return [] }
        var variants: [Variant] = test.tags.sorted().map { tag in
            ("tag \(tag) dropped", .site(Condition.SiteTest(names: test.names, tags: test.tags.subtracting([tag]))))
        }
        for index in test.names.indices {
            var names = test.names
            names.remove(at: index)
            variants.append(("site \(index + 1) dropped", .site(Condition.SiteTest(names: names, tags: test.tags))))
        }
        return variants
    }

    func numbers(_ test: Condition.NumberTest, step: Double) -> [(change: String, test: Condition.NumberTest)] {
        var variants: [(change: String, test: Condition.NumberTest)] = []
        if let low = test.atLeast {
            for (change, quantity) in quantities(low, step: step) {
                variants.append(("at least: \(change)", Condition.NumberTest(atLeast: quantity, below: test.below)))
            }
        }
        if let high = test.below {
            for (change, quantity) in quantities(high, step: step) {
                variants.append(("below: \(change)", Condition.NumberTest(atLeast: test.atLeast, below: quantity)))
            }
        }
        return variants
    }

    /// A step down, a step up, and doubled.
    func quantities(_ quantity: Quantity, step: Double = 1) -> [(change: String, quantity: Quantity)] {
        let value = parameters.number(quantity)
        var changes = [("a step less", value - step), ("a step more", value + step)]
        if value != 0 { changes.append(("doubled", value * 2)) }
        return changes.map { ($0.0, .number($0.1)) }
    }

    private func judged(_ test: Condition.StudyTest) -> [Variant] {
        var variants: [Variant] = []
        func change(_ what: String, _ apply: (inout Condition.StudyTest) -> Void) {
            var changed = test
            apply(&changed)
            variants.append((what, .judged(changed)))
        }
        let modalities = test.modalities.members
        for modality in modalities where modalities.count > 1 {
            change("\(modality.name) dropped") { $0.modalities.remove(ModalitySet(modality)) }
        }
        for (what, rest) in dropped(test.kinds) { change("\(what) dropped") { $0.kinds = rest } }
        for (what, rest) in dropped(test.contrast) { change("contrast \(what) dropped") { $0.contrast = rest } }
        for (what, rest) in dropped(test.covers) { change("coverage \(what) dropped") { $0.covers = rest } }
        for region in test.regions.members where test.regions.members.count > 1 {
            change("\(region.name) dropped") { $0.regions.remove(RegionSet(region)) }
        }
        for region in test.allRegions.members where test.allRegions.members.count > 1 {
            change("\(region.name) no longer needed") { $0.allRegions.remove(RegionSet(region)) }
        }
        if let angiography = test.angiography { change("angiography turned round") { $0.angiography = !angiography } }
        return variants
    }

    private func credit(_ test: Condition.CreditTest) -> [Variant] {
        guard !test.modalityNotStated else { return [] }
        var variants: [Variant] = quantities(test.within).map { change, quantity in
            var changed = test
            changed.within = quantity
            return ("credit within: \(change)", .credit(changed))
        }
        for modality in test.modalities.members where test.modalities.members.count > 1 {
            var changed = test
            changed.modalities.remove(ModalitySet(modality))
            variants.append(("credit for \(modality.name) dropped", .credit(changed)))
        }
        return variants
    }

    /// Each value left out of a set of several.
    private func dropped<Value: Hashable>(_ set: Set<Value>) -> [(what: String, rest: Set<Value>)] {
        guard set.count > 1 else { return [] }
        return set.map { ("\($0)", set.subtracting([$0])) }.sorted { $0.what < $1.what }
    }
}
