import AuditModel

/// Puts what the fields of one order say together: which lesions there are, what is said of each, by which study
/// (specification 5.3, binding; 3.2 P2.6–2.8).
struct OrderReading {
    struct Lesion {
        var site: SiteID = .unspecified
        var side: Laterality = .unspecified
    }

    let lexicon: TextLexicon
    private(set) var entry = FactTable.Entry()
    private(set) var statements: [LesionStatement] = []
    private(set) var studies: [StudyMention] = []
    private(set) var lesions: [Lesion] = []
    private var ordered = Moment.unknown
    private var hasCodedLesion = false
    private var hasSupport = false
    /// A word names a lesion outright, be it to deny it.
    private var hasNamedLesion = false

    private static let maximumLesions = 6
    /// Tokens between a lesion and what is said of it (specification 5.3).
    private static let reach: Int32 = 8

    private let placing: LesionPlacing

    init(_ lexicon: TextLexicon) {
        self.lexicon = lexicon
        placing = LesionPlacing(lexicon: lexicon)
    }

    var saysSomething: Bool {
        !statements.isEmpty || !studies.isEmpty || !entry.present.isEmpty || !entry.uncertain.isEmpty
            || !entry.absent.isEmpty || !entry.unbound.isEmpty
    }

    mutating func begin(ordered: Moment, codes: CodeReading) {
        entry = FactTable.Entry()
        statements.removeAll(keepingCapacity: true)
        studies.removeAll(keepingCapacity: true)
        lesions.removeAll(keepingCapacity: true)
        self.ordered = ordered
        hasCodedLesion = codes.namesLesion
        if let concept = codes.datedConcept, ordered.isKnown {
            entry.datedConcept = concept
            entry.datedDay = ordered.day
        }
    }

    /// Ties a day to the first dated concept of a field that has one; a day in words beats one from a code.
    mutating func date(_ text: FieldText, _ tokens: [Token]) {
        for mention in text.mentions
        where lexicon.concepts[Int(mention.concept.index)].isDated && mention.assertion != .absent
            && !mention.isOfAnother
        {
            let day = DateReading(tokens: tokens, lexicon: lexicon, ordered: ordered).day(near: mention.place)
            if day.isKnown {
                entry.datedConcept = mention.concept
                entry.datedDay = day
                return
            }
        }
    }

    mutating func bind(_ indication: inout FieldText, _ priorFinding: inout FieldText, _ codes: CodeReading) {
        hasSupport = hasStrongLesion(indication) || hasStrongLesion(priorFinding)
        hasNamedLesion = namesOutright(indication) || namesOutright(priorFinding)
        findLesions(in: &indication, field: .indication)
        findLesions(in: &priorFinding, field: .priorFinding)
        foundLesions(in: indication, field: .indication)
        foundLesions(in: priorFinding, field: .priorFinding)
        let hasWritten = !lesions.isEmpty
        if !hasWritten { addCodedLesions(codes, besideWritten: false) }
        describe(&indication, field: .indication)
        describe(&priorFinding, field: .priorFinding)
        if hasWritten { addCodedLesions(codes, besideWritten: true) }
        tell(codes)
        entry.uncertain.subtract(entry.present)
        entry.absent.subtract(entry.present)
        entry.absent.subtract(entry.uncertain)
    }

    /// What codes say of the order as a whole.
    mutating func tell(_ codes: CodeReading) { entry.present.formUnion(codes.orderConcepts) }

    private func role(_ mention: FieldText.Mention) -> Concept.Role {
        lexicon.concepts[Int(mention.concept.index)].role
    }

    private func hasStrongLesion(_ text: FieldText) -> Bool {
        text.mentions.contains { role($0) == .lesion && !$0.isWeak && $0.assertion == .present && !$0.isOfAnother }
    }

    private func namesOutright(_ text: FieldText) -> Bool {
        text.mentions.contains { role($0) == .lesion && !$0.isWeak && !$0.isOfAnother }
    }

    // MARK: lesions

