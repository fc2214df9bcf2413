import AuditModel

/// One order about a lesion, with what its texts say.
struct InventedOrder {
    var row = OrderRow(source: SourceSpan(file: 0, line: 0, offset: 0, length: 0))
    private(set) var entry = FactTable.Entry()
    private(set) var statements: [LesionStatement] = []
    private(set) var mentions: [StudyMention] = []

    init(
        of truth: LesionTruth, exam: UInt32, meaning: Exam, on day: Day, injured: Day, _ vocabulary: Vocabulary,
        _ random: inout Seeded
    ) {
        row.exam = exam
        pickTimes(day, &random)
        // Lines of one study lie days apart at the most.
        if random.chance(12) { row.accessionHash = UInt64(Int(day.number) / 4 * 3 + random.below(3)) }
        // A side is given for limbs; an abdomen is examined on both.
        if random.chance(30), truth.isOfLimb { row.laterality = truth.side }
        if random.chance(3) { row.performingSite = 1 }
        row.department = random.pick([0, 2, 2, 2, 2, 2, 2, 1, 3])
        if random.chance(4) { row.flags.insert(.hasDuplicates) }
        if truth.isUnbound, random.chance(60) { entry.unbound.insert(vocabulary.word("calcification")) }
        if random.chance(80) { statements.append(truth.indication(vocabulary, &random)) }
        if random.chance(55), let prior = truth.priorFinding(vocabulary, &random) {
            statements.append(prior)
            // Words that name the study which showed something are also words about that study.
            if let modality = prior.foundOn {
                var mention = StudyMention(field: .priorFinding, state: .performed, modality: modality)
                mention.outside = prior.foundOutside
                mention.regions = prior.foundOnRegions
                mentions.append(mention)
            }
        }
        if random.chance(18) { mentions.append(Self.mention(on: day, &random)) }
        while random.chance(20) { addWord(vocabulary, &random) }
        addReason(for: meaning, vocabulary, &random)
        if let word = truth.word, random.chance(truth.course == .mixed ? 60 : 85) {
            say(vocabulary.word(word))
        }
        addInjury(on: day, in: truth.course, injured, vocabulary, &random)
        // On some days the fields give two sides for what reads as one lesion.
        if day.number % 37 == 0 { entry.lateralityConflict = true }
    }

    /// Calls some of what its texts assert only likely.
    mutating func hedge(_ vocabulary: Vocabulary, _ random: inout Seeded) {
        for index in statements.indices {
            for concept in statements[index].present.members
            where OrderWords.canBeLikely.contains(vocabulary[concept].name) && random.chance(12) {
                statements[index].uncertain.insert(concept)
            }
        }
        for concept in entry.present.members
        where OrderWords.canBeAsked.contains(vocabulary[concept].name) && random.chance(25) {
            entry.uncertain.insert(concept)
        }
    }

    private mutating func pickTimes(_ day: Day, _ random: inout Seeded) {
        row.ordered = Moment(day: day, second: random.chance(50) ? -1 : Int32(3600 * (6 + random.below(12))))
        row.status = random.pick(
            Array(repeating: .completed, count: 32) + [
                .cancelled, .cancelled, .scheduled, .scheduled, .unknown, .unknown,
            ])
        guard row.status == .completed || (row.status == .unknown && random.chance(70)) else { return }
        row.performed = row.ordered
        if row.performed.hasTime { row.performed.second += Int32(random.below(3) * 1800) }
        if random.chance(15) { row.performed.day = day.advanced(by: random.below(4)) }
        if row.status == .completed, random.chance(4) {
            row.performed = row.ordered
            row.flags.insert(.performedImputed)
        }
        if random.chance(2) { row.ordered.day = row.performed.day.advanced(by: random.pick([1, 2, 3])) }
    }

    private static func mention(on day: Day, _ random: inout Seeded) -> StudyMention {
        var mention = StudyMention(
            field: .priorFinding,
            state: random.pick([.performed, .performed, .performed, .performed, .planned, .denied]),
            modality: random.pick([.ct, .ct, .ct, .mr, .mr, .us, .xr, nil]))
        mention.outside = mention.modality == nil ? random.chance(80) : random.chance(50)
        if random.chance(30) {
            mention.regions = RegionSet(random.pick([Region.abdomen, .chest, .lowerExtremity, .upperExtremity]))
        }
        if random.chance(20) { mention.side = random.pick([.left, .right]) }
        if random.chance(30) { mention.day = day.advanced(by: -random.pick([0, 1, 20, 100, 179, 180, 181, 365, 366])) }
        return mention
    }

    // MARK: Words of the order or the patient

    private mutating func say(_ concept: ConceptID) {
        if entry.assertion(of: concept) == nil { entry.present.insert(concept) }
    }

    private mutating func addWord(_ vocabulary: Vocabulary, _ random: inout Seeded) {
        let name = random.pick(OrderWords.ofAny)
        let concept = vocabulary.word(name)
        if entry.assertion(of: concept) != nil { return }
        switch random.below(10) {
        case 0 where OrderWords.canBeAsked.contains(name): entry.uncertain.insert(concept)
        case 1: entry.absent.insert(concept)
        default: entry.present.insert(concept)
        }
    }

    /// What is written only where such an examination is ordered.
    private mutating func addReason(for exam: Exam, _ vocabulary: Vocabulary, _ random: inout Seeded) {
        guard random.chance(18) else { return }
        let words = OrderWords.reasons(for: exam)
        say(vocabulary.word(random.pick(words)))
    }

    private mutating func addInjury(
        on day: Day, in course: Course, _ injured: Day, _ vocabulary: Vocabulary, _ random: inout Seeded
    ) {
        guard entry.present.contains(vocabulary.word("myositis-ossificans-question")), random.chance(75) else { return }
        entry.datedConcept = vocabulary.word("injury")
        if course == .myositis, random.chance(70) {
            entry.datedDay = injured.advanced(by: -random.pick([0, 5, 14]))
        } else {
            entry.datedDay = day.advanced(by: -random.pick([-3, 0, 5, 14, 26, 27, 28, 29, 40, 90]))
        }
    }
}
