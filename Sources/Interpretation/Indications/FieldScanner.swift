import AuditModel

/// One pass over the tokens of a field: phrases to senses, and what the words around a concept do to it (specification
/// 5.7). Forward cues open a scope that later mentions fall into; backward cues change the mentions before them.
struct FieldScanner {
    private struct Scope {
        var until = -1
        var hasCovered = false
        /// Past a preposition: the lesion itself is no longer meant.
        var sparesLesions = false
        var bytes: Range<Int32> = 0..<0
    }

    let lexicon: TextLexicon
    private let words: WordTable
    private let tokenizer = Tokenizer()
    /// Of the field being read.
    private(set) var tokens: [Token] = []
    private var scopes: [Scope] = Array(repeating: Scope(), count: Cue.Effect.allCases.count)
    private var sentence: Int16 = 0
    private var clause: Int16 = 0
    private var phrase: Int16 = 0
    /// Token after which a site is elsewhere.
    private var awayFrom = -10
    private var plannedAt = -10
    private var performedAt = -10
    private var foundOnAt = -10
    private var outsideAt = -10
    private var fromAt = -10
    private var takesSizeEnd = -10
    private var moreThanAt = -10
    private var lessThanAt = -10
    private var field = TextField.indication

    init(_ lexicon: TextLexicon) {
        self.lexicon = lexicon
        words = lexicon.phrases.words
    }

    /// Cuts a field into tokens and tells whether any could begin what names a concept or a study; a field without one
    /// has neither mentions nor studies.
    func tokenize(_ bytes: Span<UInt8>, into tokens: inout [Token]) -> Bool {
        tokenizer.tokenize(bytes, words: words, into: &tokens)
        for index in tokens.indices where lexicon.uses[Int(tokens[index].word)].contains(.fact) { return true }
        return false
    }

    /// Reads a field's tokens; they are lent until the next field is read.
    mutating func scan(_ lent: inout [Token], field: TextField, ordered: Moment, into text: inout FieldText) {
        text.removeAll()
        swap(&tokens, &lent)
        start(field)
        var index = 0
        while index < tokens.count, !text.isFull {
            let token = tokens[index]
            if token.word == 0, token.flags.isDisjoint(with: [.number, .sign]) {
                index += 1
                continue
            }
            if token.isNumber, mayMeasure(at: index), let next = readSize(at: index, into: &text) {
                index = next
                continue
            }
            if token.flags.contains(.sign) { readSign(at: index, into: &text) }
            guard let match = lexicon.phrases.match(tokens, at: index) else {
                index += 1
                continue
            }
            let range = Int32(match.range.lowerBound)..<Int32(match.range.upperBound)
            let place = FieldText.Place(
                tokens: range, bytes: token.start..<tokens[match.range.upperBound - 1].end, sentence: sentence,
                clause: clause, phrase: phrase)
            // After a number an abbreviation of time is no other word ("3 mo").
            let isPeriod =
                index > 0 && tokens[index - 1].isNumber
                && match.senses.contains { lexicon.phrases.senses[$0].kind == .period }
            for number in match.senses where !isPeriod || lexicon.phrases.senses[number].kind == .period {
                read(lexicon.phrases.senses[number], at: place, into: &text)
            }
            guard match.range.count > 1, match.senses.contains(where: { lexicon.phrases.senses[$0].overlaps }) else {
                index = match.range.upperBound
                continue
            }
            index = readCovered(by: match, into: &text)
        }
        if !text.studies.isEmpty {
            DateReading(tokens: tokens, lexicon: lexicon, ordered: ordered).date(&text.studies)
            headDated(&text)
        }
    }

    /// The words of a phrase that lets them be read on their own too: first a shorter phrase at the same place. Returns
    /// where reading goes on.
    private mutating func readCovered(
        by match: PhraseTable<TextSense>.Match, into text: inout FieldText
    ) -> Int {
        let index = match.range.lowerBound
        guard let shorter = lexicon.phrases.match(tokens, at: index, upTo: match.range.upperBound - 1) else {
            return index + 1
        }
        let end = shorter.range.upperBound
        let place = FieldText.Place(
            tokens: Int32(index)..<Int32(end), bytes: tokens[index].start..<tokens[end - 1].end, sentence: sentence,
            clause: clause, phrase: phrase)
        for number in shorter.senses { read(lexicon.phrases.senses[number], at: place, into: &text) }
        return end
    }