    private mutating func findLesions(in text: inout FieldText, field: TextField) {
        var previous: Int?
        for number in text.mentions.indices
        where role(text.mentions[number]) == .lesion && !text.mentions[number].isOfAnother {
            let mention = text.mentions[number]
            if mention.isWeak && (!isSupported(number, in: text) || describesNext(number, in: text)) { continue }
            var (site, firstSite) = placing.place(of: number, after: previous, in: text)
            let side = placing.side(of: number, site: firstSite, after: previous, in: text)
            if let sided = lexicon.sites[Int(site.index)].sided, side == .left || side == .right { site = sided }
            if let firstSite { text.sites[firstSite].isTaken = true }
            if mention.assertion == .absent {
                // A denied lesion is one only where it speaks of a lesion already named, or of nothing else.
                guard lesions.isEmpty || site == .unspecified || known(site: site, side: side) != nil else { continue }
                if !lesions.isEmpty && previous != nil && site == .unspecified { continue }
            }
            let lesion = lesion(site: site, side: side, field: field, after: previous.map { text.mentions[$0].lesion })
            text.mentions[number].lesion = Int8(lesion)
            text.mentions[number].site = site
            text.mentions[number].side = side
            if mention.assertion != .absent { tellOrgans(of: number, after: previous, in: text) }
            previous = number
        }
    }

    /// "palpable L flank mass", "nodular swelling": the noun that follows in the same noun phrase names the lesion.
    private func describesNext(_ number: Int, in text: FieldText) -> Bool {
        text.mentions[(number + 1)...].contains {
            role($0) == .lesion && !$0.isWeak && $0.place.phrase == text.mentions[number].place.phrase
                && $0.place.tokens.lowerBound - text.mentions[number].place.tokens.upperBound <= 4
        }
    }

    /// A weak word names a lesion only beside a size, a firmness, a coded lesion or a lesion named outright.
    private func isSupported(_ number: Int, in text: FieldText) -> Bool {
        if text.mentions[number].isKind && hasNamedLesion { return false }
        if hasCodedLesion || hasSupport { return true }
        let place = text.mentions[number].place
        if text.sizes.contains(where: {
            $0.place.sentence == place.sentence && $0.place.distance(to: place) <= Self.reach
        }
        ) {
            return true
        }
        return !text.sites.isEmpty
            && text.mentions.contains {
                $0.place.sentence == place.sentence && lexicon.concepts[Int($0.concept.index)].strengthens
            }
    }

    private func group(_ site: SiteID) -> Int { lexicon.groups[Int(site.index)] }

    /// A lesion named before that this can be.
    private func known(site: SiteID, side: Laterality) -> Int? {
        lesions.firstIndex {
            (site == .unspecified || $0.site == .unspecified || group($0.site) == group(site))
                && $0.side.isCompatible(with: side)
        }
    }

    private mutating func lesion(site: SiteID, side: Laterality, field: TextField, after last: Int8?) -> Int {
        // A lesion without a place is the one just spoken of.
        if site == .unspecified, side == .unspecified, let last, last >= 0 { return Int(last) }
        if let same = known(site: site, side: side) {
            if lesions[same].site == .unspecified { lesions[same].site = site }
            if lesions[same].side == .unspecified { lesions[same].side = side }
            return same
        }
        // Fields that speak of one lesion and give it two sides contradict each other.
        if field == .priorFinding, lesions.count == 1,
            site == .unspecified || lesions[0].site == .unspecified || group(lesions[0].site) == group(site)
        {
            entry.lateralityConflict = true
            return 0
        }
        guard lesions.count < Self.maximumLesions else { return lesions.count - 1 }
        lesions.append(Lesion(site: site, side: side))
        return lesions.count - 1
    }

    /// Sites in the lesion's own noun phrase that say something of the order.
    private mutating func tellOrgans(of number: Int, after previous: Int?, in text: FieldText) {
        let anchor = text.mentions[number].place
        let floor = previous.map { text.mentions[$0].place.tokens.upperBound } ?? 0
        for site in text.sites
        where !site.isAway && site.place.clause == anchor.clause && site.place.tokens.lowerBound >= floor {
            entry.present.formUnion(lexicon.sites[Int(site.site.index)].implied)
        }
    }

