import AuditModel
import LocatedYAML

extension PackWords {
    static let orderKeys: [(key: String, field: CanonicalField)] = [
        ("id", .orderID), ("code", .examCode), ("exam", .examDescription), ("says", .indication),
        ("prior", .priorFinding), ("icd", .icd10), ("status", .status), ("accession", .accession),
        ("side", .laterality),
        ("modifier", .modifier), ("site", .performingSite), ("department", .department), ("age", .age), ("sex", .sex),
        ("born", .birthDate), ("class", .patientClass), ("patient", .patientID),
    ]

    /// What an example can say of itself; its orders stand beside these.
    private static let exampleKeys = [
        "name", "age", "sex", "expect", "confidence", "also", "coverage", "cutoff", "set",
    ]

    /// One example and its variants: the same orders with what `but` changes in them.
    mutating func examples(_ value: YAMLValue) -> [RuleExample] {
        let mapping = reader.mapping(value, known: Self.exampleKeys + ["orders", "but"])
        let orders = mapping["orders"].map { reader.list($0) } ?? []
        guard !orders.isEmpty, let first = example(mapping, orders: orders.map { reader.entries($0) }) else {
            reader.report("an example needs 'name', 'orders' and 'expect'", at: value)
            return []
        }
        return [first] + (mapping["but"].map { reader.list($0) } ?? []).compactMap { variant($0, of: mapping, orders) }
    }

    /// Keys of a variant replace those of its example; `order-2` changes the second order, `without` leaves orders out,
    /// `with` adds some.
    private mutating func variant(_ value: YAMLValue, of base: YAMLMapping, _ baseOrders: [YAMLValue]) -> RuleExample? {
        let orderKeys = baseOrders.indices.map { "order-\($0 + 1)" }
        let mapping = reader.mapping(value, known: Self.exampleKeys + orderKeys + ["without", "with"])
        guard mapping["name"] != nil, mapping["expect"] != nil else {
            reader.report("a variant needs 'name' and 'expect'", at: value)
            return nil
        }
        let left = Set(mapping["without"].map { reader.list($0).compactMap { reader.integer($0) } } ?? [])
        if let without = mapping["without"], left.contains(where: { !(1...baseOrders.count).contains($0) }) {
            reader.report("the example has the orders 1 to \(baseOrders.count)", at: without)
        }
        var orders: [[YAMLEntry]] = []
        for (index, order) in baseOrders.enumerated() where !left.contains(index + 1) {
            let changes = mapping[orderKeys[index]].map { reader.entries($0) } ?? []
            orders.append(changed(reader.entries(order), by: changes))
        }
        orders += (mapping["with"].map { reader.list($0) } ?? []).map { reader.entries($0) }
        let own = mapping.entries.filter { Self.exampleKeys.contains($0.key) }
        let inherited = base.entries.filter {
            Self.exampleKeys.contains($0.key) && !["confidence", "also"].contains($0.key)
        }
        let whole = YAMLMapping(entries: changed(inherited, by: own), value: value)
        guard var variant = example(whole, orders: orders) else { return nil }
        let baseName = base["name"].flatMap { reader.string($0) } ?? ""
        variant.name = "\(baseName), but: \(variant.name)"
        variant.difference = mapping.entries.filter { !["name", "expect", "also", "confidence"].contains($0.key) }
            .map { "\($0.key): \($0.value.flowText)" }.joined(separator: ", ")
        return variant
    }

    private func changed(_ entries: [YAMLEntry], by changes: [YAMLEntry]) -> [YAMLEntry] {
        entries.filter { old in !changes.contains { $0.key == old.key } } + changes
    }

    private mutating func example(_ mapping: YAMLMapping, orders: [[YAMLEntry]]) -> RuleExample? {
        guard let name = mapping["name"].flatMap({ reader.string($0) }),
            let expected = mapping["expect"].flatMap({ reader.string($0) })
        else { return nil }
        let shared = ["age", "sex"].compactMap { key in mapping[key].flatMap { reader.string($0) }.map { (key, $0) } }
        var verdict: Verdict?
        var reason = ""
        if expected != "nothing" {
            let words = expected.split(separator: " ").map(String.init)
            verdict = words.first.flatMap(Verdict.init(name:))
            reason = words.dropFirst().first ?? ""
            if verdict == nil || words.count != 2 {
                reader.report("expected a verdict and a reason, or 'nothing'", at: mapping["expect"] ?? mapping.value)
            }
        }
        return RuleExample(
            name: name, line: mapping.value.line,
            orders: orders.compactMap { order($0, of: mapping.value, shared: shared) }, verdict: verdict,
            reason: reason,
            confidence: mapping["confidence"].flatMap { confidence($0) },
            also: Set(mapping["also"].map { reader.strings($0) } ?? []),
            coverageStart: mapping["coverage"].flatMap { reader.integer($0) } ?? -275,
            dataCutoff: mapping["cutoff"].flatMap { reader.integer($0) } ?? 303,
            parameters: mapping["set"].map { settings($0) } ?? [:])
    }

    private mutating func order(
        _ entries: [YAMLEntry], of example: YAMLValue, shared: [(String, String)]
    ) -> RuleExample.Order? {
        let value = YAMLValue(
            content: .mapping(entries), file: example.file, line: entries.first?.line ?? example.line,
            column: entries.first?.column ?? example.column)
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