    private mutating func start(_ field: TextField) {
        self.field = field
        closeScopes()
        sentence = 0
        clause = 0
        phrase = 0
        (awayFrom, plannedAt, performedAt, foundOnAt, outsideAt, fromAt) = (-10, -10, -10, -10, -10, -10)
        (takesSizeEnd, moreThanAt, lessThanAt) = (-10, -10, -10)
    }

    private mutating func closeScopes(keepingPerson: Bool = false) {
        for effect in scopes.indices where !(keepingPerson && Cue.Effect.allCases[effect] == .otherPerson) {
            scopes[effect].until = -1
        }
    }

    private mutating func endSentence() {
        sentence &+= 1
        endClause()
        closeScopes()
        (awayFrom, plannedAt, performedAt, foundOnAt, outsideAt, fromAt) = (-10, -10, -10, -10, -10, -10)
    }

    /// "poss. mass", "hx. of": the full stop belongs to the word of doubt or history before it. ("No." is a sentence.)
    private func isAbbreviatedCue(before index: Int) -> Bool {
        guard index > 0, tokens[index].isGlued else { return false }
        let end = tokens[index - 1].end
        return scopes.indices.contains {
            scopes[$0].until >= index && scopes[$0].bytes.upperBound == end && $0 != Cue.Effect.negation.index
                && $0 != Cue.Effect.otherPerson.index
        }
    }

    private mutating func endClause() {
        clause &+= 1
        phrase &+= 1
    }

    // MARK: signs

    private mutating func readSign(at index: Int, into text: inout FieldText) {
        let token = tokens[index]
        switch token.sign {
        case UInt8(ascii: "."):
            // An abbreviated side ("Lt.") ends nothing.
            if let side = text.sides.last, Int(side.place.tokens.upperBound) == index { return }
            if isAbbreviatedCue(before: index) { return }
            endSentence()
        case UInt8(ascii: ";"), UInt8(ascii: "!"), UInt8(ascii: "|"): endSentence()
        case UInt8(ascii: ","):
            endClause()
            continueLists(at: index)
        case UInt8(ascii: "("), UInt8(ascii: "["):
            endClause()
            closeScopes(keepingPerson: true)
        case UInt8(ascii: ")"), UInt8(ascii: "]"):
            endClause()
            closeScopes()
        case UInt8(ascii: ":"):
            if let study = text.studies.indices.last, text.studies[study].place.sentence == sentence,
                (text.mentions.last?.place.tokens.lowerBound ?? -1) < text.studies[study].place.tokens.lowerBound
            {
                text.studies[study].isHead = true
                if text.studies[study].state == nil { text.studies[study].state = .performed }
            }
            cancelHeading(before: index)
            endClause()
        case UInt8(ascii: "-"): readDash(at: index, into: &text)
        case UInt8(ascii: "?"): readQuestionMark(at: index, into: &text)
        default: break
        }
    }

    /// A negation goes on over commas in a list that ends with "or"; every other scope ends.
    private mutating func continueLists(at index: Int) {
        let negation = Cue.Effect.negation.index
        let goesOn = scopes[negation].until >= index && listGoesOn(from: index)
        for effect in scopes.indices {
            if Cue.Effect.allCases[effect] == .otherPerson {
                // A relative's illnesses may go on; a lesion named after them is the patient's.
                scopes[effect].sparesLesions = true
            } else if effect == negation && goesOn {
                scopes[effect].until = index + lexicon.scope
            } else {
                scopes[effect].until = -1
            }
        }
    }

    private func listGoesOn(from comma: Int) -> Bool {
        var length = 0
        var index = comma + 1
        while index < min(tokens.count, comma + 16) {
            let token = tokens[index]
            if token.isSign(",") {
                length = 0
            } else if token.flags.contains(.sign) {
                return false
            } else if isMarker(.or, at: index) {
                return true
            } else {
                length += 1
                if length > 4 || isCue(at: index) || isMarker(.breaks, at: index) { return false }
            }
            index += 1
        }
        return false
    }

    private func isMarker(_ marker: Marker, at index: Int) -> Bool { lexicon.has(marker, in: tokens, at: index) }

    private func isCue(at index: Int) -> Bool {
        guard let match = lexicon.phrases.match(tokens, at: index) else { return false }
        return match.senses.contains { lexicon.phrases.senses[$0].kind == .cue }
    }

