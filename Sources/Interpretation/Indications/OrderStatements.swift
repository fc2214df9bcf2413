import AuditModel

/// What an order's fields say of the lesions found: mentions bound to them, places, sizes and studies.
extension OrderReading {
    func describe(_ text: FieldText, field: TextField) {
        link(text, field: field)
        for number in text.mentions.indices where !text.mentions[number].isOfAnother {
            let mention = text.mentions[number]
            switch mention.role {
            case .lesion:
                if mention.lesion >= 0 { state(mention, in: text, field: field) }
            case .attribute: stateAttribute(number, in: text, field: field)
            case .order: tell(mention)
            }
        }
        addPlaces(text, field: field)
        addSizes(text, field: field)
        addStudies(text, field: field)
    }

    /// Says an attribute of the lesion that it is of; one of no lesion is kept as unbound.
    private func stateAttribute(_ number: Int, in text: FieldText, field: TextField) {
        let mention = text.mentions[number]
        if let other = lexicon[mention.concept].historical, mention.isPast, mention.assertion != .absent,
            !mention.isUnbound
        {
            entry.present.insert(other)
            return
        }
        guard !mention.isUnbound, !isOfOtherThing(mention, in: text), !isOfOtherPlace(mention, in: text),
            let lesion = lesion(of: mention, in: text, field: field)
        else {
            if mention.assertion == .present { entry.unbound.insert(mention.concept) }
            return
        }
        text.mentions[number].lesion = Int8(lesion)
        state(text.mentions[number], in: text, field: field)
    }

    func lesion(of mention: FieldText.Mention, in text: FieldText, field: TextField) -> Int? {
        var best: (lesion: Int, rank: Int)?
        var anchors = 0
        for anchor in text.mentions where anchor.isLesion && anchor.lesion >= 0 {
            anchors += 1
            let gap = anchor.place.distance(to: mention.place)
            let isSameClause = anchor.place.clause == mention.place.clause
            let isResult = field == .priorFinding || (mention.study >= 0 && lesions.count == 1)
            let isPredicate =
                anchor.place.sentence == mention.place.sentence && gap <= 2 * Self.reach && lesions.count == 1
                && !text.sites.contains { $0.place.clause == mention.place.clause && !$0.isAway }
            // An answer, or a diagnosis, in a sentence of its own is that of the order's one lesion.
            let isOfOrder =
                (mention.isAnswer || lexicon[mention.concept].founds) && lesions.count == 1
            guard isSameClause || gap <= Self.reach || isResult || isPredicate || isOfOrder else { continue }
            // The lesion of the same noun phrase comes before a nearer one of another.
            let rank = gap + (anchor.place.phrase == mention.place.phrase ? 0 : 4) + (isSameClause ? 0 : 100)
            if rank < best?.rank ?? .max { best = (Int(anchor.lesion), rank) }
        }
        if let best { return best.lesion }
        return anchors == 0 && lesions.count == 1 ? 0 : nil
    }

    /// "calcification in the aorta": what is said is said of a thing that is no lesion.
    func isOfOtherThing(_ mention: FieldText.Mention, in text: FieldText) -> Bool {
        text.otherThings.contains { thing in
            let isBefore = thing.end == mention.place.first
            let gap = thing.first - mention.place.end
            // Past "and" or "or" it is another member of the list, not what the mention is of.
            guard thing.clause == mention.place.clause,
                isBefore || (0...3).contains(gap) && thing.phrase == mention.place.phrase
            else { return false }
            return !text.mentions.contains {
                $0.isLesion && $0.place.clause == thing.clause
                    && $0.place.first >= mention.place.end
                    && $0.place.end <= thing.first + 2
            }
        }
    }

    /// "phleboliths in pelvis, R thigh mass": a clause of its own that places what it says where no lesion is.
    func isOfOtherPlace(_ mention: FieldText.Mention, in text: FieldText) -> Bool {
        guard lexicon[mention.concept].isOfPlace,
            !text.mentions.contains(where: { $0.isLesion && $0.place.clause == mention.place.clause })
        else { return false }
        let place = text.sites.first { site in
            let gap = site.place.first - mention.place.end
            return site.place.clause == mention.place.clause
                && (gap >= 0 && gap <= 3 || site.place.end == mention.place.first)
                && !text.studies.contains {
                    $0.place.clause == site.place.clause && $0.place.distance(to: site.place) <= 1
                }
        }
        guard let place, lesions.contains(where: { $0.site != .unspecified }) else { return false }
        return !lesions.contains { $0.site == .unspecified || group($0.site) == group(place.site) }
    }

