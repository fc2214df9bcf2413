import AuditModel
import LocatedYAML

extension LexiconReader {
    private static var keys: [String] {
        [
            "name", "title", "group", "tags", "phrases", "not", "implies", "sided", "measured", "hint-for",
            "covered-by",
            "examples",
        ]
    }

    mutating func declareSites(_ root: YAMLMapping) {
        guard let list = root["sites"] else { return }
        for item in reader.list(list) {
            let mapping = reader.mapping(item, known: Self.keys)
            guard let nameValue = mapping["name"], let name = reader.string(nameValue) else {
                reader.report("a site needs a name", at: item)
                continue
            }
            if siteNumbers[name] != nil { continue }
            guard sites.count < Self.maximumSites else {
                reader.report("more than \(Self.maximumSites) sites", at: item)
                return
            }
            guard let groupValue = mapping["group"], let group = reader.string(groupValue) else {
                reader.report("site '\(name)' needs a group", at: item)
                continue
            }
            siteNumbers[name] = sites.count
            sites.append(Site(name: name, title: mapping["title"].flatMap { reader.string($0) } ?? name, group: group))
            siteRules.append(SiteRule())
        }
    }

    mutating func readSites(_ root: YAMLMapping) {
        guard let list = root["sites"] else { return }
        for item in reader.list(list) {
            let mapping = YAMLMapping(entries: reader.entries(item), value: item)
            guard let nameValue = mapping["name"], let name = reader.string(nameValue), let number = siteNumbers[name]
            else { continue }
            if let tags = mapping["tags"] { sites[number].tags.formUnion(reader.strings(tags)) }
            if let value = mapping["hint-for"] {
                sites[number].isHint = true
                for item in reader.list(value) where site(item) != nil {
                    if let name = reader.string(item) { sites[number].includes.insert(name) }
                }
            }
            if let value = mapping["implies"] {
                for item in reader.list(value) {
                    if let implied = concept(item) { siteRules[number].implied.insert(implied) }
                }
            }
            if let value = mapping["sided"] { siteRules[number].sided = site(value) }
            if let value = mapping["measured"] { siteRules[number].isMeasured = reader.boolean(value) ?? false }
            if let value = mapping["covered-by"] { sites[number].coverage = coverage(value) }
            addPhrases(mapping["phrases"], TextSense(kind: .site, number: UInt16(number)))
            addPhrases(mapping["not"], TextSense(kind: .trap, number: TextSense.noConcept))
            readExamples(mapping["examples"], subject: name)
        }
    }

    private mutating func coverage(_ value: YAMLValue) -> [Site.CoverageRow] {
        var rows: [Site.CoverageRow] = []
        for item in reader.list(value) {
            let mapping = reader.mapping(item, known: ["modalities", "regions", "attributes", "coverage"])
            var modalities: ModalitySet = []
            if let names = mapping["modalities"] {
                for name in reader.list(names) {
                    if let modality = modality(name) { modalities.insert(ModalitySet(modality)) }
                }
            } else {
                modalities = .all
            }
            var coverage = Coverage.no
            if let value = mapping["coverage"], let word = reader.string(value) {
                switch word {
                case "yes": coverage = .yes
                case "partial": coverage = .partial
                case "no": coverage = .no
                default: reader.reportUnknown("coverage", word, known: ["yes", "partial", "no"], at: value)
                }
            }
            rows.append(
                Site.CoverageRow(
                    modalities: modalities, regions: regions(mapping["regions"]),
                    attributes: attributes(mapping["attributes"]), coverage: coverage))
        }
        return rows
    }
}
