import AuditModel
import LocatedYAML
import RulePacks

/// A pack's differential clues for a reviewer's context panel (specification 5.8); no verdict depends on them.
/// Only entries with a source are shown: general knowledge needs a local radiologist's sign-off first.
struct ClueBook {
    private struct Clue {
        /// Group or tag of the sites lexicon, or `any`.
        var site: String
        /// Whole years, the second outside.
        var ages: Range<Int>
        var line: String
    }

    private struct Card {
        var title: String
        /// Concepts, one of which a case rests on; empty: every case.
        var concepts: Set<String>
        var lines: [String]
    }

    private let rules: Set<String>
    private let vocabulary: Vocabulary
    private var clues: [Clue] = []
    private var cards: [Card] = []

    /// Nil for a pack without clues. Throws issues of subject `knowledge`, all at once.
    init?(of pack: RulePack, _ vocabulary: Vocabulary) throws(AuditIssues) {
        guard let file = pack.texts.first(where: { $0.path.hasSuffix("context.yaml") }) else { return nil }
        self.vocabulary = vocabulary
        rules = Set(pack.rules.map(\.card.id))
        var reader = YAMLReader()
        let root = reader.mapping(
            try YAMLValue(parsing: file.text, file: file.path), known: ["title", "entries", "cards"])
        for item in root["entries"].map({ reader.list($0) }) ?? [] {
            let fields = reader.mapping(item, known: ["site", "ages", "text", "sources"])
            let ages = (fields["ages"].map { reader.list($0) } ?? []).compactMap { reader.integer($0) }
            guard ages.count == 2, ages[0] < ages[1], let site = fields["site"].flatMap({ reader.string($0) }) else {
                reader.report("a clue needs site and ages: [FROM, TO]", at: item)
                continue
            }
            guard let line = Self.line(fields, &reader) else { continue }
            clues.append(Clue(site: site, ages: ages[0]..<ages[1], line: line))
        }
        for item in root["cards"].map({ reader.list($0) }) ?? [] {
            let fields = reader.mapping(item, known: ["name", "title", "when", "lines"])
            let when = fields["when"].map { reader.mapping($0, known: ["any-of", "always"]) }
            let lines = (fields["lines"].map { reader.list($0) } ?? []).compactMap { line in
                Self.line(reader.mapping(line, known: ["text", "sources"]), &reader)
            }
            cards.append(
                Card(
                    title: fields["title"].flatMap { reader.string($0) } ?? "",
                    concepts: Set(when?["any-of"].map { reader.strings($0) } ?? []), lines: lines))
        }
        try reader.check()
    }

    /// Nil where no source stands behind the words.
    private static func line(_ fields: YAMLMapping, _ reader: inout YAMLReader) -> String? {
        let sources = fields["sources"].map { reader.strings($0) } ?? []
        guard !sources.isEmpty, let text = fields["text"].flatMap({ reader.string($0) }) else { return nil }
        return "\(text) (\(sources.joined(separator: ", ")))"
    }

    /// Site, age band, then cards; empty for findings of other packs and where site or age is unknown.
    func lines(for finding: Finding) -> [String] {
        guard rules.contains(finding.ruleID), let age = finding.ageYears, let view = finding.caseView,
            let site = vocabulary.sites.first(where: { $0.name == finding.lesionSite })
        else { return [] }
        let fitting = clues.filter { clue in
            clue.ages.contains(age) && (clue.site == "any" || clue.site == site.group || site.tags.contains(clue.site))
        }
        let concepts = Set(
            view.reasoning.flatMap(\.restsOn).compactMap(\.concept).map { vocabulary.concepts[Int($0.index)].name })
        let open = cards.filter { $0.concepts.isEmpty || !$0.concepts.isDisjoint(with: concepts) }
        return fitting.map(\.line) + open.flatMap { card in card.lines.map { "\(card.title): \($0)" } }
    }
}

extension Reasoning {
    fileprivate var restsOn: [Evidence] { evidence + parts.flatMap(\.restsOn) }
}

extension AuditResult {
    /// Puts clues beside every finding that has a case.
    mutating func addClues(of packs: [RulePack], _ vocabulary: Vocabulary) throws(AuditIssues) {
        var books: [ClueBook] = []
        for pack in packs { if let book = try ClueBook(of: pack, vocabulary) { books.append(book) } }
        for index in findings.indices where findings[index].caseView != nil {
            let lines = books.flatMap { $0.lines(for: findings[index]) }
            findings[index].caseView?.clues = lines
        }
    }
}
