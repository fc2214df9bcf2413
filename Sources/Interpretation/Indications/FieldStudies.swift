import AuditModel

/// Studies that a text names: whether they were performed, and what of the text they showed.
extension FieldScanner {
    /// How far behind a study a word of its result may stand: "CT from St Mary's 2 days ago shows".
    func reach(of study: FieldText.StudyReference, in text: FieldText) -> Int {
        let isAlone =
            study.place.clause == clause
            && (text.mentions.last?.place.first ?? -1) < study.place.first
        return isAlone ? 8 : 3
    }

    func addStudy(_ sense: Int, at place: FieldText.Place, into text: FieldText) {
        let index = place.first
        // Overlapping patterns, or a site's own, may tell the same twice.
        if let last = text.studies.last, last.place.tokens == place.tokens,
            lexicon.studies[last.sense].modality == lexicon.studies[sense].modality
        {
            return
        }
        var study = FieldText.StudyReference(sense: sense, place: place)
        let negation = scopes[Cue.Effect.negation.index]
        let isCovered = negation.until >= index && !negation.hasCovered
        let denial =
            isCovered
            ? denial(of: index, from: negation.bytes.upperBound) : (isOfStudy: false, isFruitless: false)
        let isDenied = denial.isOfStudy
        let isHeadedByComparison = comparesAt >= 0 && tokens[comparesAt].isSign(":") && index - foundOnAt > 1
        study.isOutside = index - outsideAt <= 3
        study.isFoundOn = index - foundOnAt <= 1
        if index > 0, tokens[index - 1].isSign("?"), tokens[index].isGlued {
            // "mass ?CT" asks for one.
            study.state = .planned
        } else if index - correlatesAt <= 4, !isDenied {
            study.state = .planned
            study.isReferredTo = true
        } else if isSetAside(place), !isDenied {
            study.state = .planned
            study.isReferredTo = index - plannedAt > 3
        } else if isToldMade(place, in: text) {
            study.state = .performed
            // "Comparison: CT" heads its own line, and "no fracture on XR" is all that was found.
            study.isTail = !isHeadedByComparison && !denial.isFruitless
            study.hasResult = denial.isFruitless
        } else if !isDenied, isPlanned(&study, in: text) {
            study.state = .planned
        } else if study.isOutside {
            study.state = .performed
        } else if field == .priorFinding {
            if isUnderPlans || isForeseen(behind: place) {
                study.state = .planned
                study.isPlannedAcross = isUnderPlans
            } else if isReported(place, in: text) {
                study.state = .performed
            }
        }
        if isDenied { study.state = .denied }
        if study.state == nil, let clause = clauseShown(by: study, in: text) {
            study.state = .performed
            study.isTail = true
            study.resultClause = clause
        }
        // In a field of results a study at the start of a clause heads what follows.
        study.isCompared = comparesAt >= 0
        if field == .priorFinding, study.state == .performed, !study.isCompared,
            text.mentions.last?.place.clause != clause
        {
            study.isHead = true
        }
        text.studies.append(study)
    }

    /// Whether words before a study, or those behind its list, tell that it is wanted; notes how they reach it.
    private func isPlanned(_ study: inout FieldText.StudyReference, in text: FieldText) -> Bool {
        if study.place.first - plannedAt <= 3 {
            study.isPlannedAcross = clause != plannedClause
            return true
        }
        if let planned = plannedList(before: study.place, in: text) {
            study.isPlannedAcross = planned.isPlannedAcross
            study.isReferredTo = planned.isReferredTo
            return true
        }
        if isListedAsPlanned(study.place, in: text) { return true }
        study.isPlannedAcross = isHeadedByPlan(study.place, in: text)
        return study.isPlannedAcross
    }

    /// Whether "no" that ends at a byte denies the study: "no CT", but "no imaging, found on US"; "no fracture on XR" is
    /// fruitless.
    private func denial(of index: Int, from end: Int32) -> (isOfStudy: Bool, isFruitless: Bool) {
        guard index - foundOnAt <= 1 else { return (true, false) }
        var between = index - 1
        while between >= 0, tokens[between].start >= end {
            if names(.study, at: between) { return (false, false) }
            if !tokens[between].isOfSign, !names(.marker, at: between) { return (false, true) }
            between -= 1
        }
        return (true, false)
    }

