import AuditModel

/// What words do that steer the reading of others without naming anything.
extension FieldScanner {
    func readMarker(_ number: UInt16, at place: FieldText.Place, into text: FieldText) {
        let index = place.first
        let end = place.end
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
                extend(effect, to: index + lexicon.scope)
                scopes[effect].sparesFindingsFrom = .max
            }
        case .preposition:
            for effect in scopes.indices where scopes[effect].hasCovered { scopes[effect].sparesLesions = true }
        case .assesses: assessesAt = end
        case .seeks: seek(at: index, in: text)
        case .labelsSide: labelsSideAt = end
        case .complaint: coverComplaint(at: index)
        case .leadsAway: awayFrom = end
        case .planned:
            plannedAt = end
            plannedClause = clause
            plannedHeads = isHeading(at: index)
            planStudies(before: index, end: end, in: text)
        case .performed:
            // "XR normal MRI booked" tells of the study before it.
            let tellsResult = isMarker(.shows, at: index) && text.studies.last.map { endsBefore(index, $0) } ?? false
            if !tellsResult { performedAt = end }
        case .correlates: correlatesAt = end
        case .compares: comparesAt = end
        case .after:
            // "Post MRI, for biopsy"; "biopsy post MRI" may wait for it.
            if index == 0 || tokens[index - 1].isOfSign { performedAt = end }
        case .several: severalAt = end
        case .foundOn: foundOnAt = end
        case .outside:
            outsideAt = end
            tellOutside(at: index, in: text)
        case .shows: tellResult(at: index, end: end, in: text)
        case .showsNothing: endResult(at: index, end: end, in: text)
        case .from: fromAt = end
        case .takesSize: takesSizeEnd = end
        case .moreThan: moreThanAt = end
        case .otherThing: addOtherThing(at: place, in: text)
        case .distance where place.tokens.count > 1: nearAt = end
        case .lessThan: lessThanAt = end
        case .headsPlans: readHeadingLine(at: index, end: end)
        case .differential: differentialEnd = place.bytes.upperBound
        case .advises, .affirms, .ago, .answers, .asked, .axis, .betters, .by, .denies, .deniesQuality, .describes,
            .distance, .filler, .foresees, .last, .ordinal, .tells, .to, .today, .yesterday:
            break
        }
    }

    /// The last study, where the sentence names it.
    func lastStudy(in text: FieldText) -> Int? {
        guard let last = text.studies.indices.last, text.studies[last].place.sentence == sentence else { return nil }
        return last
    }

    /// "CT at OSH": the study before a word for another place was made there.
    private func tellOutside(at index: Int, in text: FieldText) {
        guard let last = lastStudy(in: text), index - text.studies[last].place.end <= 4 else { return }
        text.studies[last].isOutside = true
        if text.studies[last].state == nil { text.studies[last].state = .performed }
    }

    /// "CT shows": what follows is the result of the study before it, unless it has none ("MRI not done").
    private func tellResult(at index: Int, end: Int, in text: FieldText) {
        guard let last = lastStudy(in: text) else { return }
        let study = text.studies[last]
        guard index - study.place.end <= reach(of: study, in: text),
            study.state != .planned || study.yieldsToResult || isRelative(between: study.place.end, and: index)
        else { return }
        if isDenied(study, at: index, end: end, in: text) {
            denyStudies(upTo: last, byAnswer: false, in: text)
            // "MRI not done, has pacemaker"
            scopes[Cue.Effect.negation.index].until = -1
            return
        }
        text.studies[last].isHead = true
        guard study.state != .denied else { return }
        text.studies[last].state = .performed
        performStudies(joinedTo: last, in: text)
    }

    /// "CT 2019 normal, now a mass": the study has its result, and what follows is none of it.
    private func endResult(at index: Int, end: Int, in text: FieldText) {
        guard let last = lastStudy(in: text), text.studies[last].isHead, end == tokens.count || tokens[end].isOfSign,
            (text.studies[last].place.end..<index).allSatisfy({
                tokens[$0].isNumber || tokens[$0].isOfSign || tokens[$0].mark.uses.contains(.steers)
            })
        else { return }
        text.studies[last].isHead = false
        text.studies[last].hasResult = true
    }

    /// "mass calcified adjacent to femoral vessels", "mass, calcified ?stone": what a lesion only lies near, or is asked to be, has
    /// nothing that is said before it.
    private func addOtherThing(at place: FieldText.Place, in text: FieldText) {
        let index = place.first
        let isNear =
            (0...1).contains(index - nearAt)
            || (0...1).contains(index - awayFrom) && !isMarker(.preposition, at: awayFrom - 1)
        var thing = place
        // "aorta heavily calcified"
        var end = place.end
        while end < min(tokens.count, index + 4), isMarker(.filler, at: end) || tokens[end].isUnknown { end += 1 }
        if let said = lexicon.phrases.match(tokens, at: min(end, tokens.count - 1)), names(.concept, at: end),
            !sizes.leadsToLesion(tokens, from: said.range.upperBound)
        {
            thing.tokens = thing.tokens.lowerBound..<Int32(end)
        }
        let isAsked = index > 0 && tokens[index - 1].isSign("?") && tokens[index].isGlued
        let isBesideLesion = text.mentions.contains {
            $0.isLesion && (isAsked ? $0.place.sentence == sentence : isNear && $0.place.clause == clause)
        }
        if isBesideLesion { thing.phrase = -1 }
        text.otherThings.append(thing)
    }

    private func endsBefore(_ index: Int, _ study: FieldText.StudyReference) -> Bool {
        study.place.clause == clause && index - study.place.end <= 2
    }

    /// The first of a sentence, a line or what a colon heads; "for biopsy" heads nothing.
    private func isHeading(at index: Int) -> Bool {
        guard !isMarker(.seeks, at: index) else { return false }
        return index == 0 || tokens[index].flags.contains(.startsLine)
            || [".", ";", ":", "!", "|"].contains { tokens[index - 1].isSign($0) }
    }

    /// "arranged films which were normal": a planned study whose own result is told.
    private func isRelative(between end: Int, and index: Int) -> Bool {
        let first = end < tokens.count && tokens[end].isSign(",") ? end + 1 : end
        return first < index && isMarker(.breaks, at: first)
            && (first..<index).allSatisfy { isMarker(.filler, at: $0) }
    }
}
