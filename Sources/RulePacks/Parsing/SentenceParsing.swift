import AuditModel
import LocatedYAML

extension SourceSentence {
    /// The sentences of a pack's `sources.yaml`, held against the rules that are loaded: a reason that hangs on a sentence
    /// must be one of its rule's, and the rule must cite the sentence.
    static func list(
        in pack: ParsedPack, _ file: PackFile, rules: [Rule]
    ) -> (sentences: [SourceSentence], issues: [AuditIssue]) {
        var reader = YAMLReader()
        var sentences: [SourceSentence] = []
        do {
            let value = try pack.value(of: file)
            let root = reader.mapping(value, known: ["sentences"])
            for item in root["sentences"].map({ reader.list($0) }) ?? [] {
                if let sentence = sentence(item, rules, &reader) { sentences.append(sentence) }
            }
        } catch {
            reader.report(error.issues)
        }
        return (sentences, reader.issues)
    }

    private static func sentence(_ item: YAMLValue, _ rules: [Rule], _ reader: inout YAMLReader) -> SourceSentence? {
        let mapping = reader.mapping(item, known: ["id", "strength", "auditable", "turns-on", "why"])
        guard let id = mapping["id"].flatMap({ reader.string($0) }),
            let strength = mapping["strength"].flatMap({ reader.word($0, as: "strength", Strength.self) }),
            let auditable = mapping["auditable"].flatMap({ reader.word($0, as: "answer", Auditability.self) })
        else {
            reader.report("a sentence needs 'id', 'strength' and 'auditable'", at: item)
            return nil
        }
        let turns = (mapping["turns-on"].map { reader.entries($0) } ?? []).compactMap { entry -> Turn? in
            guard let rule = rules.first(where: { $0.card.id == entry.key }) else {
                reader.reportUnknown("rule", entry.key, known: rules.map(\.card.id), at: entry.value)
                return nil
            }
            if !rule.card.sources.contains(id) {
                reader.report("rule '\(entry.key)' does not cite \(id)", at: entry)
            }
            let reasons = reader.list(entry.value).compactMap { reader.string($0) }
            for reason in reasons where !rule.outcomes.contains(where: { $0.reason == reason }) {
                reader.reportUnknown("reason", reason, known: rule.outcomes.map(\.reason), at: entry.value)
            }
            return Turn(ruleID: entry.key, reasons: reasons)
        }
        return SourceSentence(
            id: id, strength: strength, auditability: auditable, turns: turns,
            why: mapping["why"].flatMap { reader.string($0) } ?? "")
    }
}

extension YAMLReader {
    fileprivate mutating func report(_ issues: [AuditIssue]) { for issue in issues { report(issue) } }
}
