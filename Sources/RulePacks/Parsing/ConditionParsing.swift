import AuditModel
import LocatedYAML

extension PackWords {
    static let conditionKeys = [
        "all", "any", "not", "stated", "stated-or-queried", "queried", "denied", "mentioned", "in", "known-before",
        "found-on", "unbound", "site", "site-tag", "age", "size", "judged", "found", "not-found", "same-day", "credit",
        "history", "window", "days-since-known", "dated", "parameter", "department", "data-quality",
    ]

    /// A mapping of clauses, all of which must hold.
    mutating func condition(_ value: YAMLValue) -> Condition {
        if case .sequence(let items) = value.content { return .all(items.map { condition($0) }) }
        let mapping = reader.mapping(value, known: Self.conditionKeys)
        var place = Condition.StatedTest.Place.record
        if let stated = mapping["in"] { place = reader.word(stated, as: "place") ?? .record }
        var parts: [Condition] = []
        for entry in mapping.entries where entry.key != "in" {
            if let part = clause(entry, place: place) { parts.append(part) }
        }
        if parts.isEmpty, !value.isNull { reader.report("a condition needs at least one clause", at: value) }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func clause(_ entry: YAMLEntry, place: Condition.StatedTest.Place) -> Condition? {
        let value = entry.value
        switch entry.key {
        case "all": return .all(reader.list(value).map { condition($0) })
        case "any": return .any(reader.list(value).map { condition($0) })
        case "not": return .not(condition(value))
        case "stated": return stated(value, [.present], place)
        case "stated-or-queried": return stated(value, [.present, .uncertain], place)
        case "queried": return stated(value, [.uncertain], place)
        case "denied": return stated(value, [.absent], place)
        case "mentioned": return stated(value, AssertionSet(Assertion.allCases), place)
        case "known-before": return concept(value).map(Condition.knownBefore)
        case "found-on": return foundOn(value)
        case "unbound": return .unbound(concepts: ConceptSet(concepts(value)))
        case "site": return .site(Condition.SiteTest(names: sites(value), tags: []))
        case "site-tag": return .site(Condition.SiteTest(names: [], tags: siteTags(value)))
        case "age":
            if case .scalar("unknown") = value.content { return .ageUnknown }
            return .age(number(value))
        case "size":
            if case .mapping = value.content { return .size(number(value)) }
            return .sizeState(
                Set(words(value, "state of a size", Condition.SizeKnowledge.allCases.map { ($0.rawValue, $0) })))
        case "judged": return .judged(studyTest(value))
        case "found": return find(value).map(Condition.found)
        case "not-found": return find(value).map { .not(.found(find: $0)) }
        case "same-day": return find(value).map(Condition.sameDay)
        case "credit": return credit(value)
        case "history":
            return .history(
                Set(words(value, "coverage of history", HistoryCoverage.allCases.map { ($0.rawValue, $0) })))
        case "window": return words(value, "state of the window", [("open", Condition.windowOpen)]).first
        case "days-since-known": return .daysSinceKnown(number(value))
        case "dated": return dated(value)
        case "parameter": return parameterTest(value)
        case "department":
            if case .scalar("missing") = value.content { return .departmentMissing }
            return listParameter(value).map(Condition.department)
        case "data-quality":
            return words(
                value, "data-quality test",
                Condition.DataQualityTest.allCases.map { ($0.rawValue, Condition.dataQuality($0)) }
            ).first
        default: return nil
        }
    }

    private mutating func stated(
        _ value: YAMLValue, _ assertions: AssertionSet, _ place: Condition.StatedTest.Place
    ) -> Condition {
        .stated(Condition.StatedTest(concepts: concepts(value), assertions: assertions, place: place))
    }

    private mutating func foundOn(_ value: YAMLValue) -> Condition? {
        let mapping = reader.mapping(
            value, known: ["fact", "modality", "or-not-stated", "which", "covering", "within"])
        guard let fact = mapping["fact"] else {
            reader.report("found-on needs the fact it is about", at: value)
            return nil
        }
        guard let concept = concept(fact) else { return nil }
        return .foundOn(
            Condition.FoundOnTest(
                concept: concept, modalities: mapping["modality"].map { modalities($0) } ?? [],
                orNotStated: mapping["or-not-stated"].flatMap { reader.boolean($0) } ?? false,
                which: mapping["which"].flatMap { reader.word($0, as: "choice") } ?? .first,
                covering: mapping["covering"].flatMap { reader.boolean($0) },
                within: mapping["within"].flatMap { quantity($0) }))
    }

    mutating func number(_ value: YAMLValue) -> Condition.NumberTest {
        let mapping = reader.mapping(value, known: ["at-least", "below"])
        let test = Condition.NumberTest(
            atLeast: mapping["at-least"].flatMap { quantity($0) }, below: mapping["below"].flatMap { quantity($0) })
        if test.atLeast == nil, test.below == nil {
            reader.report("expected 'at-least' or 'below'", at: value)
        }
        return test
    }

    private mutating func studyTest(_ value: YAMLValue) -> Condition.StudyTest {
        let mapping = reader.mapping(
            value,
            known: [
                "modality", "kind", "status", "contrast", "region", "all-regions", "attribute", "covers", "angiography",
                "conflict",
            ])
        var test = Condition.StudyTest()
        for entry in mapping.entries {
            let value = entry.value
            switch entry.key {
            case "modality": test.modalities = modalities(value)
            case "kind": test.kinds = kinds(value)
            case "status": test.statuses = statuses(value)
            case "contrast":
                test.contrast = Set(
                    words(value, "contrast state", Condition.StudyTest.Contrast.allCases.map { ($0.rawValue, $0) }))
            case "region":
                if case .scalar("unknown") = value.content {
                    test.regionsUnknown = true
                } else {
                    test.regions = regions(value)
                }
            case "all-regions": test.allRegions = regions(value)
            case "attribute": test.attributes = attributes(value)
            case "covers": test.covers = coverage(value)
            case "angiography": test.angiography = reader.boolean(value)
            default:
                test.conflicts = words(value, "conflict", ExamConflicts.named).reduce(into: []) { $0.formUnion($1) }
            }
        }
        return test
    }

    private mutating func credit(_ value: YAMLValue) -> Condition {
        let mapping = reader.mapping(value, known: ["modality", "within"])
        let within = mapping["within"].flatMap { quantity($0) } ?? .number(365)
        if case .scalar("not-stated")? = mapping["modality"]?.content {
            return .credit(Condition.CreditTest(modalities: [], modalityNotStated: true, within: within))
        }
        guard let modality = mapping["modality"] else {
            reader.report("credit needs the modality that the text must name, or 'not-stated'", at: value)
            return .always
        }
        return .credit(
            Condition.CreditTest(modalities: modalities(modality), modalityNotStated: false, within: within))
    }

    private mutating func dated(_ value: YAMLValue) -> Condition? {
        if case .scalar = value.content {
            return concept(value).map { .dated(Condition.DatedTest(concept: $0, days: nil)) }
        }
        let mapping = reader.mapping(value, known: ["fact", "days"])
        guard let concept = mapping["fact"].flatMap({ concept($0) }) else { return nil }
        return .dated(Condition.DatedTest(concept: concept, days: mapping["days"].map { number($0) }))
    }

    private mutating func parameterTest(_ value: YAMLValue) -> Condition? {
        if case .scalar(let name) = value.content {
            guard parameter(name, at: value) != nil else { return nil }
            return .parameter(Condition.ParameterTest(name: name, equals: nil))
        }
        let mapping = reader.mapping(value, known: ["name", "is"])
        guard let nameValue = mapping["name"], let name = reader.string(nameValue),
            parameter(name, at: nameValue) != nil
        else { return nil }
        return .parameter(Condition.ParameterTest(name: name, equals: mapping["is"].flatMap { reader.string($0) }))
    }

    // MARK: Selectors

    mutating func selectors(_ value: YAMLValue) -> [StudySelector] {
        reader.list(value).map { selector($0) }
    }

    private mutating func selector(_ value: YAMLValue) -> StudySelector {
        let mapping = reader.mapping(
            value,
            known: [
                "modality", "kind", "status", "region", "attribute", "without-attribute", "angiography", "contrast",
                "covers", "of-lesion", "codes", "departments", "text-says",
            ])
        var selector = StudySelector()
        for entry in mapping.entries {
            let value = entry.value
            switch entry.key {
            case "modality": selector.modalities = modalities(value)
            case "kind": selector.kinds = ExamKindSet(kinds(value).map { ExamKindSet($0) })
            case "status": selector.statuses = OrderStatusSet(statuses(value).map { OrderStatusSet($0) })
            case "region": selector.regions = regions(value)
            case "attribute": selector.attributes = attributes(value)
            case "without-attribute": selector.withoutAttributes = attributes(value)
            case "angiography": selector.angiography = reader.boolean(value)
            case "contrast": selector.contrast = ContrastStateSet(contrasts(value).map { ContrastStateSet($0) })
            case "covers": selector.covers = coverage(value).min { $0.rawValue < $1.rawValue }
            case "of-lesion": selector.ofLesion = reader.boolean(value) ?? false
            case "codes": selector.codesParameter = listParameter(value)
            case "departments": selector.departmentsParameter = listParameter(value)
            default: selector.textSays = concepts(value)
            }
        }
        return selector
    }
}

extension ExamConflicts {
    /// As rules name them.
    static let named: [(String, ExamConflicts)] = [
        ("modality", .modality), ("region", .region), ("contrast", .contrast), ("side", .laterality), ("kind", .kind),
    ]
}
