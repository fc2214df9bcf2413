/// Says a rule's conditions in plain English, for `rules show`, rule pages and the clauses of a finding's reasoning.
public struct ConditionProse: Sendable {
    let vocabulary: Vocabulary
    let findNames: [String]
    /// Values to print for the parameters that conditions name; without them the names are printed.
    let parameters: Parameters

    public init(vocabulary: Vocabulary, finds: [Find], parameters: Parameters = Parameters()) {
        self.parameters = parameters
        self.vocabulary = vocabulary
        findNames = finds.map { $0.name.replacing("-", with: " ") }
    }

    public func text(_ condition: Condition) -> String {
        switch condition {
        case .always: "in every other case"
        case .all(let parts): joined(parts, " and ")
        case .any(let parts): joined(parts, " or ")
        // What a rule asks of a setting is settled before it judges.
        case .not(.always): "a setting of the site says so, and none does"
        case .not(let part): "it does not hold that " + text(part)
        case .stated(let test): stated(test)
        case .knownBefore(let concept): "\(title(concept)) was on record before the judged examination"
        case .foundOn(let test): foundOn(test)
        case .unbound(let concepts): "\(titles(concepts.members)) is mentioned, but of something else"
        case .site(let test): site(test)
        case .age(let test): "the age is \(bounds(test, "years"))"
        case .ageUnknown: "the age is not known"
        case .size(let test): "the size is \(bounds(test, "cm"))"
        case .sizeState(let states): "the size is \(words(states.map(\.rawValue)))"
        case .judged(let test): judged(test)
        case .found(let find): "\(findNames[find]) was found"
        case .sameDay(let find): "\(findNames[find]) was on the same day"
        case .credit(let test): credit(test)
        case .history(let states): "the export covers the time before: \(words(states.map(\.rawValue)))"
        case .windowOpen: "the window is still open at the data cut-off"
        case .daysSinceKnown(let test): "the days since the fact came on record are \(bounds(test, "days"))"
        case .dated(let test): dated(test)
        case .parameter(let test):
            test.equals.map { "the setting '\(test.name)' is \($0)" } ?? "the setting '\(test.name)' is on"
        case .department(let parameter): "the department or site is one of '\(parameter)'"
        case .departmentMissing: "neither department nor performing site is recorded"
        case .dataQuality(let test): test.rawValue.replacing("-", with: " ")
        }
    }

    private func joined(_ parts: [Condition], _ word: String) -> String {
        parts.map { part in
            switch part {
            case .all, .any: "(\(text(part)))"
            default: text(part)
            }
        }.joined(separator: word)
    }

    public func title(_ concept: ConceptID) -> String { vocabulary[concept].title }
    private func titles(_ concepts: [ConceptID]) -> String { words(concepts.map(title), sorted: false) }

    private func words(_ words: [String], sorted: Bool = true) -> String {
        let list = sorted ? words.sorted() : words
        return list.count < 2 ? list.first ?? "" : list.dropLast().joined(separator: ", ") + " or " + list.last!
    }

    private func stated(_ test: Condition.StatedTest) -> String {
        let verb =
            switch (
                test.assertions.contains(.present), test.assertions.contains(.uncertain),
                test.assertions.contains(.absent)
            ) {
            case (true, false, false): "is stated"
            case (true, true, false): "is stated or queried"
            case (false, true, false): "is only queried"
            case (false, false, true): "is denied"
            case (false, true, true): "is queried or denied"
            default: "is mentioned"
            }
        return titles(test.concepts) + " " + verb + (test.place == .judged ? " in the judged order" : "")
    }

    private func foundOn(_ test: Condition.FoundOnTest) -> String {
        var means = test.modalities.members.map(\.name)
        if test.orNotStated { means.append("unstated imaging") }
        let region =
            switch test.covering {
            case true?: " of the region"
            case false?: " of another region"
            case nil: ""
            }
        let first = test.which == .first ? " first" : ""
        let age = test.within.map { " at most \(text($0)) days before" } ?? ""
        return "\(title(test.concept)) was\(first) found on \(words(means, sorted: false))\(region)\(age)"
    }

    private func site(_ test: Condition.SiteTest) -> String {
        let tagged = vocabulary.sites.filter { !$0.isHint && !$0.tags.isDisjoint(with: test.tags) }.map(\.title)
        // A handful is named; of more, the word that rules select by says it shorter.
        let kinds = (1...6).contains(tagged.count) ? tagged : test.tags.sorted().map { "one of the kind '\($0)'" }
        let names = test.names.map { vocabulary[$0].title } + kinds
        return "the lesion's site is \(words(names, sorted: false))"
    }

