import AuditModel

/// What the words around a concept do to it: scopes that cues open and close, and the study that a result belongs to.
extension FieldScanner {
    func open(_ effect: Cue.Effect, at index: Int, bytes: Range<Int32>, scope: Int) {
        scopes[effect.index] = Scope(effect: effect, until: index + scope, bytes: bytes)
        furthestScope = max(furthestScope, index + scope)
        // "no fever query calcs": what was denied stands before the doubt.
        let negation = Cue.Effect.negation.index
        if effect.qualifies, scopes[negation].hasCovered { scopes[negation].until = -1 }
    }

    /// Lets an open scope go on at least to a token.
    func extend(_ effect: Int, to index: Int) {
        scopes[effect].until = max(scopes[effect].until, index)
        furthestScope = max(furthestScope, index)
    }

    func readCue(_ cue: Cue, at place: FieldText.Place, into text: FieldText) {
        if cue.direction == .backward {
            lookBack(cue, at: withSign(place), in: text)
        } else {
            lookAhead(cue, at: place, in: text)
        }
    }

    private func lookAhead(_ cue: Cue, at place: FieldText.Place, in text: FieldText) {
        let end = place.end
        // A word that works both ways looks back at the end of a clause: "calcs possible on US", but "mass, no prior CT".
        if cue.effect.tellsPresence, endsStatement(place, cue.effect, in: text), end > 1,
            text.mentions.last?.place.clause == clause,
            !isMarker(.performed, at: end) || says(cue.effect, at: place, where: { $0 != .forward })
        {
            return
        }
        if cue.direction == .both, let last = text.mentions.indices.last,
            text.mentions[last].place.end == place.first
        {
            text.apply(cue.effect, to: last, bytes: place.bytes, lexicon)
        }
        open(cue.effect, at: end - 1, bytes: place.bytes, scope: lexicon.scope)
        if isMarker(.deniesQuality, at: place.first) { scopes[cue.effect.index].qualityAt = end }
    }

    /// The dash of "-ve" belongs to it.
    private func withSign(_ place: FieldText.Place) -> FieldText.Place {
        let first = place.first
        guard first > 0, tokens[first].isGlued, tokens[first - 1].isSign("-"), !tokens[first - 1].isGlued else {
            return place
        }
        var signed = place
        signed.tokens = Int32(first - 1)..<place.tokens.upperBound
        return signed
    }

    private func lookBack(_ cue: Cue, at place: FieldText.Place, in text: FieldText) {
        guard isSaid(cue, at: place, in: text) else { return }
        let endsLine = endsOwnLine(place, in: text)
        // Doubt at the end is of the last noun phrase alone: "calcified mass with spinal extension suspected".
        let doubts = cue.effect.qualifies
        let phrase = text.mentions.last?.place.phrase
        // "mass, node negative": only a cue that opens its clause looks over the comma.
        let opensClause = !cue.effect.tellsPresence || opensClause(at: place)
        // "mass, bone scan negative": what is said of a study is not said of the clause before.
        let isOfStudy = text.studies.last?.place.clause == clause
        let isOfFilm = cue.effect == .negation && (isOfFilm(behind: place) || tellsOfStudy(place, in: text))
        for number in text.mentions.indices.reversed() {
            let mention = text.mentions[number]
            guard !doubts || mention.place.phrase == phrase else { return }
            // "lump not visible on XR": it was felt.
            if isOfFilm, mention.isLesion { return }
            if endsLine, !isOnLine(of: place, mention.place) { return }
            if cue.effect == .negation || doubts, number + 1 < text.mentions.count, !isJoinedToNext(number, in: text) {
                return
            }
            guard mention.place.sentence == sentence,
                place.first - mention.place.end <= lexicon.scope,
                mention.place.clause == clause
                    || (clause &- mention.place.clause == 1 && number == text.mentions.count - 1 && !isOfStudy
                        && (opensClause || mention.place.end == place.first))
            else { return }
            guard cue.effect != .negation || !isOfOwnLine(place, after: mention.place) else { return }
            text.apply(cue.effect, to: number, bytes: place.bytes, lexicon)
        }
    }

    /// Whether a cue is said of mentions before it, and not of what names none.
    private func isSaid(_ cue: Cue, at place: FieldText.Place, in text: FieldText) -> Bool {
        guard !cue.effect.tellsPresence || endsStatement(place, cue.effect, in: text) else { return false }
        // "mass, D-dimer -ve": a word unknown here takes the sign.
        let first = place.first
        if tokens[first].isOfSign, first > 0, tokens[first - 1].isUnknown { return false }
        // "thigh mass, trauma nil": what is denied is a complaint.
        return cue.effect != .negation || !isBehindComplaint(place) || text.mentions.last?.place.end == first
    }

