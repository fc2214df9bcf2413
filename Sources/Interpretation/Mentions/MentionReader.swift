package import AuditModel

/// Tells what a text says of a phrase in it, whatever the phrase: denied or doubted, past or only supposed, and of whom
/// (specification 5.7, after NegEx and ConText).
package struct MentionReader: Sendable {
    package enum Temporality: String, Sendable { case recent, historical, hypothetical }
    package enum Experiencer: String, Sendable { case patient, other }

    package struct Reading: Sendable, Equatable {
        package var assertion: Assertion
        package var temporality: Temporality
        package var experiencer: Experiencer
    }

    private let lexicon: MentionLexicon

    package init(_ lexicons: Lexicons) { lexicon = lexicons.mentions }

    /// Reads the first place where `phrase` stands in `text`, case and amount of white space apart. A phrase that is not
    /// there is read as present: the text is taken to speak of it.
    package func read(phrase: String, text: String) -> Reading {
        let text = Self.folded(text)
        let phrase = Self.folded(phrase)
        guard let place = Self.find(phrase, in: text) else {
            return Reading(assertion: .present, temporality: .recent, experiencer: .patient)
        }
        let negation = Surroundings(text, place, lexicon.negation)
        let history = Surroundings(text, place, lexicon.history)
        let others = Surroundings(text, place, lexicon.others)
        let isOther = others.reaches(.otherBefore, stoppingAt: [.otherBreaks], overColon: true)
        let temporality: Temporality =
            if isHistorical(history, phrase: phrase) {
                .historical
            } else if others.reaches(.hypothesisBefore, stoppingAt: [])
                || others.follows([.hypothesisNext], within: 0)
            {
                .hypothetical
            } else {
                .recent
            }
        let assertion: Assertion =
            if isNegated(negation) {
                .absent
            } else if others.reaches(.uncertainBefore, stoppingAt: [], within: 6)
                || others.follows([.uncertainAfter], within: 6)
            {
                .uncertain
            } else {
                .present
            }
        return Reading(assertion: assertion, temporality: temporality, experiencer: isOther ? .other : .patient)
    }

    private func isNegated(_ near: Surroundings) -> Bool {
        near.reaches(.negationBefore, stoppingAt: [.pseudo, .breaks])
            || near.follows([.negationNext], within: 0) || near.isAnswered(by: .negationAnswer)
            || near.follows([.negationAfter], within: 6, stoppingAt: [.breaks, .negationBefore, .pseudo])
    }

    private func isHistorical(_ near: Surroundings, phrase: String) -> Bool {
        var tokens: [Token] = []
        Tokenizer.tokenize(phrase.utf8.span, words: lexicon.lasting.words, into: &tokens)
        for index in tokens.indices {
            guard let match = lexicon.lasting.match(tokens, at: index) else { continue }
            for number in match.senses {
                switch lexicon.lasting.senses[number] {
                case .standing: return true
                case .lasting where near.isAlone && match.range == tokens.indices: return true
                default: break
                }
            }
        }
        return near.stands(under: .historyHeads) || near.reachesHistory()
            || near.follows(
                [.historyAfter], within: 12, stoppingAt: [.historyBreaks])
    }

    /// Lower case, one space between words.
    private static func folded(_ text: String) -> String {
        text.lowercased().split { $0.isWhitespace }.joined(separator: " ")
    }

    /// The first place of `phrase` that is not inside a longer word, else the first at all; in UTF-8 offsets.
    private static func find(_ phrase: String, in text: String) -> Range<Int32>? {
        let needle = Array(phrase.utf8)
        let bytes = Array(text.utf8)
        guard !needle.isEmpty, bytes.count >= needle.count else { return nil }
        var first: Range<Int32>?
        for start in 0...(bytes.count - needle.count) where bytes[start] == needle[0] {
            let end = start + needle.count
            guard bytes[start..<end].elementsEqual(needle) else { continue }
            let range = Int32(start)..<Int32(end)
            let isWhole =
                (start == 0 || !isLetter(bytes[start - 1])) && (end == bytes.count || !isLetter(bytes[end]))
            if isWhole { return range }
            if first == nil { first = range }
        }
        return first
    }

    private static func isLetter(_ byte: UInt8) -> Bool { ByteClass.of(byte) < ByteClass.letters }
}
