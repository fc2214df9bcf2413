import AuditModel

/// Changes of values that a rule lists: each of several left out, a single one replaced by the next that could stand there.
enum ListedValues {
    typealias Change<Value> = (what: String, values: [Value])

    /// `all`: every value that could stand in the list, in a fixed order.
    static func changes<Value: Equatable>(
        _ listed: [Value], among all: [Value], name: (Value) -> String
    ) -> [Change<Value>] {
        guard listed.count == 1 else {
            return listed.indices.map { index in
                var fewer = listed
                fewer.remove(at: index)
                return ("\(name(listed[index])) dropped", fewer)
            }
        }
        guard let next = next(after: listed[0], among: all) else { return [] }
        return [("\(name(listed[0])) swapped for \(name(next))", [next])]
    }

    /// The value behind another, from the end round to the first; nil where there is only one.
    static func next<Value: Equatable>(after value: Value, among all: [Value]) -> Value? {
        guard let place = all.firstIndex(of: value), all.count > 1 else { return nil }
        return all[(place + 1) % all.count]
    }
}

extension ModalitySet {
    func changes() -> [(what: String, set: ModalitySet)] {
        ListedValues.changes(members, among: Modality.allCases, name: \.name)
            .map { ($0.what, $0.values.reduce(into: []) { $0.formUnion(ModalitySet($1)) }) }
    }
}

extension RegionSet {
    func changes() -> [(what: String, set: RegionSet)] {
        ListedValues.changes(members, among: Region.allCases, name: \.name)
            .map { ($0.what, $0.values.reduce(into: []) { $0.formUnion(RegionSet($1)) }) }
    }
}

extension ExamKindSet {
    func changes() -> [(what: String, set: ExamKindSet)] {
        ListedValues.changes(members, among: ExamKind.allCases, name: \.name)
            .map { ($0.what, $0.values.reduce(into: []) { $0.formUnion(ExamKindSet($1)) }) }
    }
}

extension ContrastStateSet {
    func changes() -> [(what: String, set: ContrastStateSet)] {
        ListedValues.changes(members, among: ContrastState.allCases, name: \.name)
            .map { ($0.what, $0.values.reduce(into: []) { $0.formUnion(ContrastStateSet($1)) }) }
    }
}

extension ExamAttributeSet {
    func changes(_ vocabulary: Vocabulary) -> [(what: String, set: ExamAttributeSet)] {
        let all = vocabulary.examAttributes.indices.map { ExamAttributeSet(bit: $0) }
        let listed = all.filter { !$0.isDisjoint(with: self) }
        return ListedValues.changes(listed, among: all) { vocabulary.examAttributes[all.firstIndex(of: $0) ?? 0] }
            .map { ($0.what, $0.values.reduce(into: []) { $0.formUnion($1) }) }
    }
}

extension Set {
    /// Of an enumeration's values.
    func changes(among all: [Element], name: (Element) -> String) -> [(what: String, set: Set)] {
        ListedValues.changes(all.filter(contains), among: all, name: name).map { ($0.what, Set($0.values)) }
    }
}