    /// "forearm mass XR -ve", "forearm mass XR - ve"
    private func tellsOfStudy(_ place: FieldText.Place, in text: FieldText) -> Bool {
        let end = place.first > 0 && tokens[place.first - 1].isSign("-") ? place.first - 1 : place.first
        return text.studies.last.map { $0.place.end == end && !$0.isFoundOn } ?? false
    }

    /// "on XR"
    private func isOfFilm(behind place: FieldText.Place) -> Bool {
        let index = place.end
        return isMarker(.foundOn, at: index)
            && means(at: index + 1) { $0.kind == .study && lexicon.studies[Int($0.number)].modality == .xr }
    }

    /// The cue at `place` ends a clause; or a line or what is said of an attribute, where its words can look back.
    private func endsStatement(_ place: FieldText.Place, _ effect: Cue.Effect, in text: FieldText) -> Bool {
        endsClause(at: place.end)
            || (endsOwnLine(place, in: text) || isOfAttribute(place, effect, in: text))
                && says(effect, at: place) { $0 == .backward }
    }

    /// "calcs absent 6 cm", "calcs suspected painful", "calcs neg marrow involvement": right behind an attribute, and not
    /// before what it could be said of as well.
    private func isOfAttribute(_ place: FieldText.Place, _ effect: Cue.Effect, in text: FieldText) -> Bool {
        let end = place.end
        guard end < tokens.count, let last = text.mentions.last, last.isAttribute,
            last.place.end == place.first
        else { return false }
        if tokens[end].isNumber || isMarker(.describes, at: end) { return true }
        guard effect == .negation else { return false }
        return !says(effect, at: place) { $0 != .backward }
            || !isMarker(.complaint, at: end) && !names(.concept, at: end)
    }

    /// Said together with the mention behind it: in a list, or as what the next is like ("calcified mass"). What is said of
    /// "thigh mass firm calcification" at its end is said of the calcification.
    private func isJoinedToNext(_ number: Int, in text: FieldText) -> Bool {
        let (own, next) = (text.mentions[number], text.mentions[number + 1])
        let end = own.place.end
        let gap = end..<max(end, next.place.first)
        // The same words may name several concepts.
        if own.place.tokens.overlaps(next.place.tokens) { return true }
        if !own.isLesion, next.isLesion, own.place.phrase == next.place.phrase { return true }
        return gap.contains {
            tokens[$0].isSign("/") || tokens[$0].isSign(",") || isMarker(.and, at: $0) || isMarker(.or, at: $0)
        }
    }

    private func isBehindComplaint(_ place: FieldText.Place) -> Bool {
        place.first > 0 && isMarker(.complaint, at: place.first - 1)
    }

    /// A denied or doubted complaint: what names a lesion behind it begins anew.
    func coverComplaint(at index: Int) {
        for effect in scopes.indices where scopes[effect].until >= index && scopes[effect].effect.tellsPresence {
            scopes[effect].hasCovered = true
            scopes[effect].sparesFindingsFrom = index + 1
        }
    }

    /// "evaluate thigh mass for calcification": what is sought of a lesion is not yet known, the lesion is.
    func seek(at index: Int, in text: FieldText) {
        guard index - assessesAt <= Self.assessed,
            let lesion = text.mentions.last(where: \.isLesion), lesion.place.clause == clause,
            lesion.place.first >= assessesAt
        else { return }
        open(.uncertainty, at: index, bytes: tokens[index].start..<tokens[index].end, scope: lexicon.scope)
        scopes[Cue.Effect.uncertainty.index].sparesLesions = true
    }

    /// Tokens of what is assessed, up to the word that says what for.
    private static let assessed = 10

    /// "abdominal pain": a phrase that ends in a complaint is one.
    func coverComplaint(endingIn place: FieldText.Place) {
        let last = place.end - 1
        if furthestScope >= last, place.tokens.count > 1, isMarker(.complaint, at: last) { coverComplaint(at: last) }
    }

    /// Nothing stands between the sign before the clause and a cue but words that break or fill ("mass, has since gone").
    func opensClause(at place: FieldText.Place) -> Bool {
        var index = place.first - 1
        while index > 0, isMarker(.breaks, at: index) || isMarker(.filler, at: index) { index -= 1 }
        return index < 0 || tokens[index].isOfSign
    }

