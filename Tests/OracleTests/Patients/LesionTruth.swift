import AuditModel

/// What is true of one lesion; its orders tell parts of it.
struct LesionTruth {
    var place: Place
    var side = Laterality.unspecified
    var course = Course.mixed
    /// A word that comes back in its orders.
    var word: String?
    private var mass: Assertion = .present
    private var calcification: Assertion?
    private(set) var isUnbound = false
    private var foundOn: Modality?
    private var foundOnRegions: RegionSet = []
    private var millimetres: UInt16 = 0
    private var sizeState = LesionStatement.SizeState.notStated
    private var others: [(String, Assertion)] = []

    var isOfLimb: Bool { place.ultrasound.count == 1 }

    init(_ random: inout Seeded) {
        place = random.pick(Place.all)
        side = random.pick([.left, .left, .right, .right, .unspecified])
        mass = random.pick(Array(repeating: .present, count: 28) + [.uncertain, .absent])
        switch random.below(20) {
        case 0..<13: calcification = .present
        case 13, 14: calcification = .uncertain
        case 15, 16: calcification = .absent
        case 17: isUnbound = true
        default: break
        }
        foundOn = random.pick([.us, .us, .xr, .xr, .xr, nil, nil, .ct, .mr, .nm, .pt])
        if foundOn == .ct, random.chance(50) {
            foundOnRegions = RegionSet(random.pick([Region.abdomen, .chest, .lowerExtremity]))
        }
        switch random.below(10) {
        case 0, 1, 2: millimetres = random.pick([50, 51, 60, 80, 120])
        case 3, 4: millimetres = random.pick([10, 30, 45, 49])
        case 5 where calcification != .uncertain: sizeState = .ambiguous
        default: break
        }
        if millimetres > 0 { sizeState = random.chance(90) ? .stated : .estimated }
        for (attribute, percent) in Self.attributes where random.chance(percent) {
            others.append((attribute, random.pick([.present, .present, .present, .present, .uncertain, .absent])))
        }
        pickCourse(&random)
        if word == nil, random.chance(45) {
            word = random.pick(isOfLimb ? OrderWords.ofLimbs : OrderWords.ofFlanks)
        }
    }

    private static let attributes = [
        ("superficial", 10), ("deep", 15), ("bone-involvement", 30), ("phlebolith", 5), ("arising-from-bone", 4),
        ("sarcoma-question", 8),
    ]

    private mutating func pickCourse(_ random: inout Seeded) {
        if place.site == "thigh", random.chance(60) {
            // The picture of S4.
            mass = .present
            calcification = .present
            foundOn = .xr
            sizeState = .stated
            millimetres = random.pick([40, 50, 60, 60, 80])
            others = random.chance(70) ? [("bone-involvement", .present)] : []
        }
        switch random.below(100) {
        case 0..<12: course = .pair
        case 12..<17: course = .referral
        case 17..<29 where place.isTrunk:
            course = .resultThenTissue
            foundOn = .ct
            foundOnRegions = []
            others.append((random.pick(["suspicious-result", "indeterminate-result"]), .present))
            word = random.pick([nil, nil, nil, "oncology-protocol", "mri-impossible", "emergency-tissue", "mri-device"])
        case 29..<37 where place.isTrunk:
            course = .kidneyOnly
            if random.chance(40) { word = "stone-question" }
        case 37..<60 where place.site == "kidney":
            course = .renalTumour
            word = random.pick([nil, "renal-tumour-question", "paediatric-renal-question", "medical-renal-question"])
        case 33..<100 where place.site == "abdomen": course = .abdominalMass
        case 25..<45 where isOfLimb:
            course = .myositis
            word = "myositis-ossificans-question"
        case 45..<52 where isOfLimb: course = .angiography
        default: break
        }
    }

    func exam(_ number: Int, of count: Int, _ random: inout Seeded) -> String {
        course.exam(number, of: count, in: place, &random)
    }

    // MARK: What an order tells of it

    func indication(_ vocabulary: Vocabulary, _ random: inout Seeded) -> LesionStatement {
        var statement = LesionStatement(field: random.chance(90) ? .indication : .icd10)
        if random.chance(90) { statement.site = vocabulary.place(place.site) }
        if random.chance(80) { statement.side = side }
        insert("mass", mass, vocabulary, into: &statement)
        tell(percent: 50, vocabulary, &random, into: &statement)
        return statement
    }

    func priorFinding(_ vocabulary: Vocabulary, _ random: inout Seeded) -> LesionStatement? {
        var statement = LesionStatement(field: .priorFinding)
        if random.chance(80) { statement.foundOn = foundOn }
        if random.chance(10) { statement.foundOn = random.pick([.us, .xr, .ct, .mr]) }
        if statement.foundOn != nil {
            statement.foundOutside = random.chance(12)
            statement.foundOnRegions = foundOnRegions
        }
        if random.chance(60) { insert("mass", mass, vocabulary, into: &statement) }
        tell(percent: 75, vocabulary, &random, into: &statement)
        let says = [statement.present, statement.uncertain, statement.absent]
        return says.allSatisfy(\.isEmpty) && statement.sizeState == .notStated ? nil : statement
    }

    private func tell(
        percent: Int, _ vocabulary: Vocabulary, _ random: inout Seeded, into statement: inout LesionStatement
    ) {
        if let calcification, random.chance(percent) {
            insert("calcification", calcification, vocabulary, into: &statement)
        }
        if random.chance(5) {
            insert("calcification", random.pick([.present, .absent]), vocabulary, into: &statement)
        }
        if sizeState != .notStated, random.chance(percent) {
            statement.sizeState = sizeState
            statement.sizeMillimetres = sizeState == .ambiguous ? 0 : millimetres
        }
        for (name, assertion) in others where random.chance(percent) {
            insert(name, assertion, vocabulary, into: &statement)
        }
    }

    private func insert(
        _ name: String, _ assertion: Assertion, _ vocabulary: Vocabulary, into statement: inout LesionStatement
    ) {
        let concept = vocabulary.word(name)
        if statement.assertion(of: concept) != nil { return }
        switch assertion {
        case .present: statement.present.insert(concept)
        case .uncertain: statement.uncertain.insert(concept)
        case .absent: statement.absent.insert(concept)
        }
    }
}
