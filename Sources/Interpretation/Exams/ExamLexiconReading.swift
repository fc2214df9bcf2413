import AuditModel
import LocatedYAML

extension LexiconReader {
    mutating func declareAttributes(_ root: YAMLMapping) {
        guard let list = root["attributes"] else { return }
        for item in reader.list(list) {
            guard let name = reader.string(item), !examAttributes.contains(name) else { continue }
            guard examAttributes.count < 64 else {
                reader.report("more than 64 exam attributes", at: item)
                return
            }
            examAttributes.append(name)
        }
    }

    mutating func readExams(_ root: YAMLMapping) {
        readModalities(root)
        readRegions(root)
        readContrast(root)
        readKinds(root["kinds"], isWeak: false, needsNoRegion: false)
        readKinds(root["weak-kinds"], isWeak: true, needsNoRegion: false)
        readKinds(root["kinds-without-region"], isWeak: false, needsNoRegion: true)
        if let value = root["attributes-of"] {
            for entry in reader.entries(value) {
                guard let bit = examAttributes.firstIndex(of: entry.key) else {
                    reader.reportUnknown("exam attribute", entry.key, known: examAttributes, at: entry.value)
                    continue
                }
                let set = ExamAttributeSet(bit: bit)
                for phrase in reader.strings(entry.value) { exams.attributes.append((phrase, set)) }
            }
        }
        if let value = root["tissue-sites"] {
            for (rank, entry) in reader.entries(value).enumerated() {
                guard let number = siteNumbers[entry.key] else {
                    reader.reportUnknown("site", entry.key, known: Array(siteNumbers.keys), at: entry.value)
                    continue
                }
                let site = ExamLexicon.TissueSite(site: SiteID(index: UInt8(number)), rank: rank)
                for phrase in reader.strings(entry.value) { exams.tissueSites.append((phrase, site)) }
            }
        }
        if let value = root["sides"] {
            for entry in reader.entries(value) {
                guard let side = Laterality(name: entry.key) else { continue }
                for phrase in reader.strings(entry.value) { exams.sides.append((phrase, side)) }
            }
        }
        readRunTogether(root)
        if let value = root["plain-words"] { exams.plainWords.formUnion(reader.strings(value)) }
        if let value = root["not"] { for phrase in reader.strings(value) { exams.addTrap(phrase) } }
        for item in reader.list(root["defaults"] ?? emptyList(root)) {
            let mapping = reader.mapping(item, known: ["region", "unless", "add"])
            exams.defaults.append(
                ExamLexicon.Default(
                    region: regions(mapping["region"]), unless: attributes(mapping["unless"]),
                    add: attributes(mapping["add"])))
        }
        readExamples(root["examples"], subject: "exam")
    }

    private mutating func readRunTogether(_ root: YAMLMapping) {
        if let value = root["written-as"] {
            for entry in reader.entries(value) {
                guard let words = reader.string(entry.value) else { continue }
                exams.writtenAs.append((entry.key.lowercased(), words))
            }
        }
        guard let value = root["run-together"] else { return }
        let mapping = reader.mapping(value, known: ["leading", "prefixes", "trailing", "short"])
        if let list = mapping["leading"] { exams.runTogether.leading.formUnion(reader.strings(list)) }
        if let list = mapping["prefixes"] { exams.runTogether.prefixes.formUnion(reader.strings(list)) }
        if let list = mapping["trailing"] { exams.runTogether.trailing.formUnion(reader.strings(list)) }
        if let list = mapping["short"] { exams.runTogether.short.formUnion(reader.strings(list)) }
    }

    private mutating func readKinds(_ value: YAMLValue?, isWeak: Bool, needsNoRegion: Bool) {
        guard let value else { return }
        for entry in reader.entries(value) {
            guard let kind = ExamKind(name: entry.key) else {
                reader.reportUnknown("exam kind", entry.key, known: ExamKind.allCases.map(\.name), at: entry.value)
                continue
            }
            let word = ExamLexicon.KindWord(kind: kind, isWeak: isWeak, needsNoRegion: needsNoRegion)
            for phrase in reader.strings(entry.value) { exams.kinds.append((phrase, word)) }
        }
    }

    private mutating func readModalities(_ root: YAMLMapping) {
        for item in reader.list(root["modalities"] ?? emptyList(root)) {
            let mapping = reader.mapping(
                item, known: ["modality", "weight", "phrases", "attributes", "angiography", "with-phase"])
            guard let value = mapping["modality"], let modality = modality(value) else { continue }
            let word = ExamLexicon.ModalityWord(
                modality: modality, weight: mapping["weight"].flatMap { reader.integer($0) } ?? 100,
                angiography: mapping["angiography"].flatMap { reader.boolean($0) },
                attributes: attributes(mapping["attributes"]),
                withPhase: mapping["with-phase"].flatMap { self.modality($0) })
            guard let phrases = mapping["phrases"] else { continue }
            for phrase in reader.strings(phrases) { exams.modalities.append((phrase, word)) }
        }
        for (rank, item) in reader.list(root["fallback"] ?? emptyList(root)).enumerated() {
            let mapping = reader.mapping(item, known: ["modality", "phrases"])
            guard let value = mapping["modality"], let modality = modality(value), let phrases = mapping["phrases"]
            else { continue }
            for phrase in reader.strings(phrases) {
                exams.fallback.append((phrase, ExamLexicon.FallbackWord(modality: modality, rank: rank)))
            }
        }
    }

