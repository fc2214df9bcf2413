/// The cues before and behind a phrase in one text.
struct Surroundings {
    private struct Found {
        var range: Range<Int>
        var senses: [MentionLexicon.Sense]
    }

    private let tokens: [Token]
    private var before: [Found] = []
    private var after: [Found] = []
    /// First token that ends behind the phrase's beginning, and first behind its end.
    private let first: Int
    private let last: Int

    init(
        _ text: String, _ place: Range<Int32>, _ table: PhraseTable<MentionLexicon.Sense>
    ) {
        var tokens: [Token] = []
        Tokenizer.tokenize(text.utf8.span, words: table.words, into: &tokens)
        self.tokens = tokens
        first = tokens.firstIndex { $0.end > place.lowerBound } ?? tokens.count
        last = tokens.firstIndex { $0.start >= place.upperBound } ?? tokens.count
        var index = 0
        while index < tokens.count {
            guard index < first || index >= last,
                let match = table.match(tokens, at: index, upTo: index < first ? first : .max)
            else {
                index += 1
                continue
            }
            let found = Found(range: match.range, senses: match.senses.map { table.senses[$0] })
            if match.range.upperBound <= first { before.append(found) }
            if match.range.lowerBound >= last { after.append(found) }
            index = match.range.upperBound
        }
    }

    /// No other words stand in the text.
    var isAlone: Bool {
        !tokens.indices.contains { ($0 < first || $0 >= last) && tokens[$0].sign == 0 && !tokens[$0].isNumber }
    }

    /// Whether a cue before the phrase reaches it: in its sentence, nothing that stops it between, not in parentheses
    /// that have closed. `overColon`: a heading speaks for what stands under it.
    func reaches(
        _ sense: MentionLexicon.Sense, stoppingAt stops: Set<MentionLexicon.Sense>, within limit: Int = .max,
        overColon: Bool = false
    ) -> Bool {
        for found in before.reversed() {
            var end = found.range.upperBound
            if overColon, end < first, tokens[end].isSign(":") { end += 1 }
            if endsSentence(from: end, to: first) { return false }
            if isInClosedParentheses(found.range.upperBound) { continue }
            if first - found.range.upperBound > limit { return false }
            if found.senses.contains(where: stops.contains) { return false }
            if found.senses.contains(sense) { return true }
        }
        return false
    }

    /// A statement about the past before the phrase.
    func reachesHistory() -> Bool {
        for found in before.reversed() {
            if endsSentence(from: found.range.upperBound, to: first) { return false }
            if found.senses.contains(.historyNot) || found.senses.contains(.historyBreaks) { return false }
            if found.senses.contains(.historyNear), first - found.range.upperBound > 2 { continue }
            if found.senses.contains(.historyBefore) {
                // A heading speaks for itself.
                return !(found.range.upperBound < tokens.count && tokens[found.range.upperBound].isSign(":"))
            }
        }
        return false
    }

    /// Whether the text stands under such a heading.
    func stands(under sense: MentionLexicon.Sense) -> Bool {
        before.contains {
            $0.senses.contains(sense) && $0.range.upperBound < first && tokens[$0.range.upperBound].isSign(":")
        }
    }

    /// Whether one of the cues follows the phrase in its sentence.
    func follows(
        _ senses: Set<MentionLexicon.Sense>, within limit: Int, stoppingAt stops: Set<MentionLexicon.Sense> = []
    ) -> Bool {
        for found in after {
            if found.range.lowerBound - last > limit { return false }
            let gap = last..<found.range.lowerBound
            if gap.contains(where: { tokens[$0].isSign(".") || tokens[$0].isSign(";") }) { return false }
            let isSetOff = gap.contains { tokens[$0].isSign(",") }
            if isSetOff && found.range.lowerBound - last > 1 { return false }
            if found.senses.contains(where: senses.contains) { return true }
            if found.senses.contains(where: stops.contains) { return false }
        }
        return false
    }

    /// Whether the phrase is a label or a question with this for its whole answer: "Fever: no", "Fever?->No".
    func isAnswered(by sense: MentionLexicon.Sense) -> Bool {
        guard last < tokens.count, tokens[last].isSign(":") || tokens[last].isSign("?") else { return false }
        let answer = tokens[last...].firstIndex { !$0.isOfSign }
        guard let found = after.first(where: { $0.range.lowerBound == answer }), found.senses.contains(sense) else {
            return false
        }
        let end = found.range.upperBound
        return end == tokens.count || tokens[end].isOfSign || tokens[end].flags.contains(.startsLine)
    }

    private func endsSentence(from start: Int, to end: Int) -> Bool {
        guard start < end else { return false }
        return (start..<end).contains { tokens[$0].isSign(".") || tokens[$0].isSign(";") || tokens[$0].isSign(":") }
    }

    private func isInClosedParentheses(_ index: Int) -> Bool {
        guard index < first else { return false }
        for number in index..<first {
            if tokens[number].isSign("(") { return false }
            if tokens[number].isSign(")") { return true }
        }
        return false
    }
}
