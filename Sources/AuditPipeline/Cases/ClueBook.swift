import AuditModel
import LocatedYAML
import Reporting

/// Differential clues by site and age for a reviewer's context panel (specification 5.8); no verdict depends on them.
struct ClueBook {
    private struct Clue {
        var sites: [String]
        var ages: ClosedRange<Int>
        var line: String
    }

    private let clues: [Clue]

    /// Throws issues of subject `knowledge`, all at once.
    init(text: String = ContextClues.text, file: String = ContextClues.fileName) throws(AuditIssues) {
        var reader = YAMLReader()
        let root = reader.mapping(try YAMLValue(parsing: text, file: file), known: ["status", "clues"])
        var clues: [Clue] = []
        for item in root["clues"].map({ reader.list($0) }) ?? [] {
            let fields = reader.mapping(item, known: ["sites", "ages", "text", "sources"])
            let ages = (fields["ages"].map { reader.list($0) } ?? []).compactMap { reader.integer($0) }
            let sources = fields["sources"].map { reader.strings($0) } ?? []
            guard ages.count == 2, ages[0] <= ages[1], !sources.isEmpty,
                let words = fields["text"].flatMap({ reader.string($0) })
            else {
                reader.report("a clue needs sites, ages: [FROM, TO], text and sources", at: item)
                continue
            }
            clues.append(
                Clue(
                    sites: fields["sites"].map { reader.strings($0) } ?? [], ages: ages[0]...ages[1],
                    line: "\(words) (\(sources.joined(separator: ", ")))"))
        }
        try reader.check()
        self.clues = clues
    }

    /// Empty where site or age is unknown.
    func lines(for finding: Finding, in vocabulary: Vocabulary) -> [String] {
        guard let age = finding.ageYears, let site = vocabulary.sites.first(where: { $0.name == finding.lesionSite })
        else { return [] }
        return clues.filter { clue in
            clue.ages.contains(age) && clue.sites.contains { $0 == site.group || site.tags.contains($0) }
        }.map(\.line)
    }
}

extension AuditResult {
    /// Puts clues beside every finding that has a case.
    mutating func addClues(_ book: ClueBook, _ vocabulary: Vocabulary) {
        for index in findings.indices where findings[index].caseView != nil {
            let lines = book.lines(for: findings[index], in: vocabulary)
            findings[index].caseView?.clues = lines
        }
    }
}
