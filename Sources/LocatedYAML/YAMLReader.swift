package import AuditModel

/// Reads typed values out of a YAML tree and collects everything that is wrong instead of stopping at the first.
package struct YAMLReader: ~Copyable {
    package private(set) var issues: [AuditIssue] = []

    package init() {}

    package mutating func report(_ message: String, at value: YAMLValue, severity: AuditIssue.Severity = .error) {
        issues.append(AuditIssue(severity, file: value.file, line: value.line, column: value.column, message))
    }

    package mutating func report(_ message: String, at entry: YAMLEntry, severity: AuditIssue.Severity = .error) {
        issues.append(AuditIssue(severity, file: entry.value.file, line: entry.line, column: entry.column, message))
    }

    package mutating func report(_ issue: AuditIssue) { issues.append(issue) }

    /// Reports `typed` as unknown, with the nearest of the known words.
    package mutating func reportUnknown(
        _ what: String, _ typed: String, known: some Collection<String>, at value: YAMLValue
    ) {
        report(Self.unknownMessage(what, typed, known: known), at: value)
    }

    private static func unknownMessage(_ what: String, _ typed: String, known: some Collection<String>) -> String {
        if let nearest = nearestWord(to: typed, among: known) {
            return "unknown \(what) '\(typed)'; did you mean '\(nearest)'?"
        }
        let listed = known.count <= 12 ? "; expected one of \(known.sorted().joined(separator: ", "))" : ""
        return "unknown \(what) '\(typed)'\(listed)"
    }

    /// The entries of a mapping whose keys must be among `known`; unknown ones are reported with the nearest known word.
    package mutating func mapping(_ value: YAMLValue, known: [String]) -> YAMLMapping {
        let all = entries(value)
        for entry in all where !known.contains(entry.key) {
            report(Self.unknownMessage("key", entry.key, known: known), at: entry)
        }
        return YAMLMapping(entries: all.filter { known.contains($0.key) }, value: value)
    }

    /// The entries of a mapping with free keys, in the order of the file.
    package mutating func entries(_ value: YAMLValue) -> [YAMLEntry] {
        guard case .mapping(let entries) = value.content else {
            if !value.isNull { report("expected a mapping, found \(value.kindName)", at: value) }
            return []
        }
        return entries
    }

    /// The items of a list; a single value counts as a list of one.
    package mutating func list(_ value: YAMLValue) -> [YAMLValue] {
        switch value.content {
        case .null: []
        case .sequence(let items): items
        case .scalar, .mapping: [value]
        }
    }

    package mutating func string(_ value: YAMLValue) -> String? {
        guard case .scalar(let text) = value.content else {
            report("expected a word or text, found \(value.kindName)", at: value)
            return nil
        }
        return text
    }

    package mutating func strings(_ value: YAMLValue) -> [String] {
        list(value).compactMap { string($0) }
    }

    /// Nothing that these files count is larger: days, centimetres, weights. A larger number is a slip of the pen.
    package static let largestNumber = 1_000_000

    /// Within `largestNumber` on either side of nought.
    package mutating func integer(_ value: YAMLValue) -> Int? {
        guard case .scalar(let text) = value.content, let number = Int(text) else {
            report("expected a whole number", at: value)
            return nil
        }
        return bounded(Double(number), value) == nil ? nil : number
    }

    /// Within `largestNumber` on either side of nought.
    package mutating func decimal(_ value: YAMLValue) -> Double? {
        guard case .scalar(let text) = value.content, let number = Double(text), number.isFinite else {
            report("expected a number", at: value)
            return nil
        }
        return bounded(number, value)
    }

    private mutating func bounded(_ number: Double, _ value: YAMLValue) -> Double? {
        guard abs(number) <= Double(Self.largestNumber) else {
            report("expected a number of at most \(Self.largestNumber)", at: value)
            return nil
        }
        return number
    }

    package mutating func boolean(_ value: YAMLValue) -> Bool? {
        switch value.content {
        case .scalar("true"), .scalar("yes"), .scalar("on"): return true
        case .scalar("false"), .scalar("no"), .scalar("off"): return false
        default:
            report("expected true or false", at: value)
            return nil
        }
    }

    package mutating func day(_ value: YAMLValue) -> Day? {
        if case .scalar(let text) = value.content, let day = Day(iso: text) { return day }
        report("expected a date like 2026-03-31", at: value)
        return nil
    }

    /// One of an enumeration's raw values.
    package mutating func word<Word: RawRepresentable & CaseIterable>(
        _ value: YAMLValue, as what: String, _: Word.Type = Word.self
    ) -> Word? where Word.RawValue == String {
        guard let text = string(value) else { return nil }
        if let word = Word(rawValue: text) { return word }
        reportUnknown(what, text, known: Word.allCases.map(\.rawValue), at: value)
        return nil
    }

    /// Throws all that was reported as an error; notes and warnings stay in `issues`.
    package func check() throws(AuditIssues) {
        let errors = issues.filter { $0.severity == .error }
        guard errors.isEmpty else { throw AuditIssues(.knowledge, errors) }
    }
}

/// A mapping whose keys have been checked.
package struct YAMLMapping: Sendable {
    package let entries: [YAMLEntry]
    /// The mapping itself, for complaints about what it lacks.
    package let value: YAMLValue

    package init(entries: [YAMLEntry], value: YAMLValue) {
        self.entries = entries
        self.value = value
    }

    package subscript(key: String) -> YAMLValue? { entries.first { $0.key == key }?.value }
}
