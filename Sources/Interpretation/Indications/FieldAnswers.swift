import AuditModel

/// Questions that the text answers itself, as forms and order entry write them: "Pacemaker?->No", "Calcification on XR
/// (Y/N): N", "calcs (-)". The answer decides, and the question doubts nothing.
extension FieldScanner {
    /// Reads the answer behind a question mark or a colon; false where there is none.
    func readAnswer(behind index: Int, into text: FieldText) -> Bool {
        guard let asked = asked(before: index, in: text),
            let answer = answer(behind: index, isOfOrder: text.mentions.last?.role == .order)
        else { return false }
        let phrase = nounPhrase(before: asked, in: text)
        let bytes = tokens[answer.words.lowerBound].start..<tokens[answer.words.upperBound - 1].end
        settle(phrase, affirms: answer.affirms, bytes: bytes, in: text)
        readUntil = answer.words.upperBound
        return true
    }

    /// Reads a sign in brackets: "(-)" denies what stands before it, else what stands behind it; "(+)" affirms.
    func readMark(at index: Int, into text: FieldText) -> Bool {
        guard index + 2 < tokens.count, tokens[index + 2].isSign(")") || tokens[index + 2].isSign("]") else {
            return false
        }
        let affirms = tokens[index + 1].isSign("+")
        guard affirms || tokens[index + 1].isSign("-") else { return false }
        let bytes = tokens[index].start..<tokens[index + 2].end
        readUntil = index + 3
        if let last = text.mentions.last, last.place.end == index {
            settle(nounPhrase(before: index, in: text), affirms: affirms, bytes: bytes, in: text)
        } else if !affirms {
            open(.negation, at: index + 2, bytes: bytes, scope: 1)
        }
        return true
    }

    /// "CT: none", "Prior MRI - no", "Previous CT/MRI: nil": the studies right before a sign that an answer denies; false
    /// where it tells of them.
    func denyStudy(before index: Int, in text: FieldText) -> Bool {
        // "imaging (CT/MRI): none"
        let end = index > 0 && tokens[index - 1].isSign(")") ? index - 1 : index
        guard let last = text.studies.indices.last, text.studies[last].place.end == end,
            let answer = answer(behind: index)
        else { return false }
        guard !answer.affirms else {
            // "Prior imaging? Yes - US"
            var next = answer.words.upperBound
            while next < tokens.count, tokens[next].isSign("-") || tokens[next].isSign(",") { next += 1 }
            if text.studies[last].state == .performed { performedAt = next }
            return false
        }
        denyStudies(upTo: last, byAnswer: true, in: text)
        readUntil = answer.words.upperBound
        endClause()
        closeScopes()
        return true
    }

    private func settle(_ phrase: [Int], affirms: Bool, bytes: Range<Int32>, in text: FieldText) {
        for number in phrase {
            text.mentions[number].isAnswer = true
            if affirms {
                text.affirm(number)
            } else {
                text.apply(.negation, to: number, bytes: bytes, lexicon)
            }
        }
        endClause()
        closeScopes()
    }

    /// The token behind what a question asks for; nil where it asks for nothing that is known here.
    private func asked(before index: Int, in text: FieldText) -> Int? {
        guard let last = text.mentions.last, last.place.sentence == sentence else { return nil }
        let end = last.place.end
        guard end <= index, index - end <= Self.furthestQuestion else { return nil }
        return (end..<index).allSatisfy(asksNothing) ? end : nil
    }

    /// Tokens between what is asked for and the question mark or colon.
    private static let furthestQuestion = 8

    /// A word of place or of a study, a choice of answers or its brackets: no other thing that is asked for.
    private func asksNothing(at index: Int) -> Bool {
        let token = tokens[index]
        if token.isOfSign { return ["(", ")", "[", "]", "/", "-"].contains { token.isSign($0) } }
        return means(at: index) { sense in
            switch sense.kind {
            case .site, .side, .study, .notStudy: true
            case .marker: !sense.isOf(.complaint) && !sense.isOf(.otherThing)
            default: false
            }
        }
    }

    /// The answer behind a sign, past arrows and other signs. `isOfOrder`: what is asked for is nothing of a lesion.
    private func answer(behind index: Int, isOfOrder: Bool = false) -> (words: Range<Int>, affirms: Bool)? {
        var next = index + 1
        while next < tokens.count, ["-", ">", "?", ":", "="].contains(where: { tokens[next].isSign($0) }) { next += 1 }
        if isMarker(.answers, at: next), next + 2 < tokens.count, tokens[next + 1].isSign(":") { next += 2 }
        // "renal mass: N28.89" is no answer, and "mass: Y/N" none yet.
        guard next < tokens.count, next + 1 == tokens.count || !tokens[next + 1].isGlued || endsAnswer(at: next + 1)
        else { return nil }
        if isMarker(.affirms, at: next) { return (next..<next + 1, true) }
        guard isMarker(.denies, at: next), let words = lexicon.phrases.match(tokens, at: next)?.range else {
            return nil
        }
        // "Mass? No calcs" goes on to deny something else; behind an arrow, by a letter, or to a question as that for a
        // device, it is the answer.
        let isArrow = tokens[next - 1].isSign(">")
        let isLetter = tokens[next].end - tokens[next].start == 1
        let isPlain = isOfOrder && tokens[next - 1].isSign("?")
        return isArrow || isLetter || isPlain || endsAnswer(at: words.upperBound) ? (words, false) : nil
    }

    /// Nothing goes on with the word before a token.
    func endsAnswer(at index: Int) -> Bool {
        guard index < tokens.count else { return true }
        return tokens[index].flags.contains(.startsLine) || tokens[index].isOfSign && !tokens[index].isSign("/")
    }
}