    /// "mass, next line: node negative": a line whose subject is no word known here speaks of that alone. A line broken within its
    /// sentence ("mass on, next line: palpation absent") does not.
    func isOfOwnLine(_ place: FieldText.Place, after mention: FieldText.Place) -> Bool {
        let first = place.first
        var index = first - 1
        while index >= mention.end, tokens[index].mark.node == 0, !tokens[index].isOfSign {
            if tokens[index].flags.contains(.startsLine) {
                return !tokens[index - 1].mark.uses.contains(.steers)
            }
            index -= 1
        }
        return false
    }

    /// The last word of a line that has something to look back on.
    private func endsOwnLine(_ place: FieldText.Place, in text: FieldText) -> Bool {
        let end = place.end
        guard end < tokens.count, tokens[end].flags.contains(.startsLine), let last = text.mentions.last else {
            return false
        }
        return isOnLine(of: place, last.place)
    }

    private func isOnLine(of place: FieldText.Place, _ earlier: FieldText.Place) -> Bool {
        !startsLine(between: earlier.first + 1, and: place.end)
    }

    func startsLine(between first: Int, and end: Int) -> Bool {
        first < end && (first..<end).contains { tokens[$0].flags.contains(.startsLine) }
    }

    /// Whether the words of a cue, but for the dash of "-ve", say this in such a direction.
    private func says(
        _ effect: Cue.Effect, at place: FieldText.Place, where fits: (Cue.Direction) -> Bool
    ) -> Bool {
        let first = place.first
        return says(
            effect, at: tokens[first].isSign("-") ? first + 1 : first, upTo: place.end, where: fits)
    }

    func endsClause(at index: Int) -> Bool {
        guard index < tokens.count else { return true }
        if tokens[index].isOfSign { return !tokens[index].isSign("/") && !tokens[index].isSign("+") }
        return isMarker(.performed, at: index) || isMarker(.breaks, at: index) || isMarker(.preposition, at: index)
    }

    func addMention(_ sense: TextSense, at place: FieldText.Place, into text: FieldText) {
        let concept = ConceptID(index: UInt8(clamping: sense.number))
        // Overlapping patterns may tell the same twice.
        if let last = text.mentions.last, last.concept == concept, last.place.tokens == place.tokens { return }
        let role = lexicon[concept].role
        let isLesion = role.isLesion
        if role.isAttribute { headStudy(before: place, in: text) }
        text.append(
            FieldText.Mention(
                concept: concept, role: role, place: place, flags: sense.flags))
        let number = text.mentions.count - 1
        if isLesion { countLesions(number, at: place.first) }
        if sense.flags.contains(.denied) { text.mentions[number].assertion = .absent }
        let index = place.first
        guard furthestScope >= index else { return }
        // Doubt after denial: "?no calcification" leaves a doubt.
        for effect in scopes.indices where scopes[effect].until >= index {
            let scope = scopes[effect]
            // A cue within the phrase ("?recurrence") is part of what it says.
            if scope.bytes.lowerBound >= place.bytes.lowerBound { continue }
            if scope.sparesLesions, isLesion || scope.effect == .otherPerson && role.isAttribute { continue }
            if index >= scope.sparesFindingsFrom, beginsAnew(role, at: place, behindComplaint: scope.sparesFindingsFrom)
            {
                continue
            }
            if isLesion && scope.effect == .uncertainty && isPastDiagnosis(place, in: text) { continue }
            if scope.isOfDiagnoses, role.isAttribute || isLesion && !sense.flags.contains(.ofKind) {
                scopes[effect].until = -1
                continue
            }
            if scope.qualityAt == index, role.isAttribute { scopes[effect].sparesLesions = true }
            scopes[effect].hasCovered = true
            text.apply(scope.effect, to: number, bytes: scope.bytes, lexicon)
        }
    }

    /// Behind a complaint a lesion is named anew; so is what is said of it ("no fever calcified on US"), unless it is
    /// listed with the complaint ("no fever and calcification", "no fever calcification or erosion").
    private func beginsAnew(_ role: Concept.Role, at place: FieldText.Place, behindComplaint start: Int) -> Bool {
        let index = place.first
        if role.isLesion || startsLine(between: start, and: index + 1) { return true }
        return role.isAttribute
            && (!(start..<index).contains { isMarker(.and, at: $0) } && !listGoesOn(from: index)
                || sizes.leadsToLesion(tokens, from: place.end))
    }

    /// "?sarcoma L thigh mass": the doubt is about the diagnosis; a lesion named further on is there.
    func isPastDiagnosis(_ place: FieldText.Place, in text: FieldText) -> Bool {
        guard let last = text.mentions.last(where: { $0.place.end < place.first }),
            last.place.clause == place.clause
        else { return false }
        // The same words may name several concepts.
        return text.mentions.contains {
            $0.place.tokens == last.place.tokens && $0.assertion == .uncertain
                && lexicon[$0.concept].founds
        }
    }
}
