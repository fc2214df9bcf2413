import AuditModel

/// Every small change of a condition: each clause dropped, each negation dropped, each bound a step either way or
/// doubled, each listed value dropped or swapped. The operators follow from what a condition can hold.
struct ConditionMutation {
    let parameters: Parameters
    let vocabulary: Vocabulary
    /// Names of the rule's searches.
    let finds: [String]

    typealias Variant = (change: String, condition: Condition)

    func variants(of condition: Condition) -> [Variant] {
        switch condition {
        case .all(let parts): joined(parts) { .all($0) }
        case .any(let parts): joined(parts) { .any($0) }
        case .not(let part):
            [("negation dropped", part)] + variants(of: part).map { ($0.change, .not($0.condition)) }
        case .stated(let test): stated(test)
        case .knownBefore(let concept): swapped(concept).map { ($0.what, .knownBefore(concept: $0.concept)) }
        case .unbound(let set):
            listed(set.members).map { ($0.what, .unbound(concepts: ConceptSet($0.values))) }
        case .foundOn(let test): foundOn(test)
        case .site(let test): site(test)
        case .age(let test): numbers(test, step: 1).map { ("age \($0.change)", .age($0.test)) }
        case .size(let test): numbers(test, step: 0.1).map { ("size \($0.change)", .size($0.test)) }
        case .daysSinceKnown(let test): numbers(test, step: 1).map { ("days \($0.change)", .daysSinceKnown($0.test)) }
        case .sizeState(let states):
            states.changes(among: Condition.SizeKnowledge.allCases, name: \.rawValue)
                .map { ("size \($0.what)", .sizeState($0.set)) }
        case .history(let states):
            states.changes(among: HistoryCoverage.allCases, name: \.rawValue)
                .map { ("history \($0.what)", .history($0.set)) }
        case .judged(let test): judged(test)
        case .found(let find): otherFind(than: find).map { ($0.what, .found(find: $0.find)) }
        case .sameDay(let find): otherFind(than: find).map { ($0.what, .sameDay(find: $0.find)) }
        case .credit(let test): credit(test)
        case .dated(let test): dated(test)
        case .parameter(let test): parameter(test)
        case .department(let name):
            next(parameter: name).map { [("setting \(name) swapped for \($0)", .department(parameter: $0))] } ?? []
        case .dataQuality(let test):
            ListedValues.changes([test], among: Condition.DataQualityTest.allCases, name: \.rawValue)
                .map { ($0.what, .dataQuality($0.values[0])) }
        // Nothing to change within; dropped with its clause or row.
        case .always, .ageUnknown, .windowOpen, .departmentMissing: []
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

    // MARK: Words

    func listed(_ concepts: [ConceptID]) -> [(what: String, values: [ConceptID])] {
        let role = concepts.first.map { vocabulary[$0].role }
        let all = vocabulary.concepts.indices.map { ConceptID(index: UInt8($0)) }
            .filter { vocabulary[$0].role == role }
        return ListedValues.changes(concepts, among: all) { vocabulary[$0].name }
    }

    func swapped(_ concept: ConceptID) -> [(what: String, concept: ConceptID)] {
        listed([concept]).map { ($0.what, $0.values[0]) }
    }

    private func stated(_ test: Condition.StatedTest) -> [Variant] {
        func variant(_ what: String, _ apply: (inout Condition.StatedTest) -> Void) -> Variant {
            var changed = test
            apply(&changed)
            return (what, .stated(changed))
        }
        return listed(test.concepts).map { change in variant(change.what) { $0.concepts = change.values } }
            + ListedValues.changes(test.assertions.members, among: Assertion.allCases, name: \.name)
            .map { change in variant(change.what) { $0.assertions = AssertionSet(change.values) } }
            + [
                variant("read in the \(test.place == .judged ? "record" : "judged order")") {
                    $0.place = test.place == .judged ? .record : .judged
                }
            ]
    }

    private func foundOn(_ test: Condition.FoundOnTest) -> [Variant] {
        var variants: [Variant] = []
        func change(_ what: String, _ apply: (inout Condition.FoundOnTest) -> Void) {
            var changed = test
            apply(&changed)
            variants.append((what, .foundOn(changed)))
        }
        for (what, concept) in swapped(test.concept) { change(what) { $0.concept = concept } }
        for (what, set) in test.modalities.changes() { change(what) { $0.modalities = set } }
        let unstated = "unstated imaging \(test.orNotStated ? "does not count" : "counts")"
        change(unstated) { $0.orNotStated.toggle() }
        let which: Condition.FoundOnTest.Which = test.which == .any ? .first : .any
        change("the \(which.rawValue) finding") { $0.which = which }
        if let covering = test.covering {
            change("covering turned round") { $0.covering = !covering }
            change("covering not asked for") { $0.covering = nil }
        }
        if let within = test.within {
            for (what, quantity) in quantities(within) { change("found within \(what)") { $0.within = quantity } }
        }
        return variants
    }

    private func site(_ test: Condition.SiteTest) -> [Variant] {
        let tags = ListedValues.changes(
            test.tags.sorted(), among: Set(vocabulary.sites.flatMap(\.tags)).sorted()
        ) { "tag \($0)" }
        let all = vocabulary.sites.indices.map { SiteID(index: UInt8($0)) }
        let names = ListedValues.changes(test.names, among: all) { "site \(vocabulary[$0].name)" }
        return tags.map { ($0.what, .site(Condition.SiteTest(names: test.names, tags: Set($0.values)))) }
            + names.map { ($0.what, .site(Condition.SiteTest(names: $0.values, tags: test.tags))) }
    }

    // MARK: Numbers

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
        if test.atLeast != nil, test.below != nil {
            variants.append(("lower bound dropped", Condition.NumberTest(atLeast: nil, below: test.below)))
            variants.append(("upper bound dropped", Condition.NumberTest(atLeast: test.atLeast, below: nil)))
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

    private func dated(_ test: Condition.DatedTest) -> [Variant] {
        func variant(_ what: String, _ concept: ConceptID, _ days: Condition.NumberTest?) -> Variant {
            ("dated \(what)", .dated(Condition.DatedTest(concept: concept, days: days)))
        }
        var variants = swapped(test.concept).map { variant($0.what, $0.concept, test.days) }
        if let days = test.days {
            variants += numbers(days, step: 1).map { variant($0.change, test.concept, $0.test) }
            variants.append(variant("whenever", test.concept, nil))
        }
        return variants
    }

    // MARK: Studies

    private func judged(_ test: Condition.StudyTest) -> [Variant] {
        var variants: [Variant] = []
        func change(_ what: String, _ apply: (inout Condition.StudyTest) -> Void) {
            var changed = test
            apply(&changed)
            variants.append((what, .judged(changed)))
        }
        for (what, set) in test.modalities.changes() { change(what) { $0.modalities = set } }
        for (what, set) in test.kinds.changes(among: ExamKind.allCases, name: \.name) {
            change("kind \(what)") { $0.kinds = set }
        }
        for (what, set) in test.statuses.changes(among: OrderStatus.allCases, name: \.name) {
            change("status \(what)") { $0.statuses = set }
        }
        for (what, set) in test.contrast.changes(among: Condition.StudyTest.Contrast.allCases, name: \.rawValue) {
            change("contrast \(what)") { $0.contrast = set }
        }
        for (what, set) in test.regions.changes() { change(what) { $0.regions = set } }
        for (what, set) in test.allRegions.changes() { change("needed \(what)") { $0.allRegions = set } }
        for (what, set) in test.attributes.changes(vocabulary) { change(what) { $0.attributes = set } }
        for (what, set) in test.covers.changes(among: [.yes, .partial, .no], name: { "\($0)" }) {
            change("coverage \(what)") { $0.covers = set }
        }
        if let angiography = test.angiography { change("angiography turned round") { $0.angiography = !angiography } }
        for (name, conflict) in ExamConflicts.named where test.conflicts.contains(conflict) {
            if test.conflicts != conflict { change("conflict of \(name) dropped") { $0.conflicts.remove(conflict) } }
        }
        for part in StudyTestPart.allCases where part.isAsked(of: test) && StudyTestPart.count(in: test) > 1 {
            change("\(part.rawValue) not asked for") { part.drop(from: &$0) }
        }
        return variants
    }

    private func otherFind(than find: Int) -> [(what: String, find: Int)] {
        ListedValues.changes([find], among: Array(finds.indices)) { finds[$0] }.map { ($0.what, $0.values[0]) }
    }

    private func credit(_ test: Condition.CreditTest) -> [Variant] {
        var variants: [Variant] = []
        func change(_ what: String, _ apply: (inout Condition.CreditTest) -> Void) {
            var changed = test
            apply(&changed)
            variants.append(("credit \(what)", .credit(changed)))
        }
        if test.modalityNotStated {
            change("not-stated swapped for CT") {
                $0.modalityNotStated = false
                $0.modalities = ModalitySet(.ct)
            }
        } else {
            for (what, quantity) in quantities(test.within) { change("within: \(what)") { $0.within = quantity } }
            for (what, set) in test.modalities.changes() { change(what) { $0.modalities = set } }
        }
        return variants
    }

    // MARK: Settings

    private func parameter(_ test: Condition.ParameterTest) -> [Variant] {
        var variants: [Variant] = []
        if let other = next(parameter: test.name) {
            let changed = Condition.ParameterTest(name: other, equals: test.equals)
            variants.append(("setting \(test.name) swapped for \(other)", .parameter(changed)))
        }
        if test.equals != nil {
            variants.append(
                ("any value of \(test.name)", .parameter(Condition.ParameterTest(name: test.name, equals: nil))))
        }
        return variants
    }

    /// The next parameter that holds the same kind of value.
    private func next(parameter name: String) -> String? {
        func kind(_ value: ParameterValue?) -> Int {
            switch value {
            case .number?: 0
            case .flag?: 1
            case .word?: 2
            case .list?: 3
            case nil: 4
            }
        }
        let alike = parameters.values.keys.sorted().filter {
            kind(parameters.values[$0]) == kind(parameters.values[name])
        }
        return ListedValues.next(after: name, among: alike)
    }
}
