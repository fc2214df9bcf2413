package import AuditModel
import CSVReading
import Foundation
import LocatedYAML

extension Profile {
    /// The shipped profiles in the order of their names. Throws where one is not well-formed.
    package static func shipped() throws(AuditIssues) -> [Profile] {
        var profiles: [Profile] = []
        for (path, text) in EmbeddedProfiles.files where path.hasPrefix("exports/") {
            profiles.append(try Profile(parsing: text, file: path))
        }
        return profiles.sorted { $0.name < $1.name }
    }

    /// A shipped profile by its name, or a profile file by its path.
    package static func named(_ name: String) throws(AuditIssues) -> Profile {
        let all = try shipped()
        if let found = all.first(where: { $0.name == name }) { return found }
        guard FileManager.default.fileExists(atPath: name) else {
            let nearest = nearestWord(to: name, among: all.map(\.name)).map { "; did you mean '\($0)'?" }
            let listed = "; there are \(all.map(\.name).joined(separator: ", "))"
            throw AuditIssues(
                .knowledge, [AuditIssue(.error, "there is no profile or file '\(name)'\(nearest ?? listed)")])
        }
        guard let text = try? String(contentsOfFile: name, encoding: .utf8) else {
            throw AuditIssues(.knowledge, [AuditIssue(file: name, "cannot be read as UTF-8 text")])
        }
        return try Profile(parsing: text, file: URL(filePath: name).lastPathComponent)
    }

    /// A shipped profile's own text.
    package static func text(named name: String) throws(AuditIssues) -> String {
        for (path, text) in EmbeddedProfiles.files where path == "exports/\(name).yaml" { return text }
        // Says which there are.
        _ = try named(name)
        throw AuditIssues(.knowledge, [AuditIssue(.error, "'\(name)' is not a shipped profile")])
    }

    /// Reads the example rows, of which every one must be an order; returns how many there are.
    package func checkExample(
        makeReader: @escaping @Sendable () -> some OrderTextReading & SendableMetatype
    ) throws(AuditIssues) -> Int {
        if example.isEmpty { return 0 }
        let bytes = Array(example.utf8)
        let file = try reading(name) { () throws(ReadingError) in
            try ByteFile(spooling: { (append) throws(ReadingError) in try append(bytes) })
        }
        let result: IntakeResult
        do throws(AuditIssues) {
            result = try intake(
                opened: file, name: "\(name), example", settings: IntakeSettings(profile: self), makeReader: makeReader)
        } catch {
            throw AuditIssues(.knowledge, error.issues)
        }
        let issues = result.quarantine.map { AuditIssue(file: $0.file, line: $0.line, "no order: \($0.reason)") }
        guard issues.isEmpty else { throw AuditIssues(.knowledge, issues) }
        return result.reconciliation.orders
    }

    /// Lines of a profile that a message names as choices: `date-order: day-first`.
    package static func lines(namedIn message: String) -> [(key: String, value: String)] {
        let words = message.split(separator: " ").map(String.init)
        var lines: [(key: String, value: String)] = []
        for (word, next) in zip(words, words.dropFirst()) where word.hasSuffix(":") {
            let (key, value) = (String(word.dropLast()), next.trimmingCharacters(in: [",", ")"]))
            guard decidingKeys.contains(key), !lines.contains(where: { $0 == (key, value) }) else { continue }
            lines.append((key, value))
        }
        return lines
    }

    private static let decidingKeys: Set = [
        "date-order", "encoding", "delimiter", "quote", "escape", "unclosed-quotes",
    ]

    private static let keys = [
        "name", "title", "columns", "optional", "constants", "date-order", "encoding", "delimiter", "quote", "escape",
        "unclosed-quotes", "header-line",
        "status-words", "example",
    ]

    /// Fields that a constant can stand for; identifiers and times differ from row to row.
    package static let constantFields: Set<CanonicalField> = [
        .status, .sex, .examCode, .examDescription, .laterality, .modifier, .performingSite, .department, .patientClass,
        .indication, .priorFinding,
    ]

    /// Fields whose text may be joined of several columns; a day and its time may stand apart.
    package static let joinableFields: Set<CanonicalField> = [
        .examDescription, .indication, .priorFinding, .orderedTime, .performedTime,
    ]

