import AuditModel

/// What signs do in a text: punctuation, lists, headings, dashes and question marks.
extension FieldScanner {
    func readSign(at index: Int, into text: FieldText) {
        let token = tokens[index]
        switch token.sign {
        case UInt8(ascii: "."):
            // An abbreviated side ("Lt.") ends nothing.
            if let side = text.sides.last, side.place.end == index { return }
            if isAbbreviatedCue(before: index) || isOfLetters(index) { return }
            endSentence()
        case UInt8(ascii: ";"), UInt8(ascii: "!"), UInt8(ascii: "|"): endSentence()
        case UInt8(ascii: ","):
            endClause()
            takesSizeEnd = Self.nowhere
            endPlan(in: text)
            continueLists(at: index)
        case UInt8(ascii: "/"):
            // "no fever/mass"
            if index > 0, !tokens[index - 1].isNumber {
                for effect in scopes.indices { scopes[effect].sparesFindingsFrom = .max }
            }
        case UInt8(ascii: "("), UInt8(ascii: "["):
            if readMark(at: index, into: text) { return }
            endClause()
            closeScopes(keepingPerson: true)
        case UInt8(ascii: ")"), UInt8(ascii: "]"):
            endClause()
            closeScopes()
        case UInt8(ascii: ":"):
            if readAnswer(behind: index, into: text) || denyStudy(before: index, in: text) { return }
            readHeading(before: index)
            headByColon(at: index, in: text)
            cancelHeading(before: index)
            endClause()
        case UInt8(ascii: "-"): readDash(at: index, into: text)
        case UInt8(ascii: "+"):
            // "no erosion +calcs"
            if index + 1 < tokens.count, tokens[index + 1].isGlued, !tokens[index].isGlued {
                scopes[Cue.Effect.negation.index].until = -1
            }
        case UInt8(ascii: "?"): readQuestionMark(at: index, into: text)
        default: break
        }
    }

    /// "e.g.", "i.e."
    func isOfLetters(_ index: Int) -> Bool {
        func isLetter(_ index: Int) -> Bool {
            tokens.indices.contains(index) && !tokens[index].isNumber && tokens[index].end - tokens[index].start == 1
                && !tokens[index].isOfSign
        }
        guard isLetter(index - 1), tokens[index].isGlued else { return false }
        return isLetter(index + 1) && tokens[index + 1].isGlued
            || index > 2 && tokens[index - 1].isGlued && tokens[index - 2].isSign(".") && isLetter(index - 3)
    }

    /// A negation goes on over commas in a list that ends with "or"; every other scope ends.
    func continueLists(at index: Int) {
        guard furthestScope >= 0 else { return }
        let negation = Cue.Effect.negation.index
        let goesOn = scopes[negation].until >= index && listGoesOn(from: index)
        for effect in scopes.indices {
            if effect == Cue.Effect.otherPerson.index {
                // A relative's illnesses may go on; a lesion named after them is the patient's.
                scopes[effect].sparesLesions = true
            } else if effect == negation && goesOn {
                scopes[effect].until = index + lexicon.scope
                scopes[effect].sparesFindingsFrom = .max
                furthestScope = max(furthestScope, index + lexicon.scope)
            } else if scopes[effect].until >= index && isDifferential(effect) {
                // "ddx sarcoma, lipoma"
                extend(effect, to: index + lexicon.scope)
                scopes[effect].isOfDiagnoses = true
            } else {
                scopes[effect].until = -1
            }
        }
    }

    private func isDifferential(_ effect: Int) -> Bool {
        scopes[effect].effect == .uncertainty && scopes[effect].bytes.upperBound == differentialEnd
    }

    /// "no trauma, fall or collision": what begins with a denial and is a phrase of its own denies its list too.
    func denyList(behind place: FieldText.Place) {
        let index = place.first
        let comma = place.end
        guard comma < tokens.count, tokens[comma].isSign(","), deniesFirst(at: index), listGoesOn(from: comma) else {
            return
        }
        open(.negation, at: comma, bytes: place.bytes, scope: lexicon.scope)
    }

    func listGoesOn(from comma: Int) -> Bool {
        var length = 0
        var index = comma + 1
        while index < min(tokens.count, comma + 16) {
            let token = tokens[index]
            if token.isSign(",") {
                length = 0
            } else if token.isOfSign {
                return false
            } else if isMarker(.or, at: index) {
                return true
            } else {
                length += 1
                if length > 4 || names(.cue, at: index) || isMarker(.breaks, at: index) { return false }
            }
            index += 1
        }
        return false
    }

    /// "Hx:" heads a section and says nothing of time.
    func cancelHeading(before index: Int) {
        guard furthestScope >= 0 else { return }
        for effect in scopes.indices
        where scopes[effect].bytes.upperBound == tokens[max(0, index - 1)].end && !isDifferential(effect) {
            scopes[effect].until = -1
        }
    }

