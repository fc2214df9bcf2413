package import AuditModel
import LocatedYAML

/// A site's local decisions (specification 8.7), read from YAML.
package struct SiteFile: Sendable {
    /// What a site says of one rule.
    struct RuleChoice: Sendable {
        var isOn: Bool?
        var cap: Verdict?
    }

    var file = ""
    package var name = ""
    var rules: [(id: String, choice: RuleChoice)] = []
    var packs: [(name: String, isOn: Bool)] = []
    var parameters: [String: ParameterValue] = [:]
    package var statusWords: [String: OrderStatus] = [:]
    /// Every decision in words, for the method section.
    var choices: [String] = []

    package init() {}

    static let keys = [
        "name", "referral-data", "reference-centre-departments", "partner-sites", "pathway", "severity-profile",
        "rules", "packs", "parameters", "status-words",
    ]

    /// Throws everything that is wrong with the file. Rule and parameter names are checked against the loaded packs.
    package init(text: String, file: String, ruleIDs: [String], packNames: [String], known: [Parameter])
        throws(AuditIssues)
    {
        self.file = file
        var reader = YAMLReader()
        let mapping = reader.mapping(try YAMLValue(parsing: text, file: file), known: Self.keys)
        for entry in mapping.entries { read(entry, ruleIDs, packNames, known, &reader) }
        try reader.check()
    }

    private mutating func read(
        _ entry: YAMLEntry, _ ruleIDs: [String], _ packNames: [String], _ known: [Parameter], _ reader: inout YAMLReader
    ) {
        let value = entry.value
        switch entry.key {
        case "name": name = reader.string(value) ?? ""
        case "referral-data":
            let data = reader.mapping(value, known: ["exam-codes", "departments"])
            parameters["referral-data"] = .flag(true)
            parameters["referral-exam-codes"] = .list(data["exam-codes"].map { reader.strings($0) } ?? [])
            parameters["referral-departments"] = .list(data["departments"].map { reader.strings($0) } ?? [])
            choices.append("Referral data: the export carries referral or MDT records.")
        case "reference-centre-departments", "partner-sites":
            let list = reader.strings(value)
            parameters[entry.key] = .list(list)
            choices.append("\(entry.key): \(list.joined(separator: ", "))")
        case "pathway":
            let pathway = reader.mapping(value, known: ["mri-first", "siop-centre"])
            for (key, parameter) in [("mri-first", "mri-first-centre"), ("siop-centre", "siop-centre")] {
                guard let flag = pathway[key].flatMap({ reader.boolean($0) }) else { continue }
                parameters[parameter] = .flag(flag)
                choices.append("Local pathway, \(key): \(flag ? "yes" : "no")")
            }
        case "severity-profile":
            let profiles = ["source-strict", "radiation-aware"]
            guard let profile = reader.string(value) else { return }
            if profiles.contains(profile) {
                parameters["severity-profile"] = .word(profile)
                choices.append("Severity profile: \(profile)")
            } else {
                reader.reportUnknown("severity profile", profile, known: profiles, at: value)
            }
        case "rules": for rule in reader.entries(value) { readRule(rule, ruleIDs, &reader) }
        case "packs":
            for pack in reader.entries(value) {
                guard packNames.contains(pack.key) else {
                    reader.reportUnknown("rule pack", pack.key, known: packNames, at: pack.value)
                    continue
                }
                guard let isOn = reader.boolean(pack.value) else { continue }
                packs.append((pack.key, isOn))
                choices.append("Rule pack \(pack.key): \(isOn ? "on" : "off")")
            }
        case "parameters": for parameter in reader.entries(value) { readParameter(parameter, known, &reader) }
        default: for status in reader.entries(value) { readStatus(status, &reader) }
        }
    }

    private mutating func readRule(_ entry: YAMLEntry, _ ruleIDs: [String], _ reader: inout YAMLReader) {
        guard ruleIDs.contains(entry.key) else {
            reader.reportUnknown("rule", entry.key, known: ruleIDs, at: entry.value)
            return
        }
        var choice = RuleChoice()
        if case .scalar = entry.value.content {
            choice.isOn = reader.boolean(entry.value)
            choices.append("Rule \(entry.key): \(choice.isOn == false ? "off" : "on")")
        } else {
            let mapping = reader.mapping(entry.value, known: ["cap", "other-limb", "on"])
            choice.isOn = mapping["on"].flatMap { reader.boolean($0) }
            if let cap = mapping["cap"], let word = reader.string(cap) {
                let known = [("advisory", Verdict.advisory), ("info", .info)]
                choice.cap = known.first { $0.0 == word.lowercased() }?.1
                if choice.cap == nil { reader.reportUnknown("cap", word, known: known.map(\.0), at: cap) }
                choices.append("Rule \(entry.key): at most \(word)")
            }
            if let limb = mapping["other-limb"], let word = reader.string(limb) {
                if !["deviation", "advisory"].contains(word) {
                    reader.reportUnknown("choice", word, known: ["deviation", "advisory"], at: limb)
                }
                parameters["other-limb-deviation"] = .flag(word == "deviation")
                choices.append("Rule \(entry.key): other limb segments are a \(word)")
            }
        }
        rules.append((entry.key, choice))
    }

    private mutating func readParameter(_ entry: YAMLEntry, _ known: [Parameter], _ reader: inout YAMLReader) {
        guard let declared = known.first(where: { $0.name == entry.key }) else {
            reader.reportUnknown("parameter", entry.key, known: known.map(\.name), at: entry.value)
            return
        }
        switch declared.value {
        case .number:
            guard let number = reader.decimal(entry.value) else { return }
            if number < 0 { reader.report("'\(entry.key)' can not be negative", at: entry.value) }
            // What is counted is counted whole; a share of none is nothing to divide by.
            if declared.unit == "units", number < 1 { reader.report("'\(entry.key)' is at least 1", at: entry.value) }
            if ["units", "days", "minutes"].contains(declared.unit), number != number.rounded() {
                reader.report("expected a whole number of \(declared.unit)", at: entry.value)
            }
            parameters[entry.key] = .number(number)
        case .flag: parameters[entry.key] = reader.boolean(entry.value).map(ParameterValue.flag)
        case .word: parameters[entry.key] = reader.string(entry.value).map(ParameterValue.word)
        case .list: parameters[entry.key] = .list(reader.strings(entry.value))
        }
        choices.append(
            "Parameter \(entry.key): \(parameters[entry.key]?.description ?? "") instead of \(declared.value.description)"
        )
    }

    private mutating func readStatus(_ entry: YAMLEntry, _ reader: inout YAMLReader) {
        guard let status = OrderStatus(name: entry.key), status != .unknown else {
            reader.reportUnknown(
                "status", entry.key, known: OrderStatus.allCases.filter { $0 != .unknown }.map(\.name), at: entry.value)
            return
        }
        let words = reader.strings(entry.value)
        for word in words {
            if let other = statusWords.first(where: { $0.key.lowercased() == word.lowercased() })?.value,
                other != status
            {
                reader.report("'\(word)' stands under \(other.name) too", at: entry.value)
            }
            statusWords[word] = status
        }
        choices.append("Status words for \(entry.key): \(words.joined(separator: ", "))")
    }
}
