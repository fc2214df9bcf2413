import AuditModel

/// Which of the studies that a report names it tells of as made. A field of results begins with its own study; one that it names
/// later was made only if something tells of it, since reports end in what they recommend.
extension FieldScanner {
    /// Whether a study in a field of results was made, by what stands before it and right behind it.
    func isReported(_ place: FieldText.Place, in text: FieldText) -> Bool {
        let end = endOfDescription(behind: place)
        return !followsAnother(place, in: text) || standsAlone(place, until: end, in: text) || hasResult(from: end)
    }

    /// "MRI to assess extent", "MRI would help": right behind the study stands what it is to be made for.
    func isForeseen(behind place: FieldText.Place) -> Bool {
        foresees(at: endOfDescription(behind: place))
    }

    private func foresees(at index: Int) -> Bool {
        guard isFirst(.foresees, at: index) else { return false }
        if isFirst(.to, at: index) { return true }
        // "MRI could not exclude sarcoma", "MRI May 2025"
        let isMonth =
            tokens[index].mark.uses.contains(.month)
            && (index + 1 >= tokens.count || tokens[index + 1].isNumber || tokens[index + 1].isOfSign)
        return !isMonth && !names(.cue, at: index)
    }

    /// "Better evaluated on MRI": set beside what is told, whether or not it was made.
    func isSetAside(_ place: FieldText.Place) -> Bool {
        let index = place.first
        guard index > 0, performedAt == index || isMarker(.with, at: index - 1) else { return false }
        // "For characterisation by MRI"
        if isMarker(.by, at: index - 1), index - plannedAt <= 3 { return true }
        return (max(0, index - 4)..<index).contains { isMarker(.betters, at: $0) }
    }

    /// "Recommendations: 1. MRI thigh. 2. Referral", "Plan", next line: "CT": what is named under such a heading is planned, up to
    /// the next heading.
    func readHeading(before end: Int) {
        var first = end
        while first > 0, end - first < Self.longestHeading, !tokens[first - 1].isOfSign, !tokens[first - 1].isNumber,
            first == end || !tokens[first].flags.contains(.startsLine)
        {
            first -= 1
        }
        guard first < end, !(first..<end).contains(where: namesModality) else { return }
        isUnderPlans = (first..<end).contains { isMarker(.headsPlans, at: $0) }
    }

    private func namesModality(at index: Int) -> Bool {
        means(at: index) { $0.kind == .study && lexicon.studies[Int($0.number)].modality != nil }
    }

    /// A heading that is a line of its own.
    func readHeadingLine(at index: Int, end: Int) {
        guard tokens[index].flags.contains(.startsLine), end < tokens.count, tokens[end].flags.contains(.startsLine)
        else { return }
        isUnderPlans = true
    }

    private static let longestHeading = 4

    /// Which region and how it was made, up to what is told of it.
    private func endOfDescription(behind place: FieldText.Place) -> Int {
        let first = place.end
        let end = endOfDescription(first..<min(tokens.count, first + Self.longestDescription))
        return (first..<end).first { isBreak(at: $0) || deniesFirst(at: $0) && !names(.trap, at: $0) } ?? end
    }

    /// A sign or a line that ends what is said of a study's region.
    private func isBreak(at index: Int) -> Bool {
        tokens[index].flags.contains(.startsLine) || tokens[index].isSign("-") && !tokens[index].isGlued
            || tokens[index].isSign("(") || tokens[index].isSign(")")
    }

    /// Another study was told of before, in an earlier sentence, on an earlier line or with findings of its own.
    private func followsAnother(_ place: FieldText.Place, in text: FieldText) -> Bool {
        let told = text.studies.last {
            $0.state == .performed && !$0.isCompared && lexicon.studies[$0.sense].modality != nil
        }
        guard let told else { return false }
        if told.place.sentence != sentence { return true }
        let end = told.place.end
        return startsLine(between: end, and: place.first + 1)
            || told.place.clause != clause && (text.mentions.last.map { $0.place.first >= end } ?? false)
    }