    func tell(_ mention: FieldText.Mention) {
        let rule = lexicon[mention.concept]
        var concept = mention.concept
        if mention.isHistorical && mention.assertion != .absent {
            // "known L renal mass ?Wilms": what is only asked is no history.
            if let other = rule.historical {
                if mention.isPast { concept = other }
            } else if !rule.historicalCounts {
                return
            }
        }
        switch mention.assertion {
        case .present where mention.isLikely && rule.uncertain == .asWritten: likely.insert(concept)
        case .present: entry.present.insert(concept)
        case .uncertain:
            switch rule.uncertain {
            case .counts: entry.present.insert(concept)
            case .asWritten: entry.uncertain.insert(concept)
            }
        case .absent: entry.absent.insert(concept)
        }
    }

    /// The statement of this lesion by this field and study, made where there is none yet.
    func statement(_ lesion: Int, field: TextField, study: FieldText.StudyReference?) -> Int {
        let sense = study.map { lexicon.studies[$0.sense] }
        if let same = statements.firstIndex(where: {
            $0.lesion == UInt8(lesion) && $0.field == field && $0.foundOn == sense?.modality
                && $0.foundOutside == (study?.isOutside ?? false) && $0.foundDay == (study?.day ?? .unknown)
        }) {
            return same
        }
        var statement = LesionStatement(field: field)
        statement.lesion = UInt8(lesion)
        if let study, let sense {
            statement.foundOn = sense.modality
            statement.foundOnRegions = sense.regions
            statement.foundOutside = study.isOutside
            statement.foundDay = study.day
        }
        statements.append(statement)
        return statements.count - 1
    }

    func state(_ mention: FieldText.Mention, in text: FieldText, field: TextField) {
        let number = statement(Int(mention.lesion), field: field, study: text.study(of: mention))
        let rule = lexicon[mention.concept]
        let counts = rule.uncertain == .counts
        var said = rule.implied
        said.insert(mention.concept)
        switch mention.assertion {
        case .present where mention.isLikely && !counts:
            let certain = statements[number].present.subtracting(statements[number].uncertain)
            statements[number].present.formUnion(said)
            statements[number].uncertain.formUnion(said.subtracting(certain))
            statements[number].absent.subtract(said)
        case .uncertain where !counts:
            statements[number].uncertain.formUnion(said.subtracting(statements[number].present))
            statements[number].absent.subtract(said)
        case .present, .uncertain:
            statements[number].present.formUnion(said)
            statements[number].uncertain.subtract(said)
            statements[number].absent.subtract(said)
        case .absent:
            // What a result denies answers what was asked of it before: "History: ?calcified. Findings: no calcification".
            let isAsked = field == .priorFinding && statements[number].assertion(of: mention.concept) == .uncertain
            // Denying a subtype says nothing of the whole.
            guard isAsked || statements[number].assertion(of: mention.concept) == nil else { return }
            if isAsked { statements[number].uncertain.remove(mention.concept) }
            statements[number].absent.insert(mention.concept)
        }
    }

    /// Site and side, as this field gives them, on each of its statements.
    func addPlaces(_ text: FieldText, field: TextField) {
        var namesLesion = false
        for mention in text.mentions where text.namesLesion && mention.lesion >= 0 && mention.isLesion {
            namesLesion = true
            for index in statements.indices
            where statements[index].lesion == UInt8(mention.lesion) && statements[index].field == field {
                if statements[index].site == .unspecified { statements[index].site = mention.site }
                if statements[index].side == .unspecified { statements[index].side = mention.side }
            }
        }
        guard !namesLesion, lesions.count == 1 else { return }
        // A field that speaks of the lesion without naming it may still give its place.
        let site = text.sites.first { !$0.isAway }?.site ?? .unspecified
        let side = text.sides.first { !$0.isTaken }?.side ?? .unspecified
        for index in statements.indices where statements[index].field == field {
            statements[index].site = site
            statements[index].side = side
            if !lesions[0].side.isCompatible(with: side) { entry.lateralityConflict = true }
        }
    }

    /// "right flank mass" and, in the field of results, "US: calcified": what a study shows of a lesion it shows with the
    /// lesion, though another field names it (specification 1.2). "US: calcification right flank" stands for itself.
    func completeResults() {
        for index in statements.indices
        where statements[index].foundOn != nil && statements[index].field == .priorFinding
            && statements[index].site == .unspecified && !statements[index].present.isEmpty
            && !statements[index].mentions(lexicon.lesions)
        {
            var certain = ConceptSet()
            for other in statements
            where other.lesion == statements[index].lesion && other.field == .indication && other.foundOn == nil {
                let asserted = other.present.intersection(lexicon.lesions)
                certain.formUnion(asserted.subtracting(other.likely))
                statements[index].present.formUnion(asserted)
                statements[index].uncertain.formUnion(other.uncertain.intersection(lexicon.lesions))
            }
            statements[index].uncertain.subtract(certain)
        }
    }
}
