import AuditModel
import Interpretation

/// Invents patients as intake and the readers of texts would leave them, so that every rule meets every turn it knows.
struct RandomPatients {
    static let coverageStart = Day(number: 20_000)
    static let cutoff = Day(number: 21_000)

    /// Without rows: the exams and dictionaries.
    private var table = OrderTable()
    private var random: Seeded
    private let vocabulary: Vocabulary
    private let reader: ExamReader
    private var examNumbers: [String: UInt32] = [:]

    private var invented: [[Order]] = []
    private var lines: UInt32 = 2

    init(seed: UInt64, lexicons: Lexicons) {
        random = Seeded(seed)
        vocabulary = lexicons.vocabulary
        reader = ExamReader(lexicons, examMap: nil)
        table.performingSites = ["", "Partner"]
        table.departments = ["", "Tumour Centre"]
    }

    /// What is true of one lesion; its orders tell parts of it.
    private struct Truth {
        var place: Place
        var side = Laterality.unspecified
        var mass: Assertion = .present
        var calcification: Assertion?
        var isUnbound = false
        var foundOn: Modality?
        var foundOnRegions: RegionSet = []
        var millimetres: UInt16 = 0
        var sizeState = LesionStatement.SizeState.notStated
        var others: [(String, Assertion)] = []
        /// A word that comes back in its orders.
        var word: String?
    }

    private struct Order {
        var row: OrderRow
        var entry = FactTable.Entry()
        var statements: [LesionStatement] = []
        var mentions: [StudyMention] = []
    }

    mutating func invent(patients: Int) { for _ in 0..<patients { inventPatient() } }

    /// The invented patients as intake leaves an export whose rows stood in the order `shuffledBy` puts them in.
    func table(shuffledBy seed: UInt64? = nil) -> OrderTable {
        var table = table
        var patients = invented
        if let seed {
            var shuffling = Seeded(seed)
            shuffling.shuffle(&patients)
            for index in patients.indices { shuffling.shuffle(&patients[index]) }
        }
        for (number, orders) in patients.enumerated() {
            table.patients.append(PatientKey(high: 0, low: UInt64(number)))
            let sorted = orders.sorted { a, b in
                a.row.placed != b.row.placed
                    ? a.row.placed < b.row.placed : a.row.source.line < b.row.source.line
            }
            for order in sorted {
                var row = order.row
                row.patient = UInt32(number)
                row.facts = table.facts.append(order.entry, statements: order.statements, mentions: order.mentions)
                table.rows.append(row)
            }
        }
        return table
    }

    // MARK: A patient

    private mutating func inventPatient() {
        let firstDay = Self.coverageStart.advanced(by: pickFirstDay())
        let (birth, ageDays, isConflict) = pickAge(on: firstDay)
        var truths = [pickTruth()]
        if random.chance(15) {
            var second = pickTruth()
            if random.chance(40) { second.place = truths[0].place }
            if second.place.site == truths[0].place.site {
                truths[0].side = .left
                second.side = .right
            }
            truths.append(second)
        }
        var orders: [Order] = []
        var unknowns = 0
        for truth in truths {
            let begin = firstDay.advanced(by: random.pick([0, 0, 0, 3, 40]))
            // Imaging and then tissue, at the edges of the windows, in one patient of eight.
            let isPair = random.chance(12)
            let count = isPair ? 2 : 1 + random.below(5)
            let steps = (0..<count).map { $0 == 0 ? 0 : pickStep() }.sorted()
            for (place, step) in steps.enumerated() {
                let exam = isPair ? pickPaired(place, of: truth.place) : pickExam(of: truth.place)
                var order = order(of: truth, named: exam, on: begin.advanced(by: step))
                if order.row.status == .unknown {
                    unknowns += 1
                    if unknowns > 2 { order.row.status = .completed }
                }
                orders.append(order)
            }
        }
        for index in orders.indices {
            orders[index].row.source = SourceSpan(file: 0, line: lines, offset: 0, length: 0)
            lines += 1
            orders[index].row.birth = birth
            orders[index].row.ageDays =
                ageDays < 0 ? -1 : ageDays + Int32(orders[index].row.placed.day.days(since: firstDay))
            if isConflict { orders[index].row.flags.insert(.ageConflict) }
        }
        invented.append(orders)
    }

    private mutating func pickFirstDay() -> Int {
        switch random.below(10) {
        case 0: random.pick([0, 5, 30, 100])
        case 1: random.pick([178, 179, 180, 181, 182])
        case 2: random.pick([930, 938, 939, 940, 941, 942, 968, 969, 970, 971, 972, 990, 1000])
        default: 400 + random.below(200)
        }
    }