    /// "Hx:" heads a section and says nothing of time.
    private mutating func cancelHeading(before index: Int) {
        for effect in scopes.indices where scopes[effect].bytes.upperBound == tokens[max(0, index - 1)].end {
            scopes[effect].until = -1
        }
    }

    /// "XR - calcified": a study at the start of a sentence, or of a clause of its own, heads what follows the dash.
    private func headByDash(at index: Int, in text: inout FieldText) {
        guard let last = text.studies.indices.last, Int(text.studies[last].place.tokens.upperBound) == index,
            text.mentions.last?.place.clause != clause
        else { return }
        text.studies[last].isHead = true
        if text.studies[last].state == nil { text.studies[last].state = .performed }
    }

    private mutating func readDash(at index: Int, into text: inout FieldText) {
        let isGluedToNext = index + 1 < tokens.count && tokens[index + 1].isGlued
        if isGluedToNext && !tokens[index].isGlued && !tokens[index].flags.contains(.startsLine)
            && !tokens[index + 1].isNumber
        {
            open(.negation, at: index, bytes: tokens[index].start..<tokens[index].end, scope: 1)
        } else if !isGluedToNext {
            headByDash(at: index, in: &text)
            endClause()
            closeScopes(keepingPerson: true)
        }
    }

    private mutating func readQuestionMark(at index: Int, into text: inout FieldText) {
        let bytes = tokens[index].start..<tokens[index].end
        let isGluedToNext = index + 1 < tokens.count && tokens[index + 1].isGlued && tokens[index + 1].sign == 0
        let asksBack = index > 0 && (tokens[index].isGlued || index + 1 == tokens.count)
        if asksBack { doubtNounPhrase(before: index, bytes: bytes, in: &text) }
        if !asksBack || isGluedToNext {
            open(.uncertainty, at: index, bytes: bytes, scope: lexicon.scope)
        } else {
            endClause()
        }
    }

    /// What a question mark asks: the mention right before it with the mentions of its own noun phrase, and of a
    /// question about the whole order only that one.
    private mutating func doubtNounPhrase(before index: Int, bytes: Range<Int32>, in text: inout FieldText) {
        var reach = Int32(index)
        for number in text.mentions.indices.reversed() {
            let mention = text.mentions[number]
            guard mention.place.clause == clause, Int(mention.place.tokens.upperBound) >= Int(reach) - 3 else { return }
            let isLesion = lexicon.concepts[Int(mention.concept.index)].role == .lesion
            // "mass with calcs?" asks of the calcs, "calcified mass?" of both.
            if isLesion && reach < Int32(index) && !isOnlyLesions(after: number, in: text) { return }
            apply(.uncertainty, to: number, bytes: bytes, in: &text)
            if lexicon.concepts[Int(mention.concept.index)].role == .order {
                // The same words may name several concepts.
                guard number > 0, text.mentions[number - 1].place.tokens == mention.place.tokens else { return }
            }
            reach = mention.place.tokens.lowerBound
        }
    }

    private func isOnlyLesions(after number: Int, in text: FieldText) -> Bool {
        text.mentions[(number + 1)...].allSatisfy { lexicon.concepts[Int($0.concept.index)].role == .lesion }
    }

    // MARK: senses

    private mutating func read(_ sense: TextSense, at place: FieldText.Place, into text: inout FieldText) {
        let first = Int(place.tokens.lowerBound)
        switch sense.kind {
        case .concept: addMention(sense, at: place, into: &text)
        case .trap:
            if let last = text.sides.indices.last, text.sides[last].place.tokens.upperBound == place.tokens.lowerBound {
                text.sides[last].isTaken = true
            }
        case .cue: readCue(lexicon.cues[Int(sense.number)], at: place, into: &text)
        case .site:
            let isAway = first - awayFrom <= 3
            text.sites.append(
                FieldText.SiteMention(site: SiteID(index: UInt8(sense.number)), place: place, isAway: isAway))
            if isAway {
                awayFrom = Int(place.tokens.upperBound)
                if let last = text.sides.indices.last,
                    text.sides[last].place.tokens.upperBound == place.tokens.lowerBound
                {
                    text.sides[last].isTaken = true
                }
            }
        case .side:
            let next = Int(place.tokens.upperBound)
            if next < tokens.count, tokens[next].isNumber, tokens[next].isGlued { return }
            guard let side = Laterality(rawValue: UInt8(clamping: sense.number)) else { return }
            text.sides.append(FieldText.SideMention(side: side, place: place))
        case .study: addStudy(Int(sense.number), at: place, into: &text)
        case .marker: readMarker(sense.number, at: place, into: &text)
        case .object:
            text.sizes.append(
                FieldText.SizeMention(millimetres: Float(sense.number), state: .estimated, place: place))
        case .unit, .period, .month, .count, .notStudy: break
        }
    }