    /// What codes say of lesions, the words' own or, where words name none, theirs.
    private mutating func addCodedLesions(_ codes: CodeReading, besideWritten hasWritten: Bool) {
        for coded in codes.lesions {
            var number = 0
            if hasWritten {
                guard
                    let same = lesions.firstIndex(where: {
                        lexicon.fits(coded.site, $0.site) && $0.side.isCompatible(with: coded.side)
                    })
                else {
                    if lesions.count == 1, lexicon.fits(coded.site, lesions[0].site) {
                        entry.lateralityConflict = true
                    }
                    continue
                }
                number = same
            } else if coded.concepts.isEmpty {
                continue
            } else {
                guard lesions.count < Self.maximumLesions else { return }
                number = lesions.count
                lesions.append(Lesion(site: coded.site, side: coded.side))
            }
            var statement = LesionStatement(field: .icd10)
            statement.lesion = UInt8(number)
            statement.site = coded.site
            statement.side = coded.side
            statement.present = coded.concepts
            if hasWritten { statement.present.subtract(deniedInWords(of: number)) }
            statements.append(statement)
        }
    }

    /// What the texts deny of a lesion and nowhere say of it; a code does not overrule them.
    private func deniedInWords(of number: Int) -> ConceptSet {
        var denied = ConceptSet()
        var said = ConceptSet()
        for statement in statements where statement.lesion == UInt8(number) && statement.field != .icd10 {
            denied.formUnion(statement.absent)
            said.formUnion(statement.present)
            said.formUnion(statement.uncertain)
        }
        denied.subtract(said)
        return denied
    }

    /// Some questions speak of a lesion although no word names one.
    private mutating func foundLesions(in text: FieldText, field: TextField) {
        guard lesions.isEmpty else { return }
        for mention in text.mentions
        where lexicon.concepts[Int(mention.concept.index)].founds && mention.assertion != .absent
            && !mention.isOfAnother
        {
            lesions.append(Lesion())
            statements[statement(0, field: field, study: nil)].isImplied = true
            return
        }
    }

    // MARK: what is said

    private mutating func describe(_ text: inout FieldText, field: TextField) {
        link(&text, field: field)
        for number in text.mentions.indices where !text.mentions[number].isOfAnother {
            let mention = text.mentions[number]
            switch role(mention) {
            case .lesion:
                if mention.lesion >= 0 { state(mention, in: text, field: field) }
            case .attribute:
                if mention.isUnbound {
                    if mention.assertion == .present { entry.unbound.insert(mention.concept) }
                    continue
                }
                let rule = lexicon.concepts[Int(mention.concept.index)]
                if let other = rule.historical, mention.isHistorical, mention.assertion != .absent {
                    entry.present.insert(other)
                    continue
                }
                guard !isOfOtherThing(mention, in: text), !isOfOtherPlace(mention, in: text),
                    let lesion = lesion(of: mention, in: text, field: field)
                else {
                    if mention.assertion == .present { entry.unbound.insert(mention.concept) }
                    continue
                }
                text.mentions[number].lesion = Int8(lesion)
                state(text.mentions[number], in: text, field: field)
            case .order: tell(mention)
            }
        }
        addPlaces(text, field: field)
        addSizes(text, field: field)
        addStudies(text, field: field)
    }

    /// Which study showed each mention.
    private func link(_ text: inout FieldText, field: TextField) {
        guard !text.studies.isEmpty else { return }
        for number in text.mentions.indices {
            let place = text.mentions[number].place
            var linked: Int?
            for (index, study) in text.studies.enumerated() where study.state == .performed {
                let isBehind = study.place.tokens.lowerBound >= place.tokens.upperBound
                let isNext =
                    number == text.mentions.count - 1
                    || text.mentions[number + 1].place.tokens.lowerBound > study.place.tokens.lowerBound
                let isOfSentence =
                    study.place.sentence == place.sentence && (study.place.clause == place.clause || isNext)
                // "Calcified. Seen on US."
                let isOfSentenceBefore =
                    study.isFoundOn && !study.isHead && study.place.sentence == place.sentence + 1
                    && !text.mentions.contains { $0.place.sentence == study.place.sentence }
                if study.isTail, isBehind, isOfSentence || isOfSentenceBefore,
                    study.place.tokens.lowerBound - place.tokens.upperBound <= Self.reach
                {
                    linked = index
                    break
                }
                if study.isHead, !isBehind, field == .priorFinding || study.place.sentence == place.sentence {
                    linked = index
                }
            }
            if let linked { text.mentions[number].study = Int16(linked) }
        }
    }