    private mutating func pickStep() -> Int {
        if random.chance(30) { return random.pick([0, 0, 1]) }
        if random.chance(55) { return random.below(40) }
        return random.pick([
            28, 29, 30, 31, 32, 58, 59, 60, 61, 62, 89, 90, 91, 92, 179, 180, 181, 182, 200, 364, 365, 366, 367, 400,
        ])
    }

    private mutating func pickAge(on day: Day) -> (birth: Day, days: Int32, isConflict: Bool) {
        let years = random.chance(55) ? random.below(18) : 18 + random.below(60)
        let days = years * 365 + years / 4 + random.below(365)
        switch random.below(20) {
        case 0, 1: return (.unknown, -1, false)
        case 2: return (day.advanced(by: -days), -1, true)
        case 3: return (day.advanced(by: -random.below(170)), -1, false)
        case 4: return (day.advanced(by: -6574 + random.pick([-1, 0, 1, 20])), -1, false)
        case 5, 6, 7: return (.unknown, Int32(days), false)
        default: return (day.advanced(by: -days), -1, false)
        }
    }

    // MARK: A lesion

    private mutating func pickTruth() -> Truth {
        var truth = Truth(place: random.pick(Place.all))
        truth.side = random.pick([.left, .left, .right, .right, .unspecified])
        truth.mass = random.pick(Array(repeating: .present, count: 28) + [.uncertain, .absent])
        switch random.below(20) {
        case 0..<13: truth.calcification = .present
        case 13, 14: truth.calcification = .uncertain
        case 15, 16: truth.calcification = .absent
        case 17: truth.isUnbound = true
        default: break
        }
        truth.foundOn = random.pick([.us, .us, .xr, .xr, .xr, nil, nil, .ct, .mr, .nm, .pt])
        if truth.foundOn == .ct, random.chance(50) {
            truth.foundOnRegions = RegionSet(random.pick([Region.abdomen, .chest, .lowerExtremity]))
        }
        switch random.below(10) {
        case 0, 1, 2: truth.millimetres = random.pick([50, 51, 60, 80, 120])
        case 3, 4: truth.millimetres = random.pick([10, 30, 45, 49])
        case 5 where truth.calcification != .uncertain: truth.sizeState = .ambiguous
        default: break
        }
        if truth.millimetres > 0 { truth.sizeState = random.chance(90) ? .stated : .estimated }
        for attribute in ["superficial", "deep", "bone-involvement", "phlebolith", "arising-from-bone"] {
            let percent = ["superficial": 10, "deep": 15, "bone-involvement": 30, "phlebolith": 5][attribute] ?? 4
            guard random.chance(percent) else { continue }
            truth.others.append(
                (attribute, random.pick([.present, .present, .present, .present, .uncertain, .absent])))
        }
        // The pictures the sources describe are rare by chance alone.
        if truth.place.site == "thigh", random.chance(60) {
            truth.mass = .present
            truth.calcification = .present
            truth.foundOn = .xr
            truth.sizeState = .stated
            truth.millimetres = random.pick([40, 50, 60, 60, 80])
            truth.others = random.chance(70) ? [("bone-involvement", .present)] : []
        }
        if random.chance(45) {
            truth.word = random.pick(truth.place.ultrasound.count == 1 ? Self.limbWords : Self.flankWords)
        }
        return truth
    }

    private static let flankWords = [
        "pregnancy", "neuro-emergency", "protocol-decision", "ct-contraindicated", "paediatric-renal-question",
        "paediatric-renal-question", "single-phase-protocol", "single-phase-protocol", "single-phase-protocol",
        "dual-energy",
        "follow-up", "emergency-tissue", "emergency-surgery", "palliative", "declined", "lymphoma-question",
        "unknown-primary", "other-cancer-staging", "emergency",
    ]
    private static let limbWords = [
        "mri-impossible", "mri-impossible", "mri-device", "body-habitus", "calcification-pattern-question", "injury",
        "osteoid-osteoma-question", "emergency", "gadolinium-contraindication", "gadolinium-contraindication",
        "gadolinium-contraindication", "gadolinium-contraindication",
        "benign-diagnosis", "declined", "lymphoma-question", "unknown-primary", "other-cancer-staging",
        "emergency-surgery",
        "myositis-ossificans-question",
        "myositis-ossificans-question", "myositis-ossificans-question", "myositis-ossificans-question",
    ]

    // MARK: An order

