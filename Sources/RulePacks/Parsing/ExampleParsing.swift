import AuditModel
import LocatedYAML

extension PackWords {
    private static let orderKeys: [(key: String, field: CanonicalField)] = [
        ("id", .orderID), ("code", .examCode), ("exam", .examDescription), ("says", .indication),
        ("prior", .priorFinding), ("icd", .icd10), ("status", .status), ("accession", .accession),
        ("side", .laterality),
        ("modifier", .modifier), ("site", .performingSite), ("department", .department), ("age", .age), ("sex", .sex),
        ("born", .birthDate), ("class", .patientClass), ("patient", .patientID),
    ]

    mutating func example(_ value: YAMLValue) -> RuleExample? {
        let mapping = reader.mapping(
            value, known: ["name", "age", "sex", "orders", "expect", "also", "coverage", "cutoff", "set"])
        guard let name = mapping["name"].flatMap({ reader.string($0) }),
            let expected = mapping["expect"].flatMap({ reader.string($0) }), let orders = mapping["orders"]
        else {
            reader.report("an example needs 'name', 'orders' and 'expect'", at: value)
            return nil
        }
        let shared = ["age", "sex"].compactMap { key in mapping[key].flatMap { reader.string($0) }.map { (key, $0) } }
        var verdict: Verdict?
        var reason = ""
        if expected != "nothing" {
            let words = expected.split(separator: " ").map(String.init)
            verdict = words.first.flatMap(Verdict.init(name:))
            reason = words.dropFirst().first ?? ""
            if verdict == nil || reason.isEmpty {
                reader.report("expected a verdict and a reason, or 'nothing'", at: mapping["expect"] ?? value)
            }
        }
        return RuleExample(
            name: name, line: value.line,
            orders: reader.list(orders).compactMap { order($0, shared: shared) }, verdict: verdict, reason: reason,
            also: Set(mapping["also"].map { reader.strings($0) } ?? []),
            coverageStart: mapping["coverage"].flatMap { reader.integer($0) } ?? -275,
            dataCutoff: mapping["cutoff"].flatMap { reader.integer($0) } ?? 303,
            parameters: mapping["set"].map { settings($0) } ?? [:])
    }

    private mutating func order(_ value: YAMLValue, shared: [(String, String)]) -> RuleExample.Order? {
        let mapping = reader.mapping(value, known: ["day", "at", "performed"] + Self.orderKeys.map(\.key))
        guard let day = mapping["day"].flatMap({ reader.integer($0) }) else {
            reader.report("an order needs 'day', counted from the example's first day", at: value)
            return nil
        }
        var second: Int32 = -1
        if let at = mapping["at"], let clock = reader.string(at) {
            let parts = clock.split(separator: ":").compactMap { Int32($0) }
            if parts.count == 2, (0..<24).contains(parts[0]), (0..<60).contains(parts[1]) {
                second = parts[0] * 3600 + parts[1] * 60
            } else {
                reader.report("expected a time like 14:30 in quotes", at: at)
            }
        }
        var cells: [CanonicalField: String] = [:]
        for (key, field) in Self.orderKeys {
            if let text = mapping[key].flatMap({ reader.string($0) }) ?? shared.first(where: { $0.0 == key })?.1 {
                cells[field] = text
            }
        }
        return RuleExample.Order(
            day: day, second: second, performedDay: mapping["performed"].flatMap { reader.integer($0) }, cells: cells)
    }

    /// Parameters by name, with values of the kind each was declared with.
    mutating func settings(_ value: YAMLValue) -> [String: ParameterValue] {
        var settings: [String: ParameterValue] = [:]
        for entry in reader.entries(value) {
            guard let declared = parameter(entry.key, at: entry.value) else { continue }
            settings[entry.key] = parameterValue(entry.value, like: declared)
        }
        return settings
    }

    mutating func parameterValue(_ value: YAMLValue, like declared: ParameterValue) -> ParameterValue? {
        switch declared {
        case .number: reader.decimal(value).map(ParameterValue.number)
        case .flag: reader.boolean(value).map(ParameterValue.flag)
        case .word: reader.string(value).map(ParameterValue.word)
        case .list: .list(reader.strings(value))
        }
    }
}