    /// "MRI.", "Left thigh MRI", "2. MRI thigh", "Technique: multiplanar MRI": alone in its sentence or on its line, or in a list
    /// of studies.
    private func standsAlone(_ place: FieldText.Place, until end: Int, in text: FieldText) -> Bool {
        guard endsList(at: end), isOfBody(place.end..<end) else { return false }
        var first = place.first
        while first > 0, !startsAnew(at: first),
            names(.side, at: first - 1) || names(.site, at: first - 1) || isMarker(.filler, at: first - 1)
        {
            first -= 1
        }
        if !startsAnew(at: first), let last = text.studies.last, isJoined(last.place, to: place) {
            return last.state == .performed
        }
        guard startsAnew(at: first) else {
            // Behind a label, and with a further heading to come: "Impression: requires MRI" is none.
            while first > 0, !startsAnew(at: first), tokens[first - 1].isUnknown { first -= 1 }
            return first > 0 && tokens[first - 1].isSign(":") && tokens[end...].contains { $0.isSign(":") }
        }
        guard first > 0, !tokens[first].flags.contains(.startsLine) else { return true }
        // "suspicious, MRI" may go on with what is advised; "sarcoma (MRI)" tells where it was seen.
        if tokens[first - 1].isSign(",") { return text.studies.last?.place.sentence == sentence }
        if tokens[first - 1].isSign("(") { return text.mentions.last?.place.end == first - 1 }
        return true
    }

    /// "of the left thigh with contrast", but not "in due course".
    private func isOfBody(_ words: Range<Int>) -> Bool {
        words.allSatisfy { index in
            !isMarker(.preposition, at: index)
                || (index + 1..<min(words.upperBound, index + 4)).contains { names(.site, at: $0) }
        }
    }

    /// Nothing of its sentence, its line or its list stands before a token.
    private func startsAnew(at index: Int) -> Bool {
        index == 0 || tokens[index].flags.contains(.startsLine)
            || [".", ";", ":", ",", "(", ")", "!", "|", "-"].contains { tokens[index - 1].isSign($0) }
                && !isOfLetters(index - 1)
    }

    /// The end of a sentence, a line or brackets, a further study, or the number of the list's next entry.
    private func endsList(at index: Int) -> Bool {
        guard index < tokens.count, !tokens[index].flags.contains(.startsLine) else { return true }
        if [".", ";", ")", "!", "|"].contains(where: { tokens[index].isSign($0) }) { return true }
        if tokens[index].isNumber, index + 1 < tokens.count {
            return tokens[index + 1].isSign(")") || tokens[index + 1].isSign(".")
        }
        let isJoint = tokens[index].isSign(",") || tokens[index].isSign("/") || isMarker(.and, at: index)
        return isJoint && names(.study, at: index + 1)
    }

    /// "MRI lipomatous mass", "MRI no fat", "MRI heterogeneous", "MRI ?sarcoma": what a study showed, before any word that leads
    /// elsewhere.
    private func hasResult(from index: Int) -> Bool {
        guard index < tokens.count, !tokens[index].flags.contains(.startsLine) else { return false }
        if isMarker(.tells, at: index) || isMarker(.affirms, at: index) || deniesFinding(at: index) { return true }
        // "MRI suggested sarcoma"
        if isMarker(.shows, at: index), let word = lexicon.phrases.match(tokens, at: index) {
            return namesResult(from: word.range.upperBound)
        }
        return namesResult(from: index)
    }

    private func namesResult(from index: Int) -> Bool {
        guard index < tokens.count else { return false }
        var next = index
        if tokens[next].isSign("?") || tokens[next].isSign("-") { next += 1 }
        while next < min(tokens.count, index + Self.furthestResult), !tokens[next].isOfSign,
            !tokens[next].flags.contains(.startsLine)
        {
            if tokens[next].isNumber, mayMeasure(at: next), sizes.read(tokens, at: next) != nil { return true }
            guard let match = lexicon.phrases.match(tokens, at: next) else {
                next += 1
                continue
            }
            if foresees(at: next) { return false }
            if isMarker(.tells, at: next) || lexicon.phrases.means(match, namesFinding) { return true }
            // "US now 6 cm"
            if lexicon.phrases.means(match, leadsElsewhere), !isMarker(.to, at: next) { return false }
            next = match.range.upperBound
        }
        return false
    }

    /// Tokens from a study to a word of what it showed.
    private static let furthestResult = 6

    /// "CT no metastases", but not "MRI no longer needed", "MRI none done".
    private func deniesFinding(at index: Int) -> Bool {
        isFirst(.denies, at: index) && !endsAnswer(at: index + 1) && !isMarker(.shows, at: index + 1)
            && !isMarker(.deniesQuality, at: index)
            && !means(at: index) { $0.isOf(.denies) && !isFirst(.denies, at: index) }
    }

    private func namesFinding(_ sense: TextSense) -> Bool {
        guard sense.kind == .concept else { return false }
        let concept = lexicon.concepts[Int(sense.number)]
        return concept.role != .order || concept.founds
    }

    private func leadsElsewhere(_ sense: TextSense) -> Bool {
        switch sense.kind {
        case .study, .concept: true
        case .marker: [.planned, .seeks, .foresees, .betters, .and, .or, .with, .breaks].contains { sense.isOf($0) }
        default: false
        }
    }
}