    private func lesion(of mention: FieldText.Mention, in text: FieldText, field: TextField) -> Int? {
        var best: (lesion: Int, rank: Int32)?
        var anchors = 0
        for anchor in text.mentions where role(anchor) == .lesion && anchor.lesion >= 0 {
            anchors += 1
            let gap = anchor.place.distance(to: mention.place)
            let isSameClause = anchor.place.clause == mention.place.clause
            let isResult = field == .priorFinding || (mention.study >= 0 && lesions.count == 1)
            let isPredicate =
                anchor.place.sentence == mention.place.sentence && gap <= 2 * Self.reach && lesions.count == 1
                && !text.sites.contains { $0.place.clause == mention.place.clause }
            // A diagnosis in a sentence of its own is that of the order's one lesion.
            let isDiagnosis = lexicon.concepts[Int(mention.concept.index)].founds && lesions.count == 1
            guard isSameClause || gap <= Self.reach || isResult || isPredicate || isDiagnosis else { continue }
            // The lesion of the same noun phrase comes before a nearer one of another.
            let rank = gap + (anchor.place.phrase == mention.place.phrase ? 0 : 4) + (isSameClause ? 0 : 100)
            if rank < best?.rank ?? .max { best = (Int(anchor.lesion), rank) }
        }
        if let best { return best.lesion }
        return anchors == 0 && lesions.count == 1 ? 0 : nil
    }

    /// "calcification in the aorta": what is said is said of a thing that is no lesion.
    private func isOfOtherThing(_ mention: FieldText.Mention, in text: FieldText) -> Bool {
        text.otherThings.contains { thing in
            let isBefore = thing.tokens.upperBound == mention.place.tokens.lowerBound
            let gap = thing.tokens.lowerBound - mention.place.tokens.upperBound
            guard thing.clause == mention.place.clause, isBefore || (0...3).contains(gap) else { return false }
            return !text.mentions.contains {
                role($0) == .lesion && $0.place.clause == thing.clause
                    && $0.place.tokens.lowerBound >= mention.place.tokens.upperBound
                    && $0.place.tokens.upperBound <= thing.tokens.lowerBound + 2
            }
        }
    }

    /// "phleboliths in pelvis, R thigh mass": a clause of its own that places what it says where no lesion is.
    private func isOfOtherPlace(_ mention: FieldText.Mention, in text: FieldText) -> Bool {
        guard lexicon.concepts[Int(mention.concept.index)].isOfPlace,
            !text.mentions.contains(where: { role($0) == .lesion && $0.place.clause == mention.place.clause })
        else { return false }
        let place = text.sites.first { site in
            let gap = site.place.tokens.lowerBound - mention.place.tokens.upperBound
            return site.place.clause == mention.place.clause
                && (gap >= 0 && gap <= 3 || site.place.tokens.upperBound == mention.place.tokens.lowerBound)
                && !text.studies.contains {
                    $0.place.clause == site.place.clause && $0.place.distance(to: site.place) <= 1
                }
        }
        guard let place, lesions.contains(where: { $0.site != .unspecified }) else { return false }
        return !lesions.contains { $0.site == .unspecified || group($0.site) == group(place.site) }
    }

