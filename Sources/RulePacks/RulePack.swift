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
    /// False where the rules' examples and what else is for their authors alone are passed over.
    package var readsExamples = true

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
        try load(ParsedPack.parse(sources, beside: {}).packs, vocabulary: vocabulary)
    }

    /// The same of packs that have been parsed.
    package static func load(_ parsed: [ParsedPack], vocabulary: Vocabulary) throws(AuditIssues) -> [RulePack] {
        var issues: [AuditIssue] = []
        var packs = parsed.map { manifest($0, &issues) }
        let parameters = Dictionary(
            packs.flatMap { $0.parameters.map { ($0.name, $0.value) } }, uniquingKeysWith: { first, _ in first })
        let files = parsed.indices.flatMap { pack in
            parsed[pack].source.rules.map { (pack: pack, name: packs[pack].name, file: $0) }
        }
        let read = ParallelParts.done(files.count, jobs: .max) { number -> (rule: Rule?, issues: [AuditIssue]) in
            let (pack, name, file) = files[number]
            do throws(AuditIssues) {
                let value = try parsed[pack].value(of: file)
                var words = PackWords(vocabulary: vocabulary, parameters: parameters)
                return (words.rule(value, pack: name), words.reader.issues)
            } catch {
                return (nil, error.issues)
            }
        }
        for ((pack, _, file), read) in zip(files, read) {
            issues += read.issues
            guard let rule = read.rule else { continue }
            packs[pack].rules.append(rule)
            packs[pack].files.append(file.path)
        }
        issues += duplicateIDs(packs)
        let rules = packs.flatMap(\.rules)
        for index in packs.indices {
            guard let file = parsed[index].source.sentences else { continue }
            let read = SourceSentence.list(in: parsed[index], file, rules: rules)
            packs[index].sentences = read.sentences
            issues += read.issues
        }
        let errors = issues.filter { $0.severity == .error }
        guard errors.isEmpty else { throw AuditIssues(.knowledge, errors) }
        for index in packs.indices {
            let (rules, reasons) = (packs[index].rules, packs[index].reasons)
            packs[index].rules = ParallelParts.done(rules.count, jobs: .max) { number in
                var rule = rules[number]
                rule.card.reasonWords = reasons
                let prose = RuleProse(rule, vocabulary, Parameters(parameters))
                rule.card.prose = prose.paragraphs
                rule.card.decisions = prose.decisions
                return rule
            }
        }
        return packs
    }

    private static func manifest(_ parsed: ParsedPack, _ issues: inout [AuditIssue]) -> RulePack {
        let source = parsed.source
        var pack = RulePack(
            name: source.name, title: source.name, version: "0", status: .draft, isOffByDefault: false, rules: [],
            files: [], parameters: [], lexicons: source.lexicons, texts: source.files)
        pack.reasons = reasons(parsed, &issues)
        guard let file = source.manifest else { return pack }
        var reader = YAMLReader()
        do {
            let value = try parsed.value(of: file)
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

    private static func reasons(_ parsed: ParsedPack, _ issues: inout [AuditIssue]) -> [String: String] {
        guard let file = parsed.source.reasons else { return [:] }
        var reader = YAMLReader()
        var reasons: [String: String] = [:]
        do {
            for entry in reader.entries(try parsed.value(of: file)) {
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
        let parsed: ParameterValue? =
            switch value.content {
            case .sequence: .list(reader.strings(value))
            case .scalar(let text):
                if Double(text) != nil {
                    reader.decimal(value).map(ParameterValue.number)
                } else {
                    text == "true" || text == "false" ? .flag(text == "true") : .word(text)
                }
            case .null, .mapping: .list([])
            }
        guard let parsed else { return nil }
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
