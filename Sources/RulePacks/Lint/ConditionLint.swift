import AuditModel

/// Finds conditions that nothing can fulfil.
struct ConditionLint {
    let prose: ConditionProse
    let vocabulary: Vocabulary
    let parameters: Parameters
    /// Modalities that the rule's judged study can have; empty: any.
    let judged: ModalitySet

    init(_ rule: Rule, _ vocabulary: Vocabulary, _ parameters: Parameters) {
        prose = ConditionProse(vocabulary: vocabulary, finds: rule.finds, parameters: parameters)
        self.vocabulary = vocabulary
        self.parameters = parameters
        var selectors: [StudySelector] = []
        switch rule.unit.pick {
        case .first(let list), .each(let list):
            selectors = list + rule.unit.fallbacks.flatMap { $0 } + rule.unit.withoutLesion
        case .known, .eachOrder: break
        }
        judged =
            selectors.contains { $0.modalities.isEmpty }
            ? [] : selectors.reduce(into: []) { $0.formUnion($1.modalities) }
    }

    /// What must all hold, each as a sentence.
    func clauses(of condition: Condition) -> Set<String> {
        if case .all(let parts) = condition { return parts.reduce(into: []) { $0.formUnion(clauses(of: $1)) } }
        if case .always = condition { return [] }
        return [prose.text(condition)]
    }

    /// Sentences on what can not be fulfilled in a condition.
    func problems(in condition: Condition) -> [String] {
        switch condition {
        case .all(let parts): contradictions(among: flattened(parts)) + parts.flatMap(problems)
        case .any(let parts):
            (parts.isEmpty ? ["none of no clauses can hold"] : []) + parts.flatMap(problems)
        case .not(let part): problems(in: part)
        case .stated(let test) where test.concepts.isEmpty: ["a clause names no concept"]
        case .site(let test) where !vocabulary.sites.indices.contains(where: { fits($0, test) }):
            ["a clause names no site: its population is empty"]
        case .age(let test), .size(let test), .daysSinceKnown(let test):
            isEmpty(test) ? ["no number is \(prose.text(condition))"] : []
        case .dated(let test): test.days.map(isEmpty) == true ? ["no number is \(prose.text(condition))"] : []
        case .credit(let test) where !test.modalityNotStated && parameters.number(test.within) <= 0:
            ["a credit within \(Int(parameters.number(test.within))) days can not hold"]
        case .judged(let test) where isDisjoint(test): ["the rule judges no such study: \(prose.text(condition))"]
        default: []
        }
    }

    /// What a row asks against what the rule's scope already settles.
    func problems(in condition: Condition, under scope: Condition) -> [String] {
        let inside = Set(contradictions(among: flattened([condition])) + contradictions(among: flattened([scope])))
        return contradictions(among: flattened([scope, condition])).filter { !inside.contains($0) }
    }

    private func flattened(_ parts: [Condition]) -> [Condition] {
        parts.flatMap { part in if case .all(let inner) = part { flattened(inner) } else { [part] } }
    }

    /// Clauses of which not all can hold at once.
    private func contradictions(among parts: [Condition]) -> [String] {
        let texts = Set(parts.map(prose.text))
        var found: [String] = []
        var ages: [Condition.NumberTest] = []
        var sizes: [Condition.NumberTest] = []
        var sites: Set<Int>?
        for part in parts {
            switch part {
            case .not(let inner) where texts.contains(prose.text(inner)):
                found.append("asks that \(prose.text(inner)), and that it does not hold")
            case .age(let test): ages.append(test)
            case .size(let test): sizes.append(test)
            case .site(let test):
                let fitting = Set(vocabulary.sites.indices.filter { fits($0, test) })
                sites = sites.map { $0.intersection(fitting) } ?? fitting
            default: break
            }
        }
        if isEmpty(joined(ages)) {
            found.append("no age is \(ages.map { prose.text(.age($0)) }.joined(separator: " and "))")
        }
        if isEmpty(joined(sizes)) {
            found.append("no size is \(sizes.map { prose.text(.size($0)) }.joined(separator: " and "))")
        }
        if !ages.isEmpty, parts.contains(where: { if case .ageUnknown = $0 { true } else { false } }) {
            found.append("an age can not be unknown and within bounds")
        }
        if sites?.isEmpty == true { found.append("no site is all that is asked for") }
        return found + oppositeAssertions(among: parts)
    }

    /// One concept can not be stated and denied in the same record.
    private func oppositeAssertions(among parts: [Condition]) -> [String] {
        var left: [ConceptID: AssertionSet] = [:]
        var found: [String] = []
        for case .stated(let test) in parts where test.concepts.count == 1 && test.place == .record {
            let concept = test.concepts[0]
            let before = left[concept] ?? AssertionSet(Assertion.allCases)
            let both = AssertionSet(before.members.filter(test.assertions.contains))
            left[concept] = both
            if both.members.isEmpty { found.append("what is asked of \(prose.title(concept)) can not all hold") }
        }
        return found
    }

    private func fits(_ site: Int, _ test: Condition.SiteTest) -> Bool {
        test.names.contains { Int($0.index) == site } || !test.tags.isDisjoint(with: vocabulary.sites[site].tags)
    }

    private func isDisjoint(_ test: Condition.StudyTest) -> Bool {
        !judged.isEmpty && !test.modalities.isEmpty && judged.isDisjoint(with: test.modalities)
    }

    private func isEmpty(_ test: Condition.NumberTest) -> Bool {
        guard let low = test.atLeast, let high = test.below else { return false }
        return parameters.number(low) >= parameters.number(high)
    }

    /// The narrowest bounds that several tests leave.
    private func joined(_ tests: [Condition.NumberTest]) -> Condition.NumberTest {
        let low = tests.compactMap(\.atLeast).map(parameters.number).max()
        let high = tests.compactMap(\.below).map(parameters.number).min()
        return Condition.NumberTest(atLeast: low.map(Quantity.number), below: high.map(Quantity.number))
    }
}