    private mutating func order(of truth: Truth, named name: String, on day: Day) -> Order {
        var row = OrderRow(source: SourceSpan(file: 0, line: 0, offset: 0, length: 0))
        row.exam = number(of: name)
        row.ordered = Moment(day: day, second: random.chance(50) ? -1 : Int32(3600 * (6 + random.below(12))))
        row.status = random.pick(
            Array(repeating: .completed, count: 32) + [
                .cancelled, .cancelled, .scheduled, .scheduled, .unknown, .unknown,
            ])
        if row.status == .completed || (row.status == .unknown && random.chance(70)) {
            row.performed = row.ordered
            if row.performed.hasTime { row.performed.second += Int32(random.below(3) * 1800) }
            if random.chance(15) { row.performed.day = day.advanced(by: random.below(4)) }
            if row.status == .completed, random.chance(4) {
                row.performed = row.ordered
                row.flags.insert(.performedImputed)
            }
            if random.chance(2) { row.ordered.day = row.performed.day.advanced(by: 3) }
        }
        if random.chance(12) { row.accessionHash = UInt64(1 + random.below(3)) }
        // A side is given for limbs; an abdomen is examined on both.
        if random.chance(30), truth.place.ultrasound.count == 1 { row.laterality = truth.side }
        if random.chance(3) { row.performingSite = 1 }
        var order = Order(row: row)
        if truth.isUnbound, random.chance(60) { order.entry.unbound.insert(concept("calcification")) }
        if random.chance(80) { order.statements.append(indication(of: truth)) }
        if random.chance(55) {
            if let prior = priorFinding(of: truth) {
                order.statements.append(prior)
                // Words that name the study which showed something are also words about that study.
                if let modality = prior.foundOn {
                    var mention = StudyMention(field: .priorFinding, state: .performed, modality: modality)
                    mention.outside = prior.foundOutside
                    mention.regions = prior.foundOnRegions
                    order.mentions.append(mention)
                }
            }
        }
        if random.chance(18) { order.mentions.append(mention(on: day)) }
        while random.chance(20) { addWords(to: &order.entry) }
        if order.entry.present.contains(concept("myositis-ossificans-question")), random.chance(80) {
            order.entry.datedConcept = concept("injury")
            order.entry.datedDay = day.advanced(by: -random.pick([-3, 0, 5, 14, 26, 27, 28, 29, 40, 90]))
        }
        addReason(for: table.exams[Int(row.exam)], to: &order.entry)
        if truth.word == "myositis-ossificans-question", random.chance(60) {
            order.entry.present.insert(concept("myositis-ossificans-question"))
            order.entry.datedConcept = concept("injury")
            order.entry.datedDay = day.advanced(by: -random.pick([0, 5, 14, 26, 27, 28, 29, 40, 90]))
        }
        if let word = truth.word, random.chance(60), order.entry.assertion(of: concept(word)) == nil {
            order.entry.present.insert(concept(word))
        }
        return order
    }

    private mutating func indication(of truth: Truth) -> LesionStatement {
        var statement = LesionStatement(field: random.chance(90) ? .indication : .icd10)
        if random.chance(90) { statement.site = site(truth.place.site) }
        if random.chance(80) { statement.side = truth.side }
        insert("mass", truth.mass, into: &statement)
        tell(truth, percent: 50, into: &statement)
        return statement
    }

    private mutating func priorFinding(of truth: Truth) -> LesionStatement? {
        var statement = LesionStatement(field: .priorFinding)
        if random.chance(80) { statement.foundOn = truth.foundOn }
        if random.chance(10) { statement.foundOn = random.pick([.us, .xr, .ct, .mr]) }
        if statement.foundOn != nil {
            statement.foundOutside = random.chance(12)
            statement.foundOnRegions = truth.foundOnRegions
        }
        if random.chance(60) { insert("mass", truth.mass, into: &statement) }
        tell(truth, percent: 75, into: &statement)
        let says = [statement.present, statement.uncertain, statement.absent]
        return says.allSatisfy(\.isEmpty) && statement.sizeState == .notStated ? nil : statement
    }

    private mutating func tell(_ truth: Truth, percent: Int, into statement: inout LesionStatement) {
        if let calcification = truth.calcification, random.chance(percent) {
            insert("calcification", calcification, into: &statement)
        }
        if random.chance(5) { insert("calcification", random.pick([.present, .absent]), into: &statement) }
        if truth.sizeState != .notStated, random.chance(percent) {
            statement.sizeState = truth.sizeState
            statement.sizeMillimetres = truth.sizeState == .ambiguous ? 0 : truth.millimetres
        }
        for (name, assertion) in truth.others where random.chance(percent) { insert(name, assertion, into: &statement) }
    }

