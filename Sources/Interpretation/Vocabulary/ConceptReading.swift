import AuditModel
import LocatedYAML

extension LexiconReader {
    private static var keys: [String] {
        [
            "name", "role", "title", "phrases", "weak", "kinds", "not", "unbound", "denied", "implies", "suspected",
            "uncertain", "historical", "strengthens", "founds", "placed", "dated", "overlaps", "overruled-by", "codes",
            "examples",
        ]
    }

    /// Gives every concept its number, so that files may name each other's. A concept that stands in several files is
    /// one: the later file adds phrases to it.
    mutating func declareConcepts(_ root: YAMLMapping) {
        for item in reader.list(root["concepts"] ?? root.value) {
            let mapping = reader.mapping(item, known: Self.keys)
            guard let nameValue = mapping["name"], let name = reader.string(nameValue) else {
                reader.report("a concept needs a name", at: item)
                continue
            }
            if conceptNumbers[name] != nil { continue }
            guard concepts.count < ConceptSet.capacity else {
                reader.report("more than \(ConceptSet.capacity) concepts", at: item)
                return
            }
            guard let roleValue = mapping["role"],
                let role = reader.word(roleValue, as: "role", Concept.Role.self)
            else {
                reader.report("concept '\(name)' needs a role", at: item)
                continue
            }
            let title = mapping["title"].flatMap { reader.string($0) } ?? name
            conceptNumbers[name] = concepts.count
            concepts.append((Concept(name: name, role: role, title: title), ConceptRule(role: role)))
        }
    }

    mutating func readConcepts(_ root: YAMLMapping) {
        for item in reader.list(root["concepts"] ?? root.value) {
            // Unknown keys were reported when the concept was declared.
            let mapping = YAMLMapping(entries: reader.entries(item), value: item)
            guard let nameValue = mapping["name"], let name = reader.string(nameValue),
                let number = conceptNumbers[name]
            else { continue }
            readRule(of: number, from: mapping)
            let id = UInt16(number)
            let overlaps = mapping["overlaps"].flatMap { reader.boolean($0) } ?? false
            addPhrases(mapping["phrases"], TextSense(kind: .concept, flags: overlaps ? .overlapping : [], number: id))
            addPhrases(mapping["weak"], TextSense(kind: .concept, flags: .weak, number: id))
            addPhrases(mapping["kinds"], TextSense(kind: .concept, flags: [.weak, .ofKind], number: id))
            addPhrases(mapping["not"], TextSense(kind: .trap, number: id))
            addPhrases(mapping["unbound"], TextSense(kind: .concept, flags: .unbound, number: id))
            addPhrases(mapping["denied"], TextSense(kind: .concept, flags: .denied, number: id))
            if let codesValue = mapping["codes"] {
                for prefix in reader.strings(codesValue) {
                    codes.insert(prefix, CodeMeaning(concepts: [ConceptID(index: UInt8(number))]))
                }
            }
            readExamples(mapping["examples"], subject: name)
        }
    }

    private mutating func readRule(of number: Int, from mapping: YAMLMapping) {
        var rule = concepts[number].rule
        if let value = mapping["suspected"], let name = reader.string(value) {
            if let assertion = Assertion(name: name) {
                rule.suspected = assertion
            } else {
                reader.reportUnknown("assertion", name, known: Assertion.allCases.map(\.name), at: value)
            }
        }
        if let value = mapping["uncertain"], let word = reader.string(value) {
            switch word {
            case "counts": rule.uncertain = .counts
            case "uncertain": rule.uncertain = .asWritten
            default: reader.reportUnknown("handling", word, known: ["counts", "uncertain"], at: value)
            }
        }
        if let value = mapping["historical"], let word = reader.string(value) {
            switch word {
            case "counts": rule.historicalCounts = true
            case "ignored": rule.historicalCounts = false
            default: rule.historical = concept(value)
            }
        }
        if let value = mapping["implies"] {
            for item in reader.list(value) { if let implied = concept(item) { rule.implied.insert(implied) } }
        }
        if let value = mapping["strengthens"] { rule.strengthens = reader.boolean(value) ?? false }
        if let value = mapping["founds"] { rule.founds = reader.boolean(value) ?? false }
        if let value = mapping["placed"] { rule.isOfPlace = reader.boolean(value) ?? false }
        if let value = mapping["dated"] { rule.isDated = reader.boolean(value) ?? false }
        if let value = mapping["overruled-by"] {
            for item in reader.list(value) {
                if let modality = modality(item) { concepts[number].concept.overruledBy.insert(ModalitySet(modality)) }
            }
        }
        concepts[number].rule = rule
    }
}
