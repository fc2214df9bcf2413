import AuditModel
import LocatedYAML

/// The names a rule may use, and how to complain about others. Carried through the parsing of one pack.
struct PackWords: ~Copyable {
    let vocabulary: Vocabulary
    let parameters: [String: ParameterValue]
    var reader = YAMLReader()
    /// Names of the rule's searches, in order.
    var finds: [String] = []

    init(vocabulary: Vocabulary, parameters: [String: ParameterValue]) {
        self.vocabulary = vocabulary
        self.parameters = parameters
    }

    mutating func concept(_ value: YAMLValue) -> ConceptID? {
        guard let name = reader.string(value) else { return nil }
        if let concept = vocabulary.concept(named: name) { return concept }
        reader.reportUnknown("concept", name, known: vocabulary.concepts.map(\.name), at: value)
        return nil
    }

    mutating func concepts(_ value: YAMLValue) -> [ConceptID] {
        reader.list(value).compactMap { concept($0) }
    }

    /// The search of this name; `words` may stand there too and are offered where it is unknown.
    mutating func find(_ value: YAMLValue, besides words: [String] = []) -> Int? {
        guard let name = reader.string(value) else { return nil }
        if let index = finds.firstIndex(of: name) { return index }
        reader.reportUnknown("search", name, known: words + finds, at: value)
        return nil
    }

    /// `180`, `5.0` or `$lookback-days`.
    mutating func quantity(_ value: YAMLValue) -> Quantity? {
        guard case .scalar(let text) = value.content, text.hasPrefix("$") else {
            return reader.decimal(value).map(Quantity.number)
        }
        let name = String(text.dropFirst())
        guard let known = parameter(name, at: value) else { return nil }
        guard case .number = known else {
            reader.report("parameter '\(name)' is not a number", at: value)
            return nil
        }
        return .parameter(name)
    }

    /// The name of a parameter that holds a list, written `$name`.
    mutating func listParameter(_ value: YAMLValue) -> String? {
        guard let text = reader.string(value) else { return nil }
        let name = String(text.drop { $0 == "$" })
        guard let known = parameter(name, at: value) else { return nil }
        guard case .list = known else {
            reader.report("parameter '\(name)' is not a list", at: value)
            return nil
        }
        return name
    }

    mutating func parameter(_ name: String, at value: YAMLValue) -> ParameterValue? {
        if let known = parameters[name] { return known }
        reader.reportUnknown("parameter", name, known: Array(parameters.keys), at: value)
        return nil
    }

    mutating func modalities(_ value: YAMLValue) -> ModalitySet {
        ModalitySet(words(value, "modality", Modality.allCases.map { ($0.name, ModalitySet($0)) }))
    }

    mutating func regions(_ value: YAMLValue) -> RegionSet {
        RegionSet(words(value, "region", Region.allCases.map { ($0.name, RegionSet($0)) }))
    }

    mutating func attributes(_ value: YAMLValue) -> ExamAttributeSet {
        ExamAttributeSet(
            words(
                value, "exam attribute",
                vocabulary.examAttributes.indices.map { (vocabulary.examAttributes[$0], ExamAttributeSet(bit: $0)) }))
    }

    mutating func kinds(_ value: YAMLValue) -> Set<ExamKind> {
        Set(words(value, "kind", ExamKind.allCases.map { ($0.name, $0) }))
    }

    mutating func statuses(_ value: YAMLValue) -> Set<OrderStatus> {
        Set(words(value, "status", OrderStatus.allCases.map { ($0.name, $0) }))
    }

    mutating func contrasts(_ value: YAMLValue) -> Set<ContrastState> {
        Set(words(value, "contrast state", ContrastState.allCases.map { ($0.name, $0) }))
    }

    mutating func coverage(_ value: YAMLValue) -> Set<Coverage> {
        Set(words(value, "coverage", [("yes", Coverage.yes), ("partial", .partial), ("no", .no)]))
    }

    mutating func verdict(_ value: YAMLValue) -> Verdict? {
        words(value, "verdict", Verdict.allCases.map { ($0.name, $0) }).first
    }

    mutating func confidence(_ value: YAMLValue) -> Confidence? {
        words(value, "confidence", Confidence.allCases.map { ($0.name, $0) }).first
    }

    mutating func sites(_ value: YAMLValue) -> [SiteID] {
        words(
            value, "site", vocabulary.sites.indices.map { (vocabulary.sites[$0].name, SiteID(index: UInt8($0))) })
    }

    mutating func siteTags(_ value: YAMLValue) -> Set<String> {
        let known = Set(vocabulary.sites.flatMap(\.tags))
        return Set(words(value, "site tag", known.sorted().map { ($0, $0) }))
    }

    /// The meanings of one word or a list of words; unknown ones are reported with the nearest known.
    mutating func words<Meaning>(_ value: YAMLValue, _ what: String, _ known: [(String, Meaning)]) -> [Meaning] {
        var meanings: [Meaning] = []
        for item in reader.list(value) {
            guard let word = reader.string(item) else { continue }
            if let found = known.first(where: { $0.0 == word }) {
                meanings.append(found.1)
            } else {
                reader.reportUnknown(what, word, known: known.map(\.0), at: item)
            }
        }
        return meanings
    }
}

extension ModalitySet {
    fileprivate init(_ sets: [ModalitySet]) { self = sets.reduce(into: []) { $0.formUnion($1) } }
}
extension RegionSet {
    fileprivate init(_ sets: [RegionSet]) { self = sets.reduce(into: []) { $0.formUnion($1) } }
}
extension ExamAttributeSet {
    fileprivate init(_ sets: [ExamAttributeSet]) { self = sets.reduce(into: []) { $0.formUnion($1) } }
}
