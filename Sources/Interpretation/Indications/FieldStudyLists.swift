import AuditModel

/// How far a word that a study was made, or that one is wanted, reaches over the studies named with it.
extension FieldScanner {
    /// "on US", "per recent CT", and what is named with it: "on US/CT", "on recent US, CT and MRI". A word of having been
    /// made is used up by its study: "on US, MRI booked".
    func isToldMade(_ place: FieldText.Place, in text: FieldText) -> Bool {
        let index = place.first
        let last = text.studies.last.flatMap { $0.place.first >= performedAt ? $0 : nil }
        let isKind = last.map { lexicon.studies[$0.sense].modality == nil } ?? false
        if let last, !isKind {
            return last.isTail && last.resultClause == nil && last.state == .performed
                && isListedAsMade(place, behind: last.place)
        }
        // "Previous imaging: MRI"
        return (0...2).contains(index - performedAt)
            && !(performedAt..<index).contains {
                tokens[$0].isSign(",") || isMarker(.planned, at: $0) || isMarker(.after, at: $0)
                    || isMarker(.with, at: $0)
            }
            && !((isKind || isMarker(.shows, at: performedAt - 1)) && isPlanned(behind: place.end))
    }

    private func isListedAsMade(_ place: FieldText.Place, behind last: FieldText.Place) -> Bool {
        guard let joint = joint(of: last, and: place) else { return false }
        let end = place.end
        if tokens[joint].isSign("/") { return true }
        if tokens[joint].isSign(",") { return endsListing(at: end) && !leadsToPlan(from: end) }
        guard isMarker(.and, at: joint) || isMarker(.or, at: joint) else { return false }
        return !isPlanned(behind: end)
    }

    /// "on US and MRI booked"
    private func isPlanned(behind end: Int) -> Bool {
        var index = end
        while isMarker(.filler, at: index), !isMarker(.planned, at: index) { index += 1 }
        guard isMarker(.planned, at: index), let plan = lexicon.phrases.match(tokens, at: index) else { return false }
        return !isMarker(.seeks, at: index) && endsPlan(at: plan.range.upperBound)
    }

    /// Behind a study in a list: nothing but where it was made of, then a further study or the end.
    private func endsListing(at end: Int) -> Bool {
        var index = end
        while index < tokens.count, !tokens[index].flags.contains(.startsLine) {
            if tokens[index].isOfSign, !tokens[index].isSign("/") {
                return [",", ".", ";", ")", "!"].contains { tokens[index].isSign($0) }
            }
            if isMarker(.and, at: index) || isMarker(.or, at: index) { return names(.study, at: index + 1) }
            guard isOfPlace(at: index) else { return false }
            index += 1
        }
        return true
    }

    /// "calcified on XR, CT or MRI advised", "calcified on XR, CT, MRI advised": behind a comma a list of its own, of
    /// which the last study is followed by a word of planning.
    func isListedAsPlanned(_ place: FieldText.Place, in text: FieldText) -> Bool {
        guard let last = text.studies.last, last.isTail && last.state == .performed || last.state == .planned,
            let joint = joint(of: last.place, and: place), tokens[joint].isSign(",")
        else { return false }
        return leadsToPlan(from: place.end)
    }

    /// Whether what follows a study goes on with studies up to a planned one; behind "and" or "or" comes the last.
    private func leadsToPlan(from end: Int) -> Bool {
        var index = end
        var isLast = false
        while !isLast, index + 1 < tokens.count {
            if isOfPlace(at: index) {
                index += 1
                continue
            }
            isLast = isMarker(.and, at: index) || isMarker(.or, at: index)
            guard isLast || tokens[index].isSign(",") || tokens[index].isSign("/"), names(.study, at: index + 1),
                let study = lexicon.phrases.match(tokens, at: index + 1)
            else { return false }
            index = study.range.upperBound
            while isOfPlace(at: index) { index += 1 }
            if isPlanned(behind: index) { return true }
        }
        return false
    }

    /// The planned study that this one is joined to: "recommend contrast-enhanced CT or MRI".
    func plannedList(before place: FieldText.Place, in text: FieldText) -> FieldText.StudyReference? {
        text.studies.last.flatMap { $0.state == .planned && isJoined($0.place, to: place) ? $0 : nil }
    }

    /// "Recommendation: soft tissue protocol MRI": a word of planning at the head of its sentence reaches over words that
    /// name nothing, and over "and" to a study that ends its clause.
    func isHeadedByPlan(_ place: FieldText.Place, in text: FieldText) -> Bool {
        let index = place.first
        guard plannedHeads, index - plannedAt <= Self.furthestPlanned, plannedAt < index else { return false }
        let first = plannedAt
        let isFurther = isMarker(.and, at: index - 1) && endsClause(at: place.end)
        guard isFurther || (text.mentions.last?.place.first ?? -1) < first,
            (text.sizes.last?.place.first ?? -1) < first,
            (text.studies.last?.place.first ?? -1) < first
        else { return false }
        // "Recommend review of the MRI": what is reviewed was made.
        let leading = (plannedAt..<index).last {
            isMarker(.preposition, at: $0) || isMarker(.with, at: $0) || isMarker(.and, at: $0)
        }
        if let leading, isMarker(.preposition, at: leading) { return false }
        return (plannedAt..<index).allSatisfy {
            let token = tokens[$0]
            if token.isOfSign { return $0 == plannedAt && token.isSign(":") || token.isSign("-") || token.isSign("/") }
            return !token.isNumber && !isMarker(.shows, at: $0) && !isMarker(.performed, at: $0)
                && !isMarker(.breaks, at: $0)
        }
    }