    /// "CT/MRI recommended", "CT is suggested for further evaluation": studies right before a word of planning, which told
    /// nothing yet. A word that may as well tell what a study showed has to end its clause or to say what for.
    func planStudies(before index: Int, end: Int, in text: FieldText) {
        guard var number = lastStudy(in: text), !text.studies[number].isTail else { return }
        let first = text.studies[number].place.end
        let between = first..<max(first, index)
        // "US, awaiting CT", "US recommended MRI"
        let isOfNext = isMarker(.advises, at: index) || between.contains { tokens[$0].isSign(",") }
        if isOfNext, names(.study, at: end) { return }
        let isDescribed = endsPlan(at: end) && describesStudy(between)
        guard between.count <= 2 || isDescribed else { return }
        if text.studies[number].isHead {
            // "MRI report recommends biopsy" plans something else.
            let tells = isMarker(.shows, at: index) || between.contains { isMarker(.shows, at: $0) }
            guard isDescribed || tellsNothing(since: text.studies[number], in: text), !tells || endsPlan(at: end) else {
                return
            }
            text.studies[number].isHead = false
        }
        text.studies[number].state = .planned
        while number > 0, isJoined(text.studies[number - 1].place, to: text.studies[number].place),
            !text.studies[number - 1].isTail
        {
            number -= 1
            text.studies[number].isHead = false
            text.studies[number].state = .planned
        }
    }

    /// "MRI not done", "MRI not available": in a field of results only where it tells nothing else.
    func isDenied(_ study: FieldText.StudyReference, at index: Int, end: Int, in text: FieldText) -> Bool {
        let negation = scopes[Cue.Effect.negation.index]
        let isCovered =
            negation.until >= index && !negation.hasCovered
            && negation.bytes.lowerBound >= study.place.bytes.upperBound
            // "CT negative for ..." tells its result.
            && negation.bytes.lowerBound < tokens[index].start
        let first = study.place.end
        let between = first..<max(first, index)
        // "calcified on XR, no other findings"
        if between.contains(where: { tokens[$0].isSign(",") }), endsFoundOn(in: text) { return false }
        // "MRI report not available": the study was made.
        guard
            isCovered
                || end - index > 1 && deniesFirst(at: index) && !names(.trap, at: index)
                    && !between.contains(where: { isMarker(.shows, at: $0) })
        else { return false }
        return field == .indication
            || endsPlan(at: end) && tellsNothing(since: study, in: text)
                && !between.contains { tokens[$0].isOfSign && !tokens[$0].isSign("(") && $0 > first }
    }

    private func tellsNothing(since study: FieldText.StudyReference, in text: FieldText) -> Bool {
        let end = study.place.end
        return (text.mentions.last?.place.first ?? -1) < end
            && (text.sizes.last?.place.first ?? -1) < end
    }

    /// A plan ends with its clause, unless it lists studies: "MRI requested, CT shows", but "needs CT, MRI".
    func endPlan(in text: FieldText) {
        guard plannedAt >= 0 else { return }
        let listsStudies = text.studies.last.map { $0.place.first >= plannedAt } ?? false
        if !listsStudies { plannedAt = Self.nowhere }
    }

