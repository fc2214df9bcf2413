package import AuditModel
import LocatedYAML

/// A folder of rules with the parameters they share, as loaded and checked.
package struct RulePack: Sendable {
    package var name: String
    package var title: String
    package var version: String
    package var status: RuleCard.Status
    /// Off until a site file or `--packs` turns it on.
    package var isOffByDefault: Bool
    package var rules: [Rule]
    /// Where each rule stands, in the order of `rules`.
    package var files: [String]
    package var parameters: [Parameter]
    /// Reason codes in words, from `reasons.yaml`.
    package var reasons: [String: String] = [:]
    /// What becomes of the sentences of its sources; empty for a pack that lists none.
    package var sentences: [SourceSentence] = []
    /// Lexicon files that the pack brings along.
    package var lexicons: [PackFile]
    /// Everything the pack was read from, for its digest.
    package var texts: [PackFile]
}

/// One file of a pack: its path as a user knows it, and its text.
package struct PackFile: Sendable {
    package var path: String
    package var text: String

    package init(path: String, text: String) {
        self.path = path
        self.text = text
    }

    /// Without the folders before it.
    var name: String { path.split(separator: "/").last.map(String.init) ?? path }
}

/// The files of one pack before its rules are read: lexicons can be taken from it first.
package struct PackSource: Sendable {
    package var name: String
    package var files: [PackFile]

    package init(name: String, files: [PackFile]) {
        self.name = name
        self.files = files
    }

    /// The packs that are part of the program.
    package static var shipped: [PackSource] {
        grouped(EmbeddedPacks.files.map { PackFile(path: $0.path, text: $0.text) })
    }

    /// Files by the first folder of their path; files without one form a pack named `local`.
    package static func grouped(_ files: [PackFile]) -> [PackSource] {
        var packs: [PackSource] = []
        for file in files.sorted(by: { $0.path < $1.path }) {
            let parts = file.path.split(separator: "/")
            let name = parts.count > 1 ? String(parts[0]) : "local"
            if let index = packs.firstIndex(where: { $0.name == name }) {
                packs[index].files.append(file)
            } else {
                packs.append(PackSource(name: name, files: [file]))
            }
        }
        return packs
    }

    package var lexicons: [PackFile] { files.filter { $0.path.contains("lexicons/") } }
    var manifest: PackFile? { files.first { $0.path.hasSuffix("pack.yaml") } }
    var reasons: PackFile? { files.first { $0.name == "reasons.yaml" } }
    var sentences: PackFile? { files.first { $0.name == "sources.yaml" } }
    var rules: [PackFile] {
        let others = ["pack.yaml", "context.yaml", "reasons.yaml", "sources.yaml"]
        return files.filter { !$0.path.contains("lexicons/") && !others.contains($0.name) }
    }
}

extension RulePack {
    /// Reads packs together, so that a rule may use any pack's parameters and yield to any pack's rule. Throws every
    /// problem of every file at once.
    package static func load(_ sources: [PackSource], vocabulary: Vocabulary) throws(AuditIssues) -> [RulePack] {
        var issues: [AuditIssue] = []
        var packs = sources.map { manifest($0, &issues) }
        let parameters = Dictionary(
            packs.flatMap { $0.parameters.map { ($0.name, $0.value) } }, uniquingKeysWith: { first, _ in first })
        for index in packs.indices {
            for file in sources[index].rules {
                let value: YAMLValue
                do { value = try YAMLValue(parsing: file.text, file: file.path) } catch {
                    issues += error.issues
                    continue
                }
                var words = PackWords(vocabulary: vocabulary, parameters: parameters)
                if let rule = words.rule(value, pack: packs[index].name) {
                    packs[index].rules.append(rule)
                    packs[index].files.append(file.path)
                }
                issues += words.reader.issues
            }
        }
        issues += duplicateIDs(packs)
        let rules = packs.flatMap(\.rules)
        for index in packs.indices {
            guard let file = sources[index].sentences else { continue }
            let read = SourceSentence.list(in: file, rules: rules)
            packs[index].sentences = read.sentences
            issues += read.issues
        }
        let errors = issues.filter { $0.severity == .error }
        guard errors.isEmpty else { throw AuditIssues(.knowledge, errors) }
        for index in packs.indices {
            for rule in packs[index].rules.indices {
                packs[index].rules[rule].card.reasonWords = packs[index].reasons
                let prose = RuleProse(packs[index].rules[rule], vocabulary, Parameters(parameters))
                packs[index].rules[rule].card.prose = prose.paragraphs
                packs[index].rules[rule].card.decisions = prose.decisions
            }
        }
        return packs
    }