    /// Parses a profile. Throws everything that is wrong with it, with line and column.
    package init(parsing text: String, file: String) throws(AuditIssues) {
        var reader = YAMLReader()
        let root = reader.mapping(try YAMLValue(parsing: text, file: file), known: Self.keys)
        self.init(name: file.replacingOccurrences(of: ".yaml", with: ""))
        if let value = root["name"] { name = reader.string(value) ?? name }
        if let value = root["title"] { title = reader.string(value) ?? "" }
        if let value = root["example"] { example = reader.string(value) ?? "" }
        if let value = root["columns"] { readColumns(value, &reader) }
        if let value = root["optional"] { readOptional(value, &reader) }
        if let value = root["constants"] { readConstants(value, &reader) }
        if let value = root["status-words"] { readStatusWords(value, &reader) }
        if let value = root["date-order"] { dateOrder = reader.word(value, as: "date order") }
        if let value = root["encoding"] { encoding = reader.word(value, as: "encoding") }
        if let value = root["escape"] { escape = reader.word(value, as: "escape") }
        if let value = root["unclosed-quotes"] {
            unclosedQuotes = reader.word(value, as: "meaning of an unclosed quote")
        }
        if let value = root["delimiter"] { delimiter = Self.character(value, "delimiter", &reader) }
        if let value = root["quote"] { quote = Self.character(value, "quote", &reader) }
        if let value = root["header-line"] {
            headerLine = reader.integer(value)
            if let line = headerLine, line < 1 { reader.report("expected a line number from 1", at: value) }
        }
        try reader.check()
    }

    private static func field(_ entry: YAMLEntry, _ reader: inout YAMLReader) -> CanonicalField? {
        if let field = CanonicalField(rawValue: entry.key) { return field }
        let known = CanonicalField.allCases.map(\.rawValue)
        let nearest = nearestWord(to: entry.key, among: known).map { "; did you mean '\($0)'?" }
        reader.report("unknown field '\(entry.key)'\(nearest ?? "")", at: entry)
        return nil
    }

    private mutating func readColumns(_ value: YAMLValue, _ reader: inout YAMLReader) {
        for entry in reader.entries(value) {
            guard let field = Self.field(entry, &reader) else { continue }
            let names = reader.strings(entry.value)
            if names.count == 1, names[0].contains(" + ") {
                guard Self.joinableFields.contains(field) else {
                    reader.report("'\(entry.key)' can not be joined of several columns", at: entry)
                    continue
                }
                joined.insert(field)
                columns[field] = names[0].components(separatedBy: " + ").map(\.trimmed)
            } else {
                columns[field] = names
            }
        }
    }

    private mutating func readOptional(_ value: YAMLValue, _ reader: inout YAMLReader) {
        for item in reader.list(value) {
            guard let name = reader.string(item) else { continue }
            if let field = CanonicalField(rawValue: name) {
                optional.insert(field)
            } else {
                reader.reportUnknown("field", name, known: CanonicalField.allCases.map(\.rawValue), at: item)
            }
        }
    }

    private mutating func readConstants(_ value: YAMLValue, _ reader: inout YAMLReader) {
        for entry in reader.entries(value) {
            guard let field = Self.field(entry, &reader), let text = reader.string(entry.value) else { continue }
            if Self.constantFields.contains(field) {
                constants[field] = text
            } else {
                reader.report("'\(entry.key)' differs from row to row; no constant can stand for it", at: entry)
            }
        }
    }

    private mutating func readStatusWords(_ value: YAMLValue, _ reader: inout YAMLReader) {
        let known = OrderStatus.allCases.filter { $0 != .unknown }.map(\.name)
        for entry in reader.mapping(value, known: known).entries {
            guard let status = OrderStatus(name: entry.key) else { continue }
            for word in reader.strings(entry.value) { statusWords[word] = status }
        }
    }

    private static let characterNames = Dialect.characterWords.reduce(into: ["\\t": 0x09, "none": 0]) {
        $0[$1.word] = $1.byte
    }

    private static func character(_ value: YAMLValue, _ what: String, _ reader: inout YAMLReader) -> UInt8? {
        guard let text = reader.string(value) else { return nil }
        if let named = characterNames[text] { return named }
        if text.utf8.count == 1, let byte = text.utf8.first, byte < 0x80, byte != 0x0A, byte != 0x0D { return byte }
        reader.report("expected one character as \(what), or comma, semicolon, tab, pipe, none", at: value)
        return nil
    }
}