    private func bounds(_ test: Condition.NumberTest, _ unit: String) -> String {
        switch (test.atLeast, test.below) {
        case (let low?, let high?): "from \(text(low)) to below \(text(high)) \(unit)"
        case (let low?, nil): "\(text(low)) \(unit) or more"
        case (nil, let high?): "below \(text(high)) \(unit)"
        case (nil, nil): "any"
        }
    }

    public func text(_ quantity: Quantity) -> String {
        switch quantity {
        case .number(let number): ParameterValue.number(number).description
        case .parameter(let name): parameters.values[name].map(\.description) ?? "'\(name)'"
        }
    }

    private func judged(_ test: Condition.StudyTest) -> String {
        var parts: [String] = []
        if !test.modalities.isEmpty { parts.append(words(test.modalities.members.map(\.name), sorted: false)) }
        if !test.kinds.isEmpty { parts.append(words(test.kinds.map(\.name))) }
        if !test.statuses.isEmpty { parts.append(words(test.statuses.map(\.name))) }
        if !test.contrast.isEmpty { parts.append("contrast " + words(test.contrast.map(\.rawValue))) }
        if !test.regions.isEmpty { parts.append("of " + words(test.regions.members.map(\.name))) }
        if !test.allRegions.isEmpty {
            parts.append("of " + test.allRegions.members.map(\.name).joined(separator: " and "))
        }
        if !test.attributes.isEmpty { parts.append(words(attributeNames(test.attributes))) }
        if !test.covers.isEmpty {
            parts.append("showing the lesion: " + words(test.covers.map { "\($0)" }))
        }
        if test.regionsUnknown { parts.append("of a region that can not be told") }
        if let angiography = test.angiography { parts.append(angiography ? "an angiography" : "no angiography") }
        if !test.conflicts.isEmpty { parts.append("a study whose code and name disagree") }
        return "the judged examination is " + parts.joined(separator: ", ")
    }

    private func attributeNames(_ set: ExamAttributeSet) -> [String] {
        vocabulary.examAttributes.indices.filter { set.contains(ExamAttributeSet(bit: $0)) }
            .map { vocabulary.examAttributes[$0].replacing("-", with: " ") }
    }

    private func credit(_ test: Condition.CreditTest) -> String {
        test.modalityNotStated
            ? "the text speaks of imaging elsewhere without saying which"
            : "the text speaks of an earlier \(words(test.modalities.members.map(\.name), sorted: false)), at most \(text(test.within)) days before, that is not in the export"
    }

    private func dated(_ test: Condition.DatedTest) -> String {
        guard let days = test.days else { return "a day is known for \(title(test.concept))" }
        return "the days since \(title(test.concept)) are \(bounds(days, "days"))"
    }

    /// A selector in words: `completed CT or MR that shows the lesion`.
    public func text(_ selectors: [StudySelector]) -> String {
        selectors.map(text).joined(separator: ", or ")
    }

    private func text(_ selector: StudySelector) -> String {
        var parts: [String] = []
        parts.append(words(selector.statuses.members.map(\.name)))
        if !selector.kinds.isEmpty { parts.append(words(selector.kinds.members.map(\.name))) }
        if !selector.modalities.isEmpty { parts.append(words(selector.modalities.members.map(\.name), sorted: false)) }
        if let angiography = selector.angiography { parts.append(angiography ? "angiography" : "(not angiography)") }
        if !selector.regions.isEmpty { parts.append("of " + words(selector.regions.members.map(\.name))) }
        if !selector.attributes.isEmpty { parts.append("that is " + words(attributeNames(selector.attributes))) }
        if !selector.withoutAttributes.isEmpty {
            parts.append("other than " + words(attributeNames(selector.withoutAttributes)))
        }
        if !selector.contrast.isEmpty {
            parts.append("with contrast state " + words(selector.contrast.members.map(\.name)))
        }
        if selector.ofLesion { parts.append("of the lesion") }
        switch selector.covers {
        case .yes?: parts.append("that shows the lesion")
        case .partial?: parts.append("that shows the lesion or borders it")
        case .no?, nil: break
        }
        if let codes = selector.codesParameter { parts.append("whose code is one of '\(codes)'") }
        if let departments = selector.departmentsParameter { parts.append("from one of '\(departments)'") }
        if !selector.textSays.isEmpty { parts.append("whose text names \(titles(selector.textSays))") }
        return parts.joined(separator: " ")
    }
}