    private static func manifest(_ source: PackSource, _ issues: inout [AuditIssue]) -> RulePack {
        var pack = RulePack(
            name: source.name, title: source.name, version: "0", status: .draft, isOffByDefault: false, rules: [],
            files: [], parameters: [], lexicons: source.lexicons, texts: source.files)
        pack.reasons = reasons(source, &issues)
        guard let file = source.manifest else { return pack }
        var reader = YAMLReader()
        do {
            let value = try YAMLValue(parsing: file.text, file: file.path)
            let mapping = reader.mapping(
                value, known: ["name", "title", "version", "status", "off-by-default", "parameters"])
            if let name = mapping["name"].flatMap({ reader.string($0) }) { pack.name = name }
            if let title = mapping["title"].flatMap({ reader.string($0) }) { pack.title = title }
            if let version = mapping["version"].flatMap({ reader.string($0) }) { pack.version = version }
            if let status = mapping["status"] { pack.status = reader.word(status, as: "status") ?? .draft }
            pack.isOffByDefault = mapping["off-by-default"].flatMap { reader.boolean($0) } ?? false
            if let parameters = mapping["parameters"] {
                pack.parameters = reader.entries(parameters).compactMap { parameter($0, &reader) }
            }
        } catch {
            issues += error.issues
        }
        issues += reader.issues
        return pack
    }

    private static func reasons(_ source: PackSource, _ issues: inout [AuditIssue]) -> [String: String] {
        guard let file = source.reasons else { return [:] }
        var reader = YAMLReader()
        var reasons: [String: String] = [:]
        do {
            for entry in reader.entries(try YAMLValue(parsing: file.text, file: file.path)) {
                guard let words = reader.string(entry.value) else { continue }
                if reasons.updateValue(words, forKey: entry.key) != nil {
                    reader.report("the words of '\(entry.key)' are given twice", at: entry)
                }
            }
        } catch {
            issues += error.issues
        }
        issues += reader.issues
        return reasons
    }

    private static func parameter(_ entry: YAMLEntry, _ reader: inout YAMLReader) -> Parameter? {
        let mapping = reader.mapping(entry.value, known: ["value", "unit", "why"])
        guard let value = mapping["value"] else {
            reader.report("a parameter needs a 'value'", at: entry)
            return nil
        }
        let parsed: ParameterValue =
            switch value.content {
            case .sequence: .list(reader.strings(value))
            case .scalar(let text):
                Double(text).map(ParameterValue.number)
                    ?? (text == "true" || text == "false" ? .flag(text == "true") : .word(text))
            case .null, .mapping: .list([])
            }
        return Parameter(
            name: entry.key, value: parsed, unit: mapping["unit"].flatMap { reader.string($0) } ?? "",
            why: mapping["why"].flatMap { reader.string($0) } ?? "")
    }

    private static func duplicateIDs(_ packs: [RulePack]) -> [AuditIssue] {
        var seen: [String: String] = [:]
        var issues: [AuditIssue] = []
        for pack in packs {
            for (rule, file) in zip(pack.rules, pack.files) {
                if let other = seen[rule.card.id] {
                    issues.append(
                        AuditIssue(file: file, line: 1, "rule id '\(rule.card.id)' is already used by \(other)"))
                }
                seen[rule.card.id] = file
            }
        }
        return issues
    }
}
