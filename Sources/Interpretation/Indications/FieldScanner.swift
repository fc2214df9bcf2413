import AuditModel

/// One pass over the tokens of a field: phrases to senses, and what the words around a concept do to it (specification
/// 5.7). Forward cues open a scope that later mentions fall into; backward cues change the mentions before them. A class, so
/// that lending it copies none of its lists.
final class FieldScanner {
    struct Scope {
        var effect: Cue.Effect
        var until = -1
        var hasCovered = false
        /// Past a preposition: the lesion itself is no longer meant.
        var sparesLesions = false
        /// Where what it denies may be what a lesion is like and not the lesion: "no longer calcified mass".
        var qualityAt = -1
        /// Past a comma of a differential: of diagnoses alone.
        var isOfDiagnoses = false
        /// Past a complaint: what stands from this token on names the lesion anew.
        var sparesFindingsFrom = Int.max
        var bytes: Range<Int32> = 0..<0
    }

    let lexicon: TextLexicon
    let words: WordTable
    let sizes: SizeReading
    /// Of the field being read.
    private(set) var tokens: [Token] = []
    /// By the index of their effect.
    var scopes = Cue.Effect.allCases.map { Scope(effect: $0) }
    /// No scope reaches further.
    var furthestScope = -1
    var sentence: Int16 = 0
    var clause: Int16 = 0
    var phrase: Int16 = 0
    /// Of a word that its sentence has not: further back than any is looked for.
    static let nowhere = -10
    /// Token after which a site is elsewhere.
    var awayFrom = FieldScanner.nowhere
    /// Token after which what is named is only near ("deep to").
    var nearAt = FieldScanner.nowhere
    var plannedAt = FieldScanner.nowhere
    var plannedClause: Int16 = 0
    /// The word of planning is the first of its sentence.
    var plannedHeads = false
    /// Behind a heading of what is planned.
    var isUnderPlans = false
    var performedAt = FieldScanner.nowhere
    var foundOnAt = FieldScanner.nowhere
    var outsideAt = FieldScanner.nowhere
    var fromAt = FieldScanner.nowhere
    var takesSizeEnd = FieldScanner.nowhere
    var moreThanAt = FieldScanner.nowhere
    var lessThanAt = FieldScanner.nowhere
    var assessesAt = FieldScanner.nowhere
    var correlatesAt = FieldScanner.nowhere
    var comparesAt = FieldScanner.nowhere
    var severalAt = FieldScanner.nowhere
    /// Where the words for a differential end, in bytes.
    var differentialEnd: Int32 = -1
    /// The lesion whose noun is counted.
    var counted: (mention: Int, sentence: Int16, phrase: Int16)?
    /// And has been given its place.
    var hasListed = false
    /// In which an organ has its own length.
    var sentenceOfOrgan: Int16 = -1
    var labelsSideAt = FieldScanner.nowhere
    /// Tokens before it are read already.
    var readUntil = 0
    var field = TextField.indication

    init(_ lexicon: TextLexicon) {
        self.lexicon = lexicon
        words = lexicon.phrases.words
        sizes = SizeReading(lexicon: lexicon)
    }

    /// Cuts a field into tokens and tells what they can be: a field without a word that may begin a fact has neither
    /// mentions nor studies.
    // Not inlined: so its caller counts no references to the tables, text by text.
    @inline(never)
    func tokenize(_ bytes: Span<UInt8>, into tokens: inout [Token]) -> WordUse {
        Tokenizer.tokenize(bytes, words: words, into: &tokens)
    }

    /// Reads a field's tokens; they are lent until the next field is read.
    func scan(_ lent: inout [Token], field: TextField, ordered: Moment, into text: FieldText) {
        text.removeAll()
        swap(&tokens, &lent)
        if tokens.isEmpty { return }
        start(field)
        var index = 0
        while index < tokens.count {
            if index < readUntil {
                index = readUntil
                continue
            }
            if tokens[index].isUnknown {
                index += 1
                continue
            }
            if tokens[index].isNumber, mayMeasure(at: index), let next = readSize(at: index, into: text) {
                index = next
                if text.isFull { break }
                continue
            }
            if tokens[index].isOfSign { readSign(at: index, into: text) }
            guard let match = lexicon.phrases.match(tokens, at: index) else {
                index += 1
                continue
            }
            index = read(match, into: text)
            if text.isFull { break }
        }
        text.settlePasts(tokens)
        if !text.studies.isEmpty {
            describeStudies(in: text)
            DateReading(tokens: tokens, lexicon: lexicon, ordered: ordered).date(&text.studies)
            headDated(text)
        }
    }

    /// Reads what a phrase says; returns where reading goes on.
    private func read(_ match: PhraseTable<TextSense>.Match, into text: FieldText) -> Int {
        let isLong = match.range.count > 1
        if isLong, isMisled(by: match, in: text) { return readCovered(by: match, into: text) }
        let place = place(of: match.range)
        // After a number an abbreviation of time is no other word ("3 mo").
        let isPeriod =
            place.first > 0 && tokens[place.first - 1].isNumber && lexicon.phrases.means(match) { $0.kind == .period }
        for number in match.senses where !isPeriod || lexicon.phrases.senses[number].kind == .period {
            read(lexicon.phrases.senses[number], at: place, into: text)
        }
        return isLong && lexicon.phrases.means(match) { $0.flags.contains(.overlapping) }
            ? readCovered(by: match, into: text) : place.end
    }

    /// Where words stand that are read now.
    @inline(__always)
    func place(of words: Range<Int>) -> FieldText.Place {
        FieldText.Place(
            tokens: Int32(words.lowerBound)..<Int32(words.upperBound),
            bytes: tokens[words.lowerBound].start..<tokens[words.upperBound - 1].end, sentence: sentence,
            clause: clause, phrase: phrase)
    }