    private mutating func readMarker(_ number: UInt16, at place: FieldText.Place, into text: inout FieldText) {
        let index = Int(place.tokens.lowerBound)
        let end = Int(place.tokens.upperBound)
        guard let marker = Marker(rawValue: number) else { return }
        switch marker {
        case .breaks:
            closeScopes(keepingPerson: true)
            phrase &+= 1
        case .with:
            scopes[Cue.Effect.negation.index].until = -1
            phrase &+= 1
        case .and:
            phrase &+= 1
        case .or:
            phrase &+= 1
            for effect in scopes.indices where scopes[effect].until >= index {
                scopes[effect].until = max(scopes[effect].until, index + lexicon.scope)
            }
        case .preposition:
            for effect in scopes.indices where scopes[effect].hasCovered { scopes[effect].sparesLesions = true }
        case .leadsAway: awayFrom = end
        case .planned:
            plannedAt = end
            if let last = text.studies.indices.last, text.studies[last].place.sentence == sentence,
                index - Int(text.studies[last].place.tokens.upperBound) <= 2, !text.studies[last].isTail,
                !text.studies[last].isHead
            {
                text.studies[last].state = .planned
            }
        case .performed: performedAt = end
        case .foundOn: foundOnAt = end
        case .outside:
            outsideAt = end
            if let last = text.studies.indices.last, text.studies[last].place.sentence == sentence,
                index - Int(text.studies[last].place.tokens.upperBound) <= 4
            {
                text.studies[last].isOutside = true
                if text.studies[last].state == nil { text.studies[last].state = .performed }
            }
        case .shows:
            if let last = text.studies.indices.last, text.studies[last].place.sentence == sentence,
                index - Int(text.studies[last].place.tokens.upperBound) <= reach(of: text.studies[last], in: text),
                text.studies[last].state != .planned
            {
                // "MRI not done"
                let negation = scopes[Cue.Effect.negation.index]
                if negation.until >= index, !negation.hasCovered, field == .indication,
                    negation.bytes.lowerBound >= text.studies[last].place.bytes.upperBound
                {
                    text.studies[last].state = .denied
                    return
                }
                text.studies[last].isHead = true
                if text.studies[last].state == nil { text.studies[last].state = .performed }
            }
        case .from: fromAt = end
        case .takesSize: takesSizeEnd = end
        case .moreThan: moreThanAt = end
        case .otherThing: text.otherThings.append(place)
        case .lessThan: lessThanAt = end
        case .another, .distance, .to, .by, .axis, .today, .yesterday, .ago, .last, .after: break
        }
    }

    /// How far behind a study a word of its result may stand: "CT from St Mary's 2 days ago shows".
    private func reach(of study: FieldText.StudyReference, in text: FieldText) -> Int {
        let isAlone =
            study.place.clause == clause
            && (text.mentions.last?.place.tokens.lowerBound ?? -1) < study.place.tokens.lowerBound
        return isAlone ? 8 : 3
    }

    private mutating func addStudy(_ sense: Int, at place: FieldText.Place, into text: inout FieldText) {
        let index = Int(place.tokens.lowerBound)
        var study = FieldText.StudyReference(sense: sense, place: place)
        let negation = scopes[Cue.Effect.negation.index]
        study.isOutside = index - outsideAt <= 3
        study.isFoundOn = index - foundOnAt <= 1
        if index - performedAt <= 2 {
            study.state = .performed
            study.isTail = true
        } else if negation.until >= index && !negation.hasCovered {
            study.state = .denied
        } else if index - plannedAt <= 3 {
            study.state = .planned
        } else if study.isOutside || field == .priorFinding {
            study.state = .performed
        }
        if negation.until >= index && !negation.hasCovered { study.state = .denied }
        // "calcified XR"
        if study.state == nil, let last = text.mentions.last, last.place.tokens.upperBound == place.tokens.lowerBound,
            lexicon.concepts[Int(last.concept.index)].role == .attribute,
            Int(place.tokens.upperBound) == tokens.count
                || tokens[Int(place.tokens.upperBound)].flags.contains(.sign)
                    && !tokens[Int(place.tokens.upperBound)].isSign(":")
        {
            study.state = .performed
            study.isTail = true
        }
        // In a field of results a study at the start of a clause heads what follows.
        if field == .priorFinding, study.state == .performed,
            text.mentions.last?.place.clause != clause
        {
            study.isHead = true
        }
        text.studies.append(study)
    }