    /// Tokens between a word of planning that heads its sentence and a study.
    private static let furthestPlanned = 8

    /// "of the left thigh with and without contrast": between a study and a word of planning, which region and how. What
    /// ends in another noun ("MRI thigh biopsy") is of that.
    func describesStudy(_ words: Range<Int>) -> Bool {
        words.count <= Self.longestDescription && endOfDescription(words) == words.upperBound
    }

    func describeStudies(in text: FieldText) {
        for number in text.studies.indices {
            let end = text.studies[number].place.end
            let words = end..<min(tokens.count, end + Self.longestDescription)
            text.studies[number].describedUntil = endOfDescription(words)
        }
    }

    /// The first of the words that is no part of it.
    func endOfDescription(_ words: Range<Int>) -> Int {
        // Words that a preposition may still lead to.
        var object = 0
        var index = words.lowerBound
        while index < words.upperBound {
            let token = tokens[index]
            let match = token.isOfSign ? nil : lexicon.phrases.match(tokens, at: index, upTo: words.upperBound)
            if token.isOfSign {
                guard ["/", "-", "+", "(", ")"].contains(where: { token.isSign($0) }) else { return index }
                // "+/- contrast"
                if token.isSign("+") { object = 2 }
            } else if token.isNumber {
                return index
            } else if isMarker(.preposition, at: index) || isFirst(.with, at: index) || deniesFirst(at: index) {
                object = 2
                index += 1
                continue
            } else if names(.site, at: index) {
                object = 0
            } else if !names(.side, at: index), !isMarker(.and, at: index), !isMarker(.filler, at: index) {
                object -= 1
                guard object >= 0, !isMarker(.shows, at: index), !isMarker(.planned, at: index),
                    match.map(namesOnlyLesions) ?? true
                else { return index }
            }
            index = max(index + 1, match?.range.upperBound ?? 0)
        }
        return index
    }

    static let longestDescription = 12

    /// Whatever concept is named is a lesion: "MRI of the mass".
    private func namesOnlyLesions(_ match: PhraseTable<TextSense>.Match) -> Bool {
        !lexicon.phrases.means(match) { $0.kind == .concept && !lexicon.concepts[Int($0.number)].role.isLesion }
    }

    /// What is planned, denied or found is not said behind the word for it: it ends its clause, or says what for.
    func endsPlan(at end: Int) -> Bool {
        endsClause(at: end) || isMarker(.seeks, at: end) || isMarker(.to, at: end)
    }

    /// With nothing but "/", "and" or "or" between.
    func isJoined(_ place: FieldText.Place, to next: FieldText.Place) -> Bool {
        let end = place.end
        let between = end..<max(end, next.first)
        return (1...3).contains(between.count)
            && between.allSatisfy { tokens[$0].isSign("/") || isMarker(.and, at: $0) || isMarker(.or, at: $0) }
    }

    /// "CT and MRI done": what is told of the last study of a list is told of those of which nothing else is.
    func performStudies(joinedTo last: Int, in text: FieldText) {
        var number = last
        while number > 0, text.studies[number - 1].state == nil,
            isJoined(text.studies[number - 1].place, to: text.studies[number].place)
        {
            number -= 1
            text.studies[number].state = .performed
        }
    }

    /// The only token between two places.
    private func joint(of place: FieldText.Place, and next: FieldText.Place) -> Int? {
        let end = place.end
        return next.first - end == 1 ? end : nil
    }

    /// "on XR", "on US, CT": the last study is the one on which something was found, or is listed behind it.
    func endsFoundOn(in text: FieldText) -> Bool {
        var number = text.studies.count - 1
        while number >= 0, text.studies[number].isTail {
            if text.studies[number].isFoundOn { return true }
            guard number > 0, joint(of: text.studies[number - 1].place, and: text.studies[number].place) != nil else {
                return false
            }
            number -= 1
        }
        return false
    }

    /// Denies a study with those named before it in its list: "CT/MRI not done". An answer is of the whole list: "Previous
    /// US, CT and MRI: none", "imaging (CT): none".
    func denyStudies(upTo last: Int, byAnswer isAnswer: Bool, in text: FieldText) {
        var number = last
        while true {
            text.studies[number].state = .denied
            text.studies[number].isHead = false
            guard number > 0 else { return }
            let (previous, next) = (text.studies[number - 1], text.studies[number].place)
            guard isAnswer ? isAsked(previous, with: next) : isDenied(previous, with: next) else { return }
            number -= 1
        }
    }

    private func isAsked(_ study: FieldText.StudyReference, with next: FieldText.Place) -> Bool {
        if study.isFoundOn { return false }
        if isJoined(study.place, to: next) { return true }
        guard let joint = joint(of: study.place, and: next) else { return false }
        return tokens[joint].isSign(",") || tokens[joint].isSign("(") && lexicon.studies[study.sense].modality == nil
    }

    /// "had US and CT not done" denies the CT alone.
    private func isDenied(_ study: FieldText.StudyReference, with next: FieldText.Place) -> Bool {
        let isApart = isMarker(.and, at: study.place.end)
        return isJoined(study.place, to: next) && !study.isFoundOn && !(study.isTail && isApart)
    }
}