    /// A phrase that only looks like something, over a line's end ("groin", next line: "pain") or where a lesion's place
    /// is named ("mass in the groin pain").
    private func isMisled(by match: PhraseTable<TextSense>.Match, in text: FieldText) -> Bool {
        if lexicon.phrases.means(match, { $0.kind != .trap }) { return false }
        let index = match.range.lowerBound
        if match.range.dropFirst().contains(where: { tokens[$0].flags.contains(.startsLine) }) { return true }
        guard let last = text.mentions.last, last.isLesion, last.place.clause == clause else { return false }
        let end = last.place.end
        return end < index && index - end <= 3 && isMarker(.preposition, at: end)
            && names(.site, at: index, upTo: match.range.upperBound - 1)
    }

    /// The words of a phrase that lets them be read on their own too: first a shorter phrase at the same place. Returns
    /// where reading goes on.
    private func readCovered(by match: PhraseTable<TextSense>.Match, into text: FieldText) -> Int {
        let index = match.range.lowerBound
        guard let shorter = lexicon.phrases.match(tokens, at: index, upTo: match.range.upperBound - 1) else {
            return index + 1
        }
        let place = place(of: shorter.range)
        for number in shorter.senses { read(lexicon.phrases.senses[number], at: place, into: text) }
        return place.end
    }

    private func start(_ field: TextField) {
        self.field = field
        closeScopes()
        sentence = 0
        clause = 0
        phrase = 0
        readUntil = 0
        counted = nil
        hasListed = false
        sentenceOfOrgan = -1
        isUnderPlans = false
        differentialEnd = -1
        forgetPlaces()
    }

    /// Forgets the words that reach no further than their sentence.
    private func forgetPlaces() {
        (awayFrom, nearAt, plannedAt, performedAt) = (Self.nowhere, Self.nowhere, Self.nowhere, Self.nowhere)
        (foundOnAt, outsideAt, fromAt, takesSizeEnd) = (Self.nowhere, Self.nowhere, Self.nowhere, Self.nowhere)
        (moreThanAt, lessThanAt, assessesAt, correlatesAt) = (Self.nowhere, Self.nowhere, Self.nowhere, Self.nowhere)
        (comparesAt, severalAt, labelsSideAt) = (Self.nowhere, Self.nowhere, Self.nowhere)
    }

    func closeScopes(keepingPerson: Bool = false) {
        guard furthestScope >= 0 else { return }
        let person = scopes[Cue.Effect.otherPerson.index]
        for effect in scopes.indices { scopes[effect].until = -1 }
        furthestScope = -1
        if keepingPerson {
            scopes[Cue.Effect.otherPerson.index] = person
            furthestScope = person.until
        }
    }

    func endSentence() {
        sentence &+= 1
        endClause()
        closeScopes()
        forgetPlaces()
    }

    /// "poss. mass", "hx. of": the full stop belongs to the word of doubt or history before it. ("No." is a sentence.)
    func isAbbreviatedCue(before index: Int) -> Bool {
        guard furthestScope >= index, index > 0, tokens[index].isGlued else { return false }
        // "no hx." is all of it.
        let negation = scopes[Cue.Effect.negation.index]
        if negation.until >= index, !negation.hasCovered { return false }
        let end = tokens[index - 1].end
        return scopes.indices.contains {
            scopes[$0].until >= index && scopes[$0].bytes.upperBound == end && $0 != Cue.Effect.negation.index
                && $0 != Cue.Effect.otherPerson.index
        }
    }

    func endClause() {
        clause &+= 1
        phrase &+= 1
    }

    // MARK: senses

    func read(_ sense: TextSense, at place: FieldText.Place, into text: FieldText) {
        let first = place.first
        switch sense.kind {
        case .concept:
            addMention(sense, at: place, into: text)
            coverComplaint(endingIn: place)
        case .trap:
            coverComplaint(endingIn: place)
            if sense.number != TextSense.noConcept { denyList(behind: place) }
            if let last = text.sides.indices.last, text.sides[last].place.end == place.first {
                text.sides[last].isTaken = true
            }
        case .cue: readCue(lexicon.cues[Int(sense.number)], at: place, into: text)
        case .site:
            let isAway = first - awayFrom <= 3
            text.sites.append(
                FieldText.SiteMention(site: SiteID(index: UInt8(sense.number)), place: place, isAway: isAway))
            if isAway {
                awayFrom = place.end
                if let last = text.sides.indices.last,
                    text.sides[last].place.end == place.first
                {
                    text.sides[last].isTaken = true
                }
            } else {
                listLesion(at: place, into: text)
            }
        case .side:
            let next = place.end
            if next < tokens.count, tokens[next].isNumber, tokens[next].isGlued { return }
            guard let side = Laterality(rawValue: UInt8(clamping: sense.number)) else { return }
            // "Side: left"
            let isLabelled = labelsSideAt == first - 1 && tokens[first - 1].isSign(":") && endsAnswer(at: next)
            text.sides.append(FieldText.SideMention(side: side, place: place, isLabelled: isLabelled))
        case .study: addStudy(Int(sense.number), at: place, into: text)
        case .marker: readMarker(sense.number, at: place, into: text)
        case .length: addLength(Float(sense.number), at: place, into: text)
        case .object:
            text.sizes.append(
                FieldText.SizeMention(millimetres: Float(sense.number), state: .estimated, place: place))
        case .unit, .period, .month, .count, .notStudy: break
        }
    }
}