    private mutating func mention(on day: Day) -> StudyMention {
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

    /// What is written only where such an examination is ordered.
    private mutating func addReason(for exam: Exam, to entry: inout FactTable.Entry) {
        guard random.chance(18) else { return }
        let words: [String] =
            switch (exam.modality, exam.kind) {
            case (.ct, .diagnostic): ["single-phase-protocol", "dual-energy", "calcification-pattern-question"]
            case (.mr, .diagnostic):
                [
                    "gadolinium-contraindication", "gadolinium-contraindication", "protocol-decision", "emergency",
                    "neuro-emergency",
                ]
            case (.pt, .diagnostic): ["lymphoma-question", "unknown-primary", "other-cancer-staging"]
            case (_, .biopsy):
                ["emergency-tissue", "fluid-aspirate", "muscle-disease-question", "medical-renal-question"]
            case (_, .excision): ["emergency-surgery"]
            default: ["follow-up"]
            }
        let concept = concept(random.pick(words))
        if entry.assertion(of: concept) == nil { entry.present.insert(concept) }
    }

    private mutating func addWords(to entry: inout FactTable.Entry) {
        let concept = concept(random.pick(Self.words))
        if entry.assertion(of: concept) != nil { return }
        switch random.below(10) {
        case 0 where Self.canBeAsked.contains(vocabulary[concept].name): entry.uncertain.insert(concept)
        case 1: entry.absent.insert(concept)
        default: entry.present.insert(concept)
        }
    }

    /// Of the other words a query counts as a statement, so that the readers never leave one.
    private static let canBeAsked: Set<String> = [
        "known-tumour", "ct-contraindicated", "iodine-contraindication", "mri-impossible", "mri-device",
        "mr-conditional",
        "body-habitus", "metal-artifact", "organ-origin", "single-phase-protocol", "dual-energy", "benign-explanation",
    ]

    private static let words = [
        "known-tumour", "tumour-name", "pregnancy", "neuro-emergency", "protocol-decision",
        "radiation-sparing-syndrome",
        "ct-contraindicated", "iodine-contraindication", "mri-impossible", "mri-impossible", "mri-device", "mri-device",
        "mr-conditional", "body-habitus", "metal-artifact", "calcification-pattern-question",
        "calcification-pattern-question",
        "myositis-ossificans-question", "osteoid-osteoma-question", "injury", "paediatric-renal-question",
        "paediatric-renal-question", "paediatric-renal-question", "organ-origin", "muscle-disease-question",
        "medical-renal-question", "emergency-tissue", "emergency-surgery", "emergency", "single-phase-protocol",
        "dual-energy", "fluid-aspirate", "benign-explanation", "benign-diagnosis", "declined", "palliative",
        "transferred-out", "transferred-in", "ct-ordered-elsewhere", "antenatal-detection", "follow-up", "new-finding",
        "biopsy-named", "trauma", "acute-abdomen", "oncology-protocol",
    ]

    // MARK: Words and numbers

    private mutating func pickExam(of place: Place) -> String {
        switch random.below(100) {
        case 0..<16: random.pick(place.ultrasound)
        case 16..<32: random.pick(place.radiograph)
        case 32..<56: random.pick(place.ct)
        case 56..<74: random.pick(place.mri)
        case 74..<79: random.pick(Place.wholeBody)
        case 79..<89: random.pick(place.tissue)
        case 89..<95: random.pick(place.excision)
        case 95..<97: random.pick(Place.notOfTheMass)
        default: random.pick(random.pick(Place.all).ct)
        }
    }

    private mutating func pickPaired(_ place: Int, of region: Place) -> String {
        if place == 1 { return random.pick(random.chance(50) ? region.tissue : region.excision) }
        return random.pick([region.ct, region.mri, region.radiograph, Place.wholeBody][random.below(4)])
    }

    private mutating func number(of name: String) -> UInt32 {
        if let known = examNumbers[name] { return known }
        let parts = name.split(separator: " ", maxSplits: 1)
        let exam = ExamName(code: String(parts[0]), description: String(parts[1]))
        examNumbers[name] = UInt32(table.exams.count)
        table.examNames.append(exam)
        table.exams.append(reader.read(exam))
        table.examCounts.append(1)
        return UInt32(table.exams.count - 1)
    }

    private func concept(_ name: String) -> ConceptID {
        guard let found = vocabulary.concept(named: name) else { preconditionFailure("no concept \(name)") }
        return found
    }

    private func site(_ name: String) -> SiteID {
        guard let found = vocabulary.site(named: name) else { preconditionFailure("no site \(name)") }
        return found
    }

    private func insert(_ name: String, _ assertion: Assertion, into statement: inout LesionStatement) {
        let concept = concept(name)
        if statement.assertion(of: concept) != nil { return }
        switch assertion {
        case .present: statement.present.insert(concept)
        case .uncertain: statement.uncertain.insert(concept)
        case .absent: statement.absent.insert(concept)
        }
    }
}
