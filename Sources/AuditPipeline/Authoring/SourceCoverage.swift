package import AuditModel
import LocatedYAML
package import RulePacks

extension Knowledge {
    /// Every sentence of the packs' sources with the rules in force and the context cards that cite it.
    package var sentences: [SourceSentence] { packs.flatMap(sentences(of:)) }

    package func sentences(of pack: RulePack) -> [SourceSentence] {
        let cards = pack.texts.filter { $0.path.hasSuffix("context.yaml") }.flatMap(Self.citations)
        return pack.sentences.map { sentence in
            var sentence = sentence
            sentence.rules = rules.filter { $0.card.sources.contains(sentence.id) }.map(\.card.id)
            var seen: Set<String> = []
            sentence.cards = cards.filter { $0.sentence == sentence.id && seen.insert($0.card).inserted }.map(\.card)
            return sentence
        }
    }

    /// Each sentence that a context file cites, with the card that does; clues by site and age count as one card.
    private static func citations(in file: PackFile) -> [(sentence: String, card: String)] {
        // What is wrong with the file is told where it is read for display.
        guard let root = try? YAMLValue(parsing: file.text, file: file.path) else { return [] }
        var found: [(sentence: String, card: String)] = []
        for clue in root["entries"]?.items ?? [] { found += clue.citations(on: "clues by site and age") }
        for card in root["cards"]?.items ?? [] {
            for line in card["lines"]?.items ?? [] { found += line.citations(on: card["title"]?.text ?? "") }
        }
        return found
    }
}

extension YAMLValue {
    fileprivate subscript(key: String) -> YAMLValue? {
        guard case .mapping(let entries) = content else { return nil }
        return entries.first { $0.key == key }?.value
    }
    fileprivate func citations(on card: String) -> [(sentence: String, card: String)] {
        (self["sources"]?.items ?? []).compactMap { item in item.text.map { ($0, card) } }
    }
    fileprivate var items: [YAMLValue] { if case .sequence(let items) = content { items } else { [] } }
    fileprivate var text: String? { if case .scalar(let text) = content { text } else { nil } }
}
