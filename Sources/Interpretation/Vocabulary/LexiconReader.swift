import AuditModel
import LocatedYAML

/// Collects what the lexicon files say, whatever their order, and compiles it. All complaints are kept until the end.
struct LexiconReader: ~Copyable {
    var reader = YAMLReader()
    var concepts: [(concept: Concept, rule: ConceptRule)] = []
    var conceptNumbers: [String: Int] = [:]
    var sites: [Site] = [Site(name: "unspecified", title: "unspecified site", group: "unspecified")]
    var siteRules: [SiteRule] = [SiteRule()]
    var siteNumbers: [String: Int] = ["unspecified": 0]
    /// What texts are searched for, and what each phrase means.
    var phrases = SpelledPhrases()
    var senses: [TextSense] = []
    /// Concepts of orders that a pack's lexicon names first.
    var ownConcepts: [(pack: String, concepts: [ConceptID])] = []
    var cues: [Cue] = []
    var studies: [StudySense] = []
    var codes = CodeTable()
    var mentions: [(phrase: String, sense: MentionLexicon.Sense)] = []
    var scope = 6
    var examAttributes: [String] = []
    var examples: [LexiconExample] = []
    var exams = ExamLexiconDraft()

    static let maximumSites = 256

    mutating func read(_ documents: [(kind: LexiconKind, root: YAMLMapping, pack: String?)]) {
        for document in documents where document.kind == .exams { declareAttributes(document.root) }
        for document in documents where document.kind == .concepts {
            let known = concepts.count
            declareConcepts(document.root)
            let new = (known..<concepts.count).filter { concepts[$0].concept.role == .order }
            if let pack = document.pack, !new.isEmpty {
                ownConcepts.append((pack, new.map { ConceptID(index: UInt8($0)) }))
            }
        }
        for document in documents where document.kind == .sites { declareSites(document.root) }
        for document in documents {
            switch document.kind {
            case .concepts: readConcepts(document.root)
            case .sites: readSites(document.root)
            case .context: readContext(document.root)
            case .sizes: readSizes(document.root)
            case .studies: readStudies(document.root)
            case .diagnoses: readDiagnoses(document.root)
            case .mentions: readMentions(document.root)
            case .exams: readExams(document.root)
            case .examCodes: readExamCodes(document.root)
            }
        }
    }

    mutating func addPhrases(_ value: YAMLValue?, _ sense: TextSense) {
        guard let value else { return }
        for item in reader.list(value) {
            guard let written = reader.string(item) else { continue }
            for phrase in PhraseNotation.variants(of: written) {
                guard !PhraseNotation.hasBareStar(phrase) else {
                    reader.report(
                        "'*' stands for the ending of a word and needs the word's beginning before it", at: item)
                    continue
                }
                phrases.add(phrase)
                senses.append(sense)
            }
        }
    }

    mutating func concept(_ value: YAMLValue) -> ConceptID? {
        guard let name = reader.string(value) else { return nil }
        if let number = conceptNumbers[name] { return ConceptID(index: UInt8(number)) }
        reader.reportUnknown("concept", name, known: Array(conceptNumbers.keys), at: value)
        return nil
    }

    mutating func site(_ value: YAMLValue) -> SiteID? {
        guard let name = reader.string(value) else { return nil }
        if let number = siteNumbers[name] { return SiteID(index: UInt8(number)) }
        reader.reportUnknown("site", name, known: Array(siteNumbers.keys), at: value)
        return nil
    }

    mutating func regions(_ value: YAMLValue?) -> RegionSet {
        guard let value else { return [] }
        var set: RegionSet = []
        for item in reader.list(value) {
            guard let name = reader.string(item) else { continue }
            if let region = Region(name: name) {
                set.insert(RegionSet(region))
            } else {
                reader.reportUnknown("region", name, known: Region.allCases.map(\.name), at: item)
            }
        }
        return set
    }

    mutating func modality(_ value: YAMLValue) -> Modality? {
        guard let name = reader.string(value) else { return nil }
        if let modality = Modality(name: name) { return modality }
        reader.reportUnknown("modality", name, known: Modality.allCases.map(\.name), at: value)
        return nil
    }

    mutating func side(_ value: YAMLValue) -> Laterality? {
        guard let name = reader.string(value) else { return nil }
        if let side = Laterality(name: name) { return side }
        reader.reportUnknown("side", name, known: Laterality.allCases.map(\.name), at: value)
        return nil
    }

    mutating func attributes(_ value: YAMLValue?) -> ExamAttributeSet {
        guard let value else { return [] }
        var set: ExamAttributeSet = []
        for item in reader.list(value) {
            guard let name = reader.string(item) else { continue }
            if let bit = examAttributes.firstIndex(of: name) {
                set.insert(ExamAttributeSet(bit: bit))
            } else {
                reader.reportUnknown("exam attribute", name, known: examAttributes, at: item)
            }
        }
        return set
    }

    mutating func readExamples(_ value: YAMLValue?, subject: String) {
        guard let value else { return }
        for item in reader.list(value) {
            let entries = reader.entries(item)
            var example = LexiconExample(file: item.file, line: item.line, subject: subject, text: "", expected: [:])
            for entry in entries {
                guard let content = reader.string(entry.value) else { continue }
                if entry.key == "text" { example.text = content } else { example.expected[entry.key] = content }
            }
            examples.append(example)
        }
    }
}