    /// "calcified XR", "calcs XR 3/3", "calcified (US)", "calcified - XR", "calcified mass XR": the clause of what stands
    /// right before a study that ends its clause. A cross-sectional study after the lesion's own noun or a dash may be the
    /// one asked for.
    func clauseShown(by study: FieldText.StudyReference, in text: FieldText) -> Int16? {
        guard let last = text.mentions.last, endsResult(at: study.place.end) else { return nil }
        let first = study.place.first
        // Its place and size may stand behind it.
        let end = max(
            last.place.end, text.sites.last?.place.end ?? 0,
            text.sides.last?.place.end ?? 0, text.sizes.last?.place.end ?? 0)
        let gap = first - end
        guard gap == 0 || gap == 1 && (tokens[first - 1].isSign("(") || tokens[first - 1].isSign("-")) else {
            return nil
        }
        // "mass 7 cm (MRI)", "RP mass (CT)": nobody asks for a study in parentheses.
        if gap == 1, tokens[first - 1].isSign("("), clause &- last.place.clause == 1, last.isLesion || last.isAttribute
        {
            return last.place.clause
        }
        let isPlain = gap == 0 || tokens[first - 1].isSign("(")
        if last.isAttribute, isPlain, end == last.place.end { return last.place.clause }
        let modality = lexicon.studies[study.sense].modality
        guard modality == .xr || modality == .us, end - last.place.end <= 4,
            last.place.clause == clause || !isPlain || gap == 1 && clause &- last.place.clause == 1,
            text.mentions.contains(where: { $0.isAttribute && $0.place.phrase == last.place.phrase })
        else { return nil }
        return last.isAttribute || last.isLesion ? last.place.clause : nil
    }

    /// The end of the field, a sign that heads nothing, or a date.
    private func endsResult(at index: Int) -> Bool {
        guard index < tokens.count else { return true }
        if tokens[index].isNumber {
            guard index + 1 < tokens.count else { return false }
            return tokens[index + 1].isSign("/") || tokens[index + 1].isSign("-")
                || !tokens[index + 1].mark.uses.isDisjoint(with: [.period, .month])
        }
        return tokens[index].isOfSign && !tokens[index].isSign(":")
    }

    /// "CT 3/2 calcified mass": a dated study at the start of a clause heads what follows.
    func headDated(_ text: FieldText) {
        // "Correlate with MRI" tells neither that it was made nor that it is wanted.
        for index in text.studies.indices
        where text.studies[index].isReferredTo && text.studies[index].state == .planned
            && !text.studies[index].day.isKnown
        {
            text.studies[index].state = nil
        }
        for index in text.studies.indices
        where text.studies[index].day.isKnown && text.studies[index].state == .performed
            && !text.studies[index].isTail && !text.studies[index].isCompared && !text.studies[index].hasResult
        {
            let place = text.studies[index].place
            let said = text.mentions.first { $0.place.clause == place.clause }?.place.first
            if let said, said >= place.end { text.studies[index].isHead = true }
        }
    }

    /// "US 11 cm mass", "thigh mass. MRI 7 cm enhancing mass": a study right before a length heads it. Where no lesion has
    /// been named, a cross-sectional study may be the one asked for.
    func headStudy(beforeLengthAt index: Int, in text: FieldText) {
        guard let last = text.studies.indices.last, text.studies[last].place.end == index,
            text.studies[last].state == nil
        else { return }
        let modality = lexicon.studies[text.studies[last].sense].modality
        guard
            modality == .us || modality == .xr
                || text.mentions.contains(where: { $0.isLesion && $0.place.clause < text.studies[last].place.clause })
        else { return }
        text.studies[last].state = .performed
        text.studies[last].isHead = true
    }

    /// "XR calcified", "CT at OSH calcified": a study at the start of a clause, or behind the lesion, and right before
    /// what it shows.
    func headStudy(before place: FieldText.Place, in text: FieldText) {
        guard let last = text.studies.indices.last, !text.studies[last].isHead, !text.studies[last].hasResult,
            text.studies[last].place.clause == place.clause
        else { return }
        let end = text.studies[last].place.end
        let gap = place.first - end
        let isPerformed =
            text.studies[last].state == .performed && gap <= 4 && text.mentions.last?.place.clause != place.clause
        // "XR with calcs"
        let isBeside = gap == 0 || gap <= 2 && isMarker(.with, at: end)
        guard isPerformed || isBeside && text.studies[last].state == nil else { return }
        if let mention = text.mentions.last, mention.place.clause == place.clause,
            !mention.isLesion
        {
            return
        }
        text.studies[last].state = .performed
        text.studies[last].isHead = true
    }
}
