import AuditModel
import LocatedYAML

extension LexiconReader {
    mutating func readContext(_ root: YAMLMapping) {
        if let value = root["scope"] { scope = reader.integer(value) ?? scope }
        for item in reader.list(root["cues"] ?? emptyList(root)) {
            let mapping = reader.mapping(item, known: ["effect", "direction", "phrases"])
            guard let effectValue = mapping["effect"],
                let effect = reader.word(effectValue, as: "effect", Cue.Effect.self),
                let directionValue = mapping["direction"],
                let direction = reader.word(directionValue, as: "direction", Cue.Direction.self)
            else { continue }
            let number = cues.count
            cues.append(Cue(effect: effect, direction: direction))
            addPhrases(mapping["phrases"], TextSense(kind: .cue, number: UInt16(number)))
        }
        addPhrases(root["pseudo"], TextSense(kind: .trap, number: TextSense.noConcept))
        if let markers = root["markers"] {
            for entry in reader.entries(markers) {
                guard let marker = Marker(name: entry.key) else {
                    let known = Marker.allCases.map(\.name)
                    reader.reportUnknown("marker", entry.key, known: known, at: entry.value)
                    continue
                }
                addPhrases(entry.value, TextSense(kind: .marker, number: marker.rawValue))
            }
        }
        if let periods = root["periods"] {
            for entry in reader.entries(periods) {
                let mapping = reader.mapping(entry.value, known: ["days", "phrases"])
                let days = mapping["days"].flatMap { reader.integer($0) } ?? 0
                addPhrases(mapping["phrases"], TextSense(kind: .period, number: UInt16(clamping: days)))
            }
        }
        if let numbers = root["numbers"] {
            for entry in reader.entries(numbers) {
                addPhrases(entry.value, TextSense(kind: .count, number: UInt16(entry.key) ?? 0))
            }
        }
        if let months = root["months"] {
            for entry in reader.entries(months) {
                addPhrases(entry.value, TextSense(kind: .month, number: UInt16(entry.key) ?? 0))
            }
        }
        if let sides = root["sides"] {
            for entry in reader.entries(sides) {
                guard let side = Laterality(name: entry.key) else { continue }
                addPhrases(entry.value, TextSense(kind: .side, number: UInt16(side.rawValue)))
            }
        }
        addPhrases(root["not-sides"], TextSense(kind: .trap, number: TextSense.noConcept))
    }

    mutating func readSizes(_ root: YAMLMapping) {
        for item in reader.list(root["units"] ?? emptyList(root)) {
            let mapping = reader.mapping(item, known: ["millimetres", "phrases"])
            let length = mapping["millimetres"].flatMap { reader.decimal($0) } ?? 0
            addPhrases(mapping["phrases"], TextSense(kind: .unit, number: UInt16(clamping: Int(length * 100))))
        }
        for (key, kind) in [("in-words", TextSense.Kind.length), ("objects", .object)] {
            for item in reader.list(root[key] ?? emptyList(root)) {
                let mapping = reader.mapping(item, known: ["millimetres", "phrases"])
                let length = mapping["millimetres"].flatMap { reader.integer($0) } ?? 0
                addPhrases(mapping["phrases"], TextSense(kind: kind, number: UInt16(clamping: length)))
            }
        }
        addPhrases(root["takes-size"], TextSense(kind: .marker, number: Marker.takesSize.rawValue))
    }

    mutating func readStudies(_ root: YAMLMapping) {
        for item in reader.list(root["studies"] ?? emptyList(root)) {
            let mapping = reader.mapping(item, known: ["modality", "regions", "phrases"])
            let sense = StudySense(
                modality: mapping["modality"].flatMap { modality($0) }, regions: regions(mapping["regions"]))
            addPhrases(mapping["phrases"], TextSense(kind: .study, number: UInt16(clamping: studies.count)))
            studies.append(sense)
        }
        addPhrases(root["not"], TextSense(kind: .notStudy, number: 0))
    }

    mutating func readDiagnoses(_ root: YAMLMapping) {
        for item in reader.list(root["codes"] ?? emptyList(root)) {
            let mapping = reader.mapping(item, known: ["prefixes", "concepts", "site", "side", "side-character"])
            var meaning = CodeMeaning()
            if let value = mapping["concepts"] {
                for item in reader.list(value) { if let id = concept(item) { meaning.concepts.append(id) } }
            }
            if let value = mapping["site"] { meaning.site = site(value) ?? .unspecified }
            if let value = mapping["side"] { meaning.side = side(value) ?? .unspecified }
            if let value = mapping["side-character"] { meaning.sideCharacter = reader.integer(value) ?? 0 }
            if let value = mapping["prefixes"] {
                for prefix in reader.strings(value) { codes.insert(prefix, meaning) }
            }
        }
    }

    mutating func readMentions(_ root: YAMLMapping) {
        for sense in MentionLexicon.Sense.allCases {
            guard let value = root[sense.rawValue] else { continue }
            for phrase in reader.strings(value) { mentions.append((phrase, sense)) }
        }
        readExamples(root["examples"], subject: "mention")
    }

    func emptyList(_ root: YAMLMapping) -> YAMLValue {
        YAMLValue(content: .sequence([]), file: root.value.file, line: root.value.line, column: root.value.column)
    }
}
