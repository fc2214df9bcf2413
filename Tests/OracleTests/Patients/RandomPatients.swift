import AuditModel
import Interpretation

/// Invents patients as intake and the readers of texts would leave them, so that every rule meets every turn it knows.
struct RandomPatients {
    static let coverageStart = Day(number: 20_000)
    static let cutoff = Day(number: 21_000)

    /// Without rows: the exams and dictionaries.
    private var table = OrderTable()
    private var random: Seeded
    /// What is only likely is drawn apart.
    private var hedging: Seeded
    private let vocabulary: Vocabulary
    private let reader: ExamReader
    private var examNumbers: [String: UInt32] = [:]

    private var invented: [[InventedOrder]] = []
    private var lines: UInt32 = 2

    init(seed: UInt64, lexicons: Lexicons) {
        random = Seeded(seed)
        hedging = Seeded(~seed)
        vocabulary = lexicons.vocabulary
        reader = ExamReader(lexicons, examMap: nil)
        table.performingSites = ["", "Partner"]
        table.departments = ["", Referral.centre, "Radiology", Referral.board]
    }

    mutating func invent(patients: Int) { for _ in 0..<patients { inventPatient() } }

    /// The first `count` patients, or all, as intake leaves an export whose rows stood in the order `shuffledBy` puts them in.
    func table(of count: Int? = nil, shuffledBy seed: UInt64? = nil) -> OrderTable {
        var table = table
        var patients = Array(invented.prefix(count ?? invented.count))
        if let seed {
            var shuffling = Seeded(seed)
            shuffling.shuffle(&patients)
            for index in patients.indices { shuffling.shuffle(&patients[index]) }
        }
        for (number, orders) in patients.enumerated() {
            table.patients.append(PatientKey(hash: UInt64(number), id: .none))
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
        var truths = [LesionTruth(&random)]
        if random.chance(15) {
            var second = LesionTruth(&random)
            if random.chance(40) { second.place = truths[0].place }
            if second.place.site == truths[0].place.site {
                truths[0].side = .left
                second.side = .right
            }
            truths.append(second)
        }
        var orders: [InventedOrder] = []
        var unknowns = 0
        for truth in truths {
            let begin = firstDay.advanced(by: random.pick([0, 0, 0, 3, 40]))
            let count = truth.course == .pair ? 2 : 1 + random.below(5)
            let steps = (0..<count).map { $0 == 0 ? 0 : pickStep() }.sorted()
            for (place, step) in steps.enumerated() {
                let exam = number(of: truth.exam(place, of: count, &random))
                var order = InventedOrder(
                    of: truth, exam: exam, meaning: table.exams[Int(exam)], on: begin.advanced(by: step),
                    injured: begin, vocabulary, &random)
                order.hedge(vocabulary, &hedging)
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
        switch random.below(12) {
        case 0: random.pick([0, 5, 30, 100])
        case 1: random.pick([178, 179, 180, 181, 182])
        case 2, 3: random.pick([930, 938, 939, 940, 941, 942, 968, 969, 970, 971, 972, 990, 1000])
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
}
