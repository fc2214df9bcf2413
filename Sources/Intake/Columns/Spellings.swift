import AuditModel
import LocatedYAML

/// The shipped lists of how exports name columns and write coded cells.
struct Spellings: Sendable {
    /// Normalised headings of every field, the preferred one first.
    var headings: [CanonicalField: [String]] = [:]
    /// All of these.
    private(set) var knownHeadings: Set<String> = []
    /// Normalised word to meaning.
    var statuses: [String: OrderStatus] = [:]
    /// The same as the lists write them, for the report.
    var statusLists: [(status: OrderStatus, words: [String])] = []
    var sexes: [String: Sex] = [:]
    var sides: [String: Laterality] = [:]
    var modifierSides: [String: Laterality] = [:]
    var discontinued: Set<String> = []
    var blanks: [[UInt8]] = []
    var months: [(month: Int, name: String)] = []

    /// Letters and digits only, in lower case.
    static func normalised(_ text: some StringProtocol) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) {
            // What is said of scalars below, of those of ASCII.
            let letters = text.utf8.lazy.filter { $0 &- 0x30 < 10 || ($0 | 0x20) &- 0x61 < 26 }
            return String(decoding: letters.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }, as: UTF8.self)
        }
        var result = ""
        for scalar in text.unicodeScalars where scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
            result += scalar.properties.lowercaseMapping
        }
        return result
    }

    static func shipped() throws(AuditIssues) -> Spellings {
        var result = Spellings()
        var reader = YAMLReader()
        for (path, text) in EmbeddedProfiles.files {
            switch path {
            case "spellings.yaml":
                for entry in reader.entries(try YAMLValue(parsing: text, file: path)) {
                    guard let field = CanonicalField(rawValue: entry.key) else {
                        reader.report("unknown field '\(entry.key)'", at: entry)
                        continue
                    }
                    result.headings[field] = [normalised(entry.key)] + reader.strings(entry.value).map(normalised)
                }
            case "words.yaml": result.readWords(try YAMLValue(parsing: text, file: path), &reader)
            default: break
            }
        }
        try reader.check()
        result.knownHeadings = Set(result.headings.values.joined())
        return result
    }

    private mutating func readWords(_ value: YAMLValue, _ reader: inout YAMLReader) {
        let known = ["status", "sex", "side", "modifier", "blank", "month"]
        for entry in reader.mapping(value, known: known).entries {
            if entry.key == "blank" {
                blanks = reader.strings(entry.value).map { Array($0.utf8) }
                continue
            }
            for list in reader.entries(entry.value) {
                let words = reader.strings(list.value)
                switch entry.key {
                case "status":
                    guard let status = OrderStatus(name: list.key) else { continue }
                    statusLists.append((status, words))
                    for word in words { statuses[Self.normalised(word)] = status }
                case "month":
                    guard let month = Int(list.key) else { continue }
                    months += words.map { (month, $0) }
                case "sex":
                    let meanings: [String: Sex] = ["female": .female, "male": .male, "other": .other]
                    for word in words { sexes[Self.normalised(word)] = meanings[list.key] }
                case "side":
                    for word in words { sides[Self.normalised(word)] = Laterality(name: list.key) }
                default:
                    if list.key == "discontinued" {
                        discontinued = Set(words.map(Self.normalised))
                    } else {
                        for word in words { modifierSides[Self.normalised(word)] = Laterality(name: list.key) }
                    }
                }
            }
        }
    }
}