    /// "US left flank: calcified mass", "CT for stones: calcified mass": a study heads what follows the colon, unless a
    /// lesion, or what one is like, stands between.
    private func headByColon(at index: Int, in text: FieldText) {
        guard let last = lastStudy(in: text) else { return }
        // "Previous imaging at Mercy: MRI, CT"
        if lexicon.studies[text.studies[last].sense].modality == nil, text.studies[last].state == .performed,
            performedAt <= index
        {
            performedAt = index + 1
        }
        let said = text.mentions.last { $0.isLesion || $0.isAttribute }?.place.first ?? -1
        guard !text.studies[last].isCompared, said < text.studies[last].place.first else { return }
        text.studies[last].isHead = true
        let end = text.studies[last].place.end
        let tellsPurpose =
            text.studies[last].state == .planned && end + 1 < index
            && (isMarker(.seeks, at: end) || isForeseen(behind: text.studies[last].place))
        let isUnderPlan = text.studies[last].state == .planned && text.studies[last].isPlannedAcross
        if text.studies[last].state == nil || tellsPurpose || isUnderPlan { text.studies[last].state = .performed }
    }

    /// "XR - calcified", "US left thigh 3/3/25 - calcified": a study at the start of a sentence, or of a clause of its own, heads what
    /// follows the dash.
    func headByDash(at index: Int, in text: FieldText) {
        guard let last = text.studies.indices.last, !text.studies[last].isCompared,
            text.studies[last].place.end <= index,
            isDated(text.studies[last].place.end..<index),
            text.mentions.last?.place.clause != clause, text.studies[last].state != .planned,
            text.studies[last].state != .denied
        else { return }
        text.studies[last].isHead = true
        if text.studies[last].state == nil { text.studies[last].state = .performed }
    }

    /// Nothing but a region, a method and a day; "CT +/- biopsy" has no dash.
    private func isDated(_ words: Range<Int>) -> Bool {
        guard let last = words.last else { return true }
        return (!tokens[last].isOfSign || tokens[last].isSign(")"))
            && (endOfDescription(words)..<words.upperBound).allSatisfy {
                tokens[$0].isNumber || ["/", "-", "(", ")"].contains(where: tokens[$0].isSign)
                    || tokens[$0].mark.uses.contains(.month) || isMarker(.today, at: $0) || isMarker(.yesterday, at: $0)
            }
    }

    func readDash(at index: Int, into text: FieldText) {
        let isGluedToNext = index + 1 < tokens.count && tokens[index + 1].isGlued
        if isGluedToNext && !tokens[index].isGlued && !tokens[index].flags.contains(.startsLine)
            && !tokens[index + 1].isNumber
        {
            // "-ve" tells by itself of what stands before it.
            guard !isNegationBehind(at: index + 1) else { return }
            open(.negation, at: index, bytes: tokens[index].start..<tokens[index].end, scope: 1)
        } else if !isGluedToNext {
            if denyStudy(before: index, in: text) { return }
            headByDash(at: index, in: text)
            endClause()
            closeScopes(keepingPerson: true)
        }
    }

    func readQuestionMark(at index: Int, into text: FieldText) {
        if readAnswer(behind: index, into: text) || denyStudy(before: index, in: text) { return }
        let bytes = tokens[index].start..<tokens[index].end
        let isGluedToNext = index + 1 < tokens.count && tokens[index + 1].isGlued && tokens[index + 1].sign == 0
        let asksBack = index > 0 && (tokens[index].isGlued || index + 1 == tokens.count) && !isAsked(at: index + 1)
        if asksBack { doubtNounPhrase(before: index, bytes: bytes, in: text) }
        if !asksBack || isGluedToNext {
            open(.uncertainty, at: index, bytes: bytes, scope: lexicon.scope)
        } else {
            endClause()
        }
    }

    /// "mass? cause", "mass? sarcoma", "mass? calcified": the question is what the lesion is, though its mark stands at the word
    /// before.
    private func isAsked(at index: Int) -> Bool {
        guard index < tokens.count, !tokens[index].flags.contains(.startsLine) else { return false }
        if isMarker(.asked, at: index) { return true }
        return means(at: index) { sense in
            guard sense.kind == .concept else { return false }
            let concept = lexicon.concepts[Int(sense.number)]
            return concept.role == .attribute || concept.founds
        }
    }

    func doubtNounPhrase(before index: Int, bytes: Range<Int32>, in text: FieldText) {
        guard text.mentions.last?.place.clause == clause else { return }
        for number in nounPhrase(before: index, in: text) {
            text.apply(.uncertainty, to: number, bytes: bytes, lexicon)
        }
    }

    /// What a question asks: the mention right before a token with the mentions of its own noun phrase, and of a question
    /// about the whole order only that one. From the last on.
    func nounPhrase(before index: Int, in text: FieldText) -> [Int] {
        var asked: [Int] = []
        var reach = index
        for number in text.mentions.indices.reversed() {
            let mention = text.mentions[number]
            guard mention.place.clause == text.mentions[text.mentions.count - 1].place.clause,
                mention.place.end >= reach - 3
            else { break }
            // "mass with calcs?" asks of the calcs, "calcified mass?" of both.
            if mention.isLesion, !asked.isEmpty, !isOnlyLesions(after: number, in: text) { break }
            asked.append(number)
            if lexicon[mention.concept].role == .order {
                // The same words may name several concepts.
                guard number > 0, text.mentions[number - 1].place.tokens == mention.place.tokens else { break }
            }
            reach = mention.place.first
        }
        return asked
    }

    func isOnlyLesions(after number: Int, in text: FieldText) -> Bool {
        text.mentions[(number + 1)...].allSatisfy(\.isLesion)
    }
}