    // MARK: context

    private mutating func open(_ effect: Cue.Effect, at index: Int, bytes: Range<Int32>, scope: Int) {
        scopes[effect.index] = Scope(until: index + scope, hasCovered: false, sparesLesions: false, bytes: bytes)
    }

    private mutating func readCue(_ cue: Cue, at place: FieldText.Place, into text: inout FieldText) {
        let end = Int(place.tokens.upperBound)
        guard cue.direction == .backward else {
            // A word that works both ways looks back at the end of a clause.
            if endsClause(at: end), cue.effect != .history, text.mentions.last?.place.clause == clause, end > 1,
                cue.effect != .otherPerson
            {
                return
            }
            if cue.direction == .both, let last = text.mentions.indices.last,
                text.mentions[last].place.tokens.upperBound == place.tokens.lowerBound
            {
                apply(cue.effect, to: last, bytes: place.bytes, in: &text)
            }
            open(cue.effect, at: end - 1, bytes: place.bytes, scope: lexicon.scope)
            return
        }
        guard cue.effect == .history || cue.effect == .otherPerson || endsClause(at: end) else { return }
        // Doubt at the end is of the last noun phrase alone: "calcified mass with spinal extension suspected".
        let doubts = cue.effect == .uncertainty || cue.effect == .suspicion
        let phrase = text.mentions.last?.place.phrase
        // "mass, bone scan negative": what is said of a study is not said of the clause before.
        let isOfStudy = text.studies.last?.place.clause == clause
        for number in text.mentions.indices.reversed() {
            let mention = text.mentions[number]
            guard !doubts || mention.place.phrase == phrase else { return }
            guard mention.place.sentence == sentence,
                Int(place.tokens.lowerBound) - Int(mention.place.tokens.upperBound) <= lexicon.scope,
                mention.place.clause == clause
                    || (clause - mention.place.clause == 1 && number == text.mentions.count - 1 && !isOfStudy)
            else { return }
            apply(cue.effect, to: number, bytes: place.bytes, in: &text)
        }
    }

    private func endsClause(at index: Int) -> Bool {
        guard index < tokens.count else { return true }
        if tokens[index].flags.contains(.sign) { return !tokens[index].isSign("/") && !tokens[index].isSign("+") }
        return isMarker(.performed, at: index) || isMarker(.breaks, at: index) || isMarker(.preposition, at: index)
    }

    private func apply(_ effect: Cue.Effect, to number: Int, bytes: Range<Int32>, in text: inout FieldText) {
        let rule = lexicon.concepts[Int(text.mentions[number].concept.index)]
        switch effect {
        case .negation: text.mentions[number].assertion = .absent
        case .uncertainty, .hypothesis:
            if text.mentions[number].assertion == .present { text.mentions[number].assertion = .uncertain }
        case .suspicion:
            if text.mentions[number].assertion == .present { text.mentions[number].assertion = rule.suspected }
        case .history: text.mentions[number].isHistorical = true
        case .otherPerson: text.mentions[number].isOfAnother = true
        }
        text.mentions[number].cue = bytes
    }

    private mutating func addMention(_ sense: TextSense, at place: FieldText.Place, into text: inout FieldText) {
        let concept = ConceptID(index: UInt8(clamping: sense.number))
        // Overlapping patterns may tell the same twice.
        if let last = text.mentions.last, last.concept == concept, last.place.tokens == place.tokens { return }
        let role = lexicon.concepts[Int(concept.index)].role
        let isLesion = role == .lesion
        if role == .attribute { headStudy(before: place, in: &text) }
        text.mentions.append(
            FieldText.Mention(
                concept: concept, place: place, isWeak: sense.isWeak, isKind: sense.isKind,
                isUnbound: sense.isUnbound))
        let number = text.mentions.count - 1
        if sense.isDenied { text.mentions[number].assertion = .absent }
        let index = Int(place.tokens.lowerBound)
        // Doubt after denial: "?no calcification" leaves a doubt.
        for effect in Cue.Effect.allCases where scopes[effect.index].until >= index {
            // A cue within the phrase ("?recurrence") is part of what it says.
            if scopes[effect.index].bytes.lowerBound >= place.bytes.lowerBound { continue }
            if scopes[effect.index].sparesLesions, isLesion || effect == .otherPerson && role == .attribute { continue }
            if isLesion && effect == .uncertainty && isPastDiagnosis(place, in: text) { continue }
            scopes[effect.index].hasCovered = true
            apply(effect, to: number, bytes: scopes[effect.index].bytes, in: &text)
        }
    }