    private mutating func tell(_ mention: FieldText.Mention) {
        let rule = lexicon.concepts[Int(mention.concept.index)]
        var concept = mention.concept
        if mention.isHistorical && mention.assertion != .absent {
            if let other = rule.historical {
                concept = other
            } else if !rule.historicalCounts {
                return
            }
        }
        switch mention.assertion {
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
    private mutating func statement(_ lesion: Int, field: TextField, study: FieldText.StudyReference?) -> Int {
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

    private mutating func state(_ mention: FieldText.Mention, in text: FieldText, field: TextField) {
        let study = mention.study >= 0 ? text.studies[Int(mention.study)] : nil
        let number = statement(Int(mention.lesion), field: field, study: study)
        let rule = lexicon.concepts[Int(mention.concept.index)]
        var assertion = mention.assertion
        if assertion == .uncertain, rule.uncertain == .counts { assertion = .present }
        assert(mention.concept, assertion, at: number)
        // Denying a subtype says nothing of the whole.
        switch assertion {
        case .present:
            statements[number].present.formUnion(rule.implied)
            statements[number].uncertain.subtract(rule.implied)
            statements[number].absent.subtract(rule.implied)
        case .uncertain:
            statements[number].uncertain.formUnion(rule.implied)
            statements[number].uncertain.subtract(statements[number].present)
            statements[number].absent.subtract(rule.implied)
        case .absent: break
        }
    }

    private mutating func assert(_ concept: ConceptID, _ assertion: Assertion, at number: Int) {
        switch assertion {
        case .present:
            statements[number].present.insert(concept)
            statements[number].uncertain.remove(concept)
            statements[number].absent.remove(concept)
        case .uncertain:
            guard !statements[number].present.contains(concept) else { return }
            statements[number].uncertain.insert(concept)
            statements[number].absent.remove(concept)
        case .absent:
            guard !statements[number].present.contains(concept), !statements[number].uncertain.contains(concept)
            else { return }
            statements[number].absent.insert(concept)
        }
    }

    /// Site and side, as this field gives them, on each of its statements.
    private mutating func addPlaces(_ text: FieldText, field: TextField) {
        var namesLesion = false
        for mention in text.mentions where mention.lesion >= 0 && role(mention) == .lesion {
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

    private mutating func addSizes(_ text: FieldText, field: TextField) {
        for size in text.sizes {
            var best: (number: Int, rank: Int32)?
            for number in text.mentions.indices
            where role(text.mentions[number]) == .lesion && text.mentions[number].lesion >= 0 {
                let place = text.mentions[number].place
                let gap = place.distance(to: size.place)
                guard place.clause == size.place.clause || gap <= Self.reach else { continue }
                let rank = gap + (place.clause == size.place.clause ? 0 : 100)
                if rank < best?.rank ?? .max { best = (number, rank) }
            }
            let index: Int
            if let best {
                let mention = text.mentions[best.number]
                index = statement(
                    Int(mention.lesion), field: field,
                    study: mention.study >= 0 ? text.studies[Int(mention.study)] : nil)
            } else {
                let speaks = text.mentions.contains { role($0) == .lesion && $0.lesion >= 0 }
                guard !speaks, lesions.count == 1, field == .priorFinding || hasOnlySize(text) else { continue }
                index = statement(0, field: field, study: text.studies.first { $0.isHead })
            }
            apply(size, to: index)
        }
    }

    /// "6 cm, firm": a text that gives a size and names no lesion beside the one of another field.
    private func hasOnlySize(_ text: FieldText) -> Bool { text.sizes.count == 1 }

    private mutating func apply(_ size: FieldText.SizeMention, to index: Int) {
        let rounded = UInt16(clamping: Int((size.millimetres).rounded()))
        switch (statements[index].sizeState, size.state) {
        case (.stated, .stated):
            statements[index].sizeMillimetres = max(statements[index].sizeMillimetres, rounded)
        case (.stated, _): break
        case (_, .stated), (.notStated, .estimated):
            statements[index].sizeMillimetres = rounded
            statements[index].sizeState = size.state
        case (.notStated, .ambiguous): statements[index].sizeState = .ambiguous
        default: break
        }
    }

    private mutating func addStudies(_ text: FieldText, field: TextField) {
        for study in text.studies {
            guard let state = study.state else { continue }
            let sense = lexicon.studies[study.sense]
            var mention = StudyMention(field: field, state: state, modality: sense.modality)
            mention.regions = sense.regions
            mention.outside = study.isOutside
            mention.day = study.day
            studies.append(mention)
        }
    }
}
