import AuditModel

/// Puts what the fields of one order say together: which lesions there are, what is said of each, by which study
/// (specification 5.3, binding; 3.2 P2.6–2.8). A class for the same reason as its fields.
final class OrderReading {
    struct Lesion {
        var site: SiteID = .unspecified
        var side: Laterality = .unspecified
    }

    let lexicon: TextLexicon
    var entry = FactTable.Entry()
    var statements: [LesionStatement] = []
    var studies: [StudyMention] = []
    var lesions = ReusedList<Lesion>()
    var ordered = Moment.unknown
    var hasCodedLesion = false
    var hasSupport = false
    /// A word names a lesion outright, be it to deny it.
    var hasNamedLesion = false
    /// Concepts of role order that are called likely.
    var likely = ConceptSet()
    /// A day was looked for in the texts, of a study or of a dated concept.
    var hasSoughtDay = false

    static let maximumLesions = 6
    /// Tokens between a lesion and what is said of it (specification 5.3).
    static let reach = 8

    let placing = LesionPlacing()

    init(_ lexicon: TextLexicon) { self.lexicon = lexicon }

    var saysSomething: Bool {
        !statements.isEmpty || !studies.isEmpty || !entry.present.isEmpty || !entry.uncertain.isEmpty
            || !entry.absent.isEmpty || !entry.unbound.isEmpty
    }

    func begin(ordered: Moment, codes: CodeReading) {
        entry = FactTable.Entry()
        if !statements.isEmpty { statements.removeAll(keepingCapacity: true) }
        if !studies.isEmpty { studies.removeAll(keepingCapacity: true) }
        lesions.removeAll()
        self.ordered = ordered
        likely = ConceptSet()
        hasSoughtDay = false
        hasCodedLesion = codes.namesLesion
    }

    /// Ties a day to the first dated concept of a field that has one.
    func date(_ text: FieldText, _ tokens: [Token]) {
        if !text.studies.isEmpty { hasSoughtDay = true }
        for mention in text.mentions
        where lexicon[mention.concept].isDated && mention.assertion != .absent
            && !mention.isOfAnother
        {
            hasSoughtDay = true
            let day = DateReading(tokens: tokens, lexicon: lexicon, ordered: ordered).day(near: mention.place)
            if day.isKnown {
                entry.datedConcept = mention.concept
                entry.datedDay = day
                return
            }
        }
    }

    func bind(_ indication: FieldText, _ priorFinding: FieldText, _ codes: CodeReading) {
        hasSupport = assertsOutright(indication) || assertsOutright(priorFinding)
        hasNamedLesion = namesOutright(indication) || namesOutright(priorFinding)
        findLesions(in: indication, field: .indication)
        findLesions(in: priorFinding, field: .priorFinding)
        implyLesion(in: indication, field: .indication)
        implyLesion(in: priorFinding, field: .priorFinding)
        implyLesion(by: codes, besides: indication)
        let hasWritten = !lesions.isEmpty
        if !hasWritten { addCodedLesions(codes, besideWritten: false) }
        if !indication.isBare { describe(indication, field: .indication) }
        if !priorFinding.isBare { describe(priorFinding, field: .priorFinding) }
        completeResults()
        if hasWritten { addCodedLesions(codes, besideWritten: true) }
        entry.uncertain.subtract(entry.present)
        entry.uncertain.formUnion(likely.subtracting(entry.present))
        entry.present.formUnion(likely)
        entry.absent.subtract(entry.present)
        entry.absent.subtract(entry.uncertain)
    }

    private func assertsOutright(_ text: FieldText) -> Bool {
        text.namesLesion && text.mentions.contains { $0.namesOutright && $0.assertion == .present }
    }

    private func namesOutright(_ text: FieldText) -> Bool {
        text.namesLesion && text.mentions.contains(where: \.namesOutright)
    }

    // MARK: lesions

    /// "mass and lump, trunk; left flank", "abdominal mass in the left flank": the place that a lesion's own, which may stand for
    /// many, hints at. A hint is told apart where no lesion is; a part of the body that a side would name yields to a place
    /// with its side.
    private func named(for hint: SiteID, at place: Int, of number: Int, in text: FieldText) -> Int? {
        guard hint != .unspecified else { return nil }
        let sided = lexicon[hint].sided
        return text.sites.indices.first { other in
            let site = text.sites[other]
            guard other != place, !site.isAway, !site.isTaken, site.site != .unspecified else { return false }
            let isOfSide =
                sided.map { group($0) == group(site.site) } ?? false && !lexicon[site.site].isMeasured
                && text.sides.contains { !$0.isTaken && $0.place.distance(to: site.place) <= 2 }
            return (isOfSide || lexicon.fits(hint, site.site))
                && !text.mentions.indices.contains {
                    text.mentions[$0].isLesion && text.mentions[$0].place.clause == site.place.clause
                        && !(isOfSide && $0 == number)
                }
        }
    }