    /// "?sarcoma L thigh mass": the doubt is about the diagnosis; a lesion named further on is there.
    private func isPastDiagnosis(_ place: FieldText.Place, in text: FieldText) -> Bool {
        guard let last = text.mentions.last(where: { $0.place.tokens.upperBound < place.tokens.lowerBound }),
            last.assertion == .uncertain, last.place.clause == place.clause
        else { return false }
        return lexicon.concepts[Int(last.concept.index)].founds
    }

    /// "CT 3/2 calcified mass": a dated study at the start of a clause heads what follows.
    private func headDated(_ text: inout FieldText) {
        for index in text.studies.indices
        where text.studies[index].day.isKnown && text.studies[index].state == .performed && !text.studies[index].isTail
        {
            let place = text.studies[index].place
            let said = text.mentions.first { $0.place.clause == place.clause }?.place.tokens.lowerBound
            if let said, said >= place.tokens.upperBound { text.studies[index].isHead = true }
        }
    }

    /// "XR calcified", "CT at OSH calcified": a study at the start of a clause, or behind the lesion, and right before
    /// what it shows.
    private func headStudy(before place: FieldText.Place, in text: inout FieldText) {
        guard let last = text.studies.indices.last, !text.studies[last].isHead,
            text.studies[last].place.clause == place.clause
        else { return }
        let end = text.studies[last].place.tokens.upperBound
        let gap = place.tokens.lowerBound - end
        let isPerformed =
            text.studies[last].state == .performed && gap <= 4 && text.mentions.last?.place.clause != place.clause
        // "XR with calcs"
        let isBeside = gap == 0 || gap <= 2 && isMarker(.with, at: Int(end))
        guard isPerformed || isBeside && text.studies[last].state == nil else { return }
        if let mention = text.mentions.last, mention.place.clause == place.clause,
            lexicon.concepts[Int(mention.concept.index)].role != .lesion
        {
            return
        }
        text.studies[last].state = .performed
        text.studies[last].isHead = true
    }

    // MARK: sizes

    /// A length is followed by a unit, or by what joins two lengths.
    private func mayMeasure(at index: Int) -> Bool {
        guard index + 1 < tokens.count else { return false }
        let next = tokens[index + 1]
        return !lexicon.uses[Int(next.word)].isDisjoint(with: [.unit, .steers]) || next.isSign("-")
    }

    /// Reads a length that begins with the number at `index`; returns where it ends, nil where there is none.
    private mutating func readSize(at index: Int, into text: inout FieldText) -> Int? {
        let reading = SizeReading(tokens: tokens, lexicon: lexicon)
        guard let size = reading.read(at: index) else { return nil }
        let end = size.end
        let place = FieldText.Place(
            tokens: Int32(index)..<Int32(end), bytes: tokens[index].start..<tokens[end - 1].end, sentence: sentence,
            clause: clause, phrase: phrase)
        let isFormer = fromAt == index && !size.hasChanged
        let isOfOther = takesSizeEnd == index || takesSizeEnd == index - 1 || reading.isDistanceOrOther(after: end)
        if !isFormer && !isOfOther {
            var length = size.millimetres
            // An arrow is no comparison.
            let isArrow = index > 1 && tokens[index - 1].isSign(">") && tokens[index - 2].isSign("-")
            if moreThanAt >= index - 1 && moreThanAt <= index && !isArrow { length += 1 }
            if lessThanAt >= index - 1 && lessThanAt <= index { length -= 1 }
            text.sizes.append(
                FieldText.SizeMention(
                    millimetres: length, state: size.hasUnit ? .stated : .ambiguous, place: place))
        }
        return end
    }
}