    private mutating func readRegions(_ root: YAMLMapping) {
        for item in reader.list(root["regions"] ?? emptyList(root)) {
            let mapping = reader.mapping(
                item,
                known: [
                    "regions", "absorbs", "or", "weak", "attributes", "contrast", "site", "tissue-site", "plain",
                    "phrases",
                ])
            var site = SiteID.unspecified
            if let value = mapping["site"] { site = self.site(value) ?? site }
            var tissueSite = site
            if let value = mapping["tissue-site"] { tissueSite = self.site(value) ?? site }
            let word = ExamLexicon.RegionWord(
                regions: regions(mapping["regions"]), absorbs: regions(mapping["absorbs"]),
                alternatives: regions(mapping["or"]),
                isWeak: mapping["weak"].flatMap { reader.boolean($0) } ?? false,
                attributes: attributes(mapping["attributes"]),
                contrast: mapping["contrast"].flatMap { contrastState($0) }, site: site,
                tissueSite: tissueSite, isPlain: mapping["plain"].flatMap { reader.boolean($0) } ?? false)
            guard let phrases = mapping["phrases"] else { continue }
            for phrase in reader.strings(phrases) { exams.regions.append((phrase, word)) }
        }
    }

    private mutating func readContrast(_ root: YAMLMapping) {
        if let value = root["contrast"] {
            for entry in reader.entries(value) {
                guard let word = ExamLexicon.ContrastWord(rawValue: entry.key) else {
                    let known = ExamLexicon.ContrastWord.allCases.map(\.rawValue)
                    reader.reportUnknown("contrast word", entry.key, known: known, at: entry.value)
                    continue
                }
                for phrase in reader.strings(entry.value) { exams.contrast.append((phrase, word)) }
            }
        }
        if let value = root["with-other"] {
            for phrase in reader.strings(value) { exams.withOther.append((phrase, true)) }
        }
        if let value = root["angiography"] { exams.ofAngiography = attributes(value) }
        if let value = root["oral-contrast"] { exams.oralContrast = attributes(value) }
        if let value = root["oral-only"] { exams.oralOnly = attributes(value) }
    }

    private mutating func contrastState(_ value: YAMLValue) -> ContrastState? {
        guard let name = reader.string(value) else { return nil }
        if let state = ContrastState(name: name) { return state }
        reader.reportUnknown("contrast state", name, known: ContrastState.allCases.map(\.name), at: value)
        return nil
    }

    mutating func readExamCodes(_ root: YAMLMapping) {
        let known = [
            "codes", "label", "modality", "regions", "contrast", "kind", "laterality", "angiography", "attributes",
            "site", "at-least-mm", "from", "through", "names-all-regions",
        ]
        for item in reader.list(root["codes"] ?? emptyList(root)) {
            let mapping = reader.mapping(item, known: known)
            guard let labelValue = mapping["label"], let label = reader.string(labelValue),
                let codesValue = mapping["codes"]
            else {
                reader.report("an entry needs 'codes' and a 'label'", at: item)
                continue
            }
            var code = ExamCode(label: label)
            code.modality = mapping["modality"].flatMap { modality($0) }
            code.regions = regions(mapping["regions"])
            code.contrast = mapping["contrast"].flatMap { contrastState($0) }
            if let value = mapping["kind"], let name = reader.string(value) {
                if let kind = ExamKind(name: name) {
                    code.kind = kind
                } else {
                    reader.reportUnknown("exam kind", name, known: ExamKind.allCases.map(\.name), at: value)
                }
            }
            code.laterality = mapping["laterality"].flatMap { side($0) } ?? .unspecified
            code.namesAllRegions = mapping["names-all-regions"].flatMap { reader.boolean($0) } ?? false
            code.angiography = mapping["angiography"].flatMap { reader.boolean($0) } ?? false
            code.attributes = attributes(mapping["attributes"])
            code.site = mapping["site"].flatMap { site($0) } ?? .unspecified
            code.atLeastMillimetres = UInt16(clamping: mapping["at-least-mm"].flatMap { reader.integer($0) } ?? 0)
            code.validFrom = mapping["from"].flatMap { reader.day($0) } ?? .unknown
            code.validThrough = mapping["through"].flatMap { reader.day($0) } ?? .unknown
            for name in reader.strings(codesValue) { exams.codes[name.uppercased()] = code }
        }
    }
}