    func findLesions(in text: FieldText, field: TextField) {
        guard text.namesLesion else { return }
        var previous: Int?
        for number in text.mentions.indices
        where text.mentions[number].isLesion && !text.mentions[number].isOfAnother {
            let mention = text.mentions[number]
            if mention.isWeak && (!isSupported(number, in: text) || describesNext(number, in: text)) { continue }
            var (site, firstSite) = placing.place(of: number, after: previous, in: text)
            if let hint = firstSite, let named = named(for: site, at: hint, of: number, in: text) {
                text.sites[hint].isTaken = true
                firstSite = named
                site = text.sites[named].site
            }
            let side = placing.side(of: number, site: firstSite, after: previous, in: text)
            if let sided = lexicon[site].sided, side == .left || side == .right { site = sided }
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
    func describesNext(_ number: Int, in text: FieldText) -> Bool {
        text.mentions[(number + 1)...].contains {
            $0.isLesion && !$0.isWeak && $0.place.phrase == text.mentions[number].place.phrase
                && $0.place.first - text.mentions[number].place.end <= 4
        }
    }

    /// A weak word names a lesion only beside a size, a firmness, a coded lesion or a lesion named outright.
    func isSupported(_ number: Int, in text: FieldText) -> Bool {
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
                $0.place.sentence == place.sentence && lexicon[$0.concept].strengthens
            }
    }

    func group(_ site: SiteID) -> UInt8 { lexicon.places.group(of: site) }

    /// A lesion named before that this can be.
    func known(site: SiteID, side: Laterality) -> Int? {
        lesions.firstIndex {
            (site == .unspecified || $0.site == .unspecified || group($0.site) == group(site))
                && $0.side.isCompatible(with: side)
        }
    }

    func lesion(site: SiteID, side: Laterality, field: TextField, after last: Int8?) -> Int {
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
    func tellOrgans(of number: Int, after previous: Int?, in text: FieldText) {
        let anchor = text.mentions[number].place
        let floor = previous.map { text.mentions[$0].place.end } ?? 0
        for site in text.sites
        where !site.isAway && site.place.clause == anchor.clause && site.place.first >= floor {
            entry.present.formUnion(lexicon[site.site].implied)
        }
    }

    /// What codes say of lesions, the words' own or, where words name none, theirs.
    func addCodedLesions(_ codes: CodeReading, besideWritten hasWritten: Bool) {
        for coded in codes.lesions {
            guard let number = hasWritten ? writtenLesion(of: coded) : newLesion(of: coded) else { continue }
            var statement = LesionStatement(field: .icd10)
            statement.lesion = UInt8(number)
            statement.site = coded.site
            statement.side = coded.side
            statement.present = coded.concepts
            if hasWritten { statement.present.subtract(deniedInWords(of: number)) }
            statements.append(statement)
        }
    }

    /// The lesion of the words that a code can speak of. One on the other side of their only lesion contradicts them.
    private func writtenLesion(of coded: CodeReading.Lesion) -> Int? {
        let same = lesions.firstIndex { lexicon.fits(coded.site, $0.site) && $0.side.isCompatible(with: coded.side) }
        if same == nil, lesions.count == 1, lexicon.fits(coded.site, lesions[0].site) {
            entry.lateralityConflict = true
        }
        return same
    }

    private func newLesion(of coded: CodeReading.Lesion) -> Int? {
        guard !coded.concepts.isEmpty, lesions.count < Self.maximumLesions else { return nil }
        lesions.append(Lesion(site: coded.site, side: coded.side))
        return lesions.count - 1
    }

    /// What the texts deny of a lesion and nowhere say of it; a code does not overrule them.
    func deniedInWords(of number: Int) -> ConceptSet {
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

    /// A code of a disease that speaks of a lesion ("M61.05"), where no word does; its place is told by words first.
    private func implyLesion(by codes: CodeReading, besides indication: FieldText) {
        guard lesions.isEmpty, codes.lesions.contains(where: \.founds),
            !codes.lesions.contains(where: { !$0.concepts.isEmpty })
        else { return }
        lesions.append(Lesion())
        let field = indication.sites.isEmpty && indication.sides.isEmpty ? TextField.icd10 : .indication
        statements[statement(0, field: field, study: nil)].isImplied = true
    }

    /// Some questions speak of a lesion although no word names one.
    private func implyLesion(in text: FieldText, field: TextField) {
        guard lesions.isEmpty else { return }
        for mention in text.mentions
        where lexicon[mention.concept].founds && mention.assertion != .absent
            && !mention.isOfAnother
        {
            lesions.append(Lesion())
            statements[statement(0, field: field, study: nil)].isImplied = true
            return
        }
    }
}
