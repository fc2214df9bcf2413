package import AuditModel

/// What becomes of every sentence of a pack's sources, as a Markdown page.
package struct SourcePage {
    let pack: String
    let sentences: [SourceSentence]

    package init(pack: String, _ sentences: [SourceSentence]) {
        self.pack = pack
        self.sentences = sentences
    }

    package var markdown: String {
        var lines = [
            "# Sources of `\(pack)`", "",
            "What becomes of every sentence: the rules and context cards that cite it, and the reasons that hang on it.",
            "Strength: MUST, SHOULD and MAY direct; FACT, CLUE and PROV do not. Auditable from order data: Y yes, P partly, N no.",
            "",
        ]
        for auditability in SourceSentence.Auditability.allCases {
            lines.append(
                "- \(auditability.rawValue): \(sentences.count { $0.auditability == auditability }) sentences")
        }
        lines += ["", "| sentence | strength | auditable | served by | turns on |", "|---|---|---|---|---|"]
        for sentence in sentences {
            let served =
                sentence.rules.map { "[`\($0)`](\($0).md)" } + sentence.cards.map { "context: \($0)" }
                + (sentence.why.isEmpty ? [] : [sentence.why])
            let turns = sentence.turns.flatMap { turn in turn.reasons.map { "`\($0)`" } }
            var seen: Set<String> = []
            lines.append(
                "| \(sentence.id) | \(sentence.strength.rawValue) | \(sentence.auditability.rawValue) "
                    + "| \(served.joined(separator: ", ")) | \(turns.filter { seen.insert($0).inserted }.joined(separator: ", ")) |"
            )
        }
        lines.append("")
        return lines.joined(separator: "\n")
    }
}
