import AuditModel

/// What came in, what was not used and why, and what could not be understood.
struct DataQualitySection {
    struct Count {
        var name: String
        var count: String
        var detail: String
    }

    struct Exam {
        var name: String
        var orders: String
        /// To be completed and put into the exam map.
        var mapLine: String
    }

    struct CodedLesion {
        var code: String
        var exam: String
        var orders: String
        var example: String
    }

    /// A row of a table: what it is about, all of it, and its parts.
    struct Parts {
        var name: String
        var all: String
        var cells: [String]
    }

    var books: [Count]
    var equation: String?
    var lineHeads: [String]
    /// One per file: its name, all its lines, and how many of them were what.
    var files: [Parts]
    var quarantine: [Count]
    var dq: [Count]
    /// Doubts that were looked for and not found.
    var dqSilent: String?
    var exams: [Exam]
    var moreExams: String?
    /// Every exam name was understood, and the edition may say so.
    var hasClearExams: Bool
    var reading: [Count]
    var codedLesions: [CodedLesion]
    var missingHeads: [String]
    /// Fields that no order lacks.
    var neverMissing: String?
    var departments: [Parts]
    var nearMisses: [Count]

    /// Why a row was not used, in words.
    private static let rejections = [
        "MISSING_ORDER_ID": "no order id", "MISSING_PATIENT_ID": "no patient id",
        "MISSING_EXAM": "neither exam code nor exam name", "MISSING_TIME": "neither order nor performed time",
        "UNREADABLE_ORDER_DATETIME": "order time can not be read",
        "UNREADABLE_PERFORMED_DATETIME": "performed time can not be read",
        "WRONG_COLUMN_COUNT": "more or fewer cells than the header",
        "RECORD_TOO_LONG_FIRST_MIB_KEPT": "longer than any order; its first MiB is kept",
        "ID_SHORTENED_BY_SPREADSHEET": "an id was turned into a number such as 1.2E+05",
        "ORDER_ID_OF_TWO_PATIENTS": "one order id with two patients",
    ]

    /// As many unclear names as a person will go through; the rest is in `summary.json`.
    private static let examLimit = 100

    init(_ result: AuditResult, edition: Edition) {
        let r = result.reconciliation
        let entries = [
            ("Rows read", r.rowsRead, "in all input files"),
            ("Orders", r.orders, "used, as judged orders or as history"),
            ("Duplicates", r.duplicates, "the same order again; every id is kept"),
            ("Superseded", r.superseded, "an older state of an order that came again"),
            ("Quarantined", r.quarantined, "not used; in quarantine.csv with the reason"),
        ]
        let parts = edition.texts(entries.dropFirst().map(\.1))
        books = zip(entries, [edition.text(r.rowsRead)] + parts).map { Count(name: $0.0, count: $1, detail: $0.2) }
        if r.repaired > 0 {
            books.append(
                Count(
                    name: "Repaired", count: edition.text(r.repaired),
                    detail: "among the orders: a stray quote was read as text"))
        }
        if r.malformedCodes > 0 {
            books.append(
                Count(
                    name: "Malformed codes", count: edition.text(r.malformedCodes),
                    detail: "rows with a diagnosis code not shaped like ICD-10, left unread"))
        }
        equation =
            edition == .reviewer
            ? "\(grouped(r.rowsRead)) rows = \(grouped(r.orders)) orders + \(grouped(r.duplicates)) duplicates + \(grouped(r.superseded)) superseded + \(grouped(r.quarantined)) quarantined"
            : nil
        let accounts = edition == .reviewer ? result.lines : []
        lineHeads = accounts.first?.parts.map(\.name) ?? []
        files = accounts.map { account in
            Parts(
                name: account.file, all: grouped(account.total), cells: account.parts.map { grouped($0.lines) })
        }
        let rejected = result.quarantineByReason
        quarantine = zip(rejected, edition.texts(rejected.map(\.count))).map { entry, count in
            Count(
                name: Self.rejections[entry.reason] ?? words(ofReason: entry.reason), count: count, detail: entry.reason
            )
        }
        dq = result.dataQuality.filter { $0.inEpisodes + $0.elsewhere > 0 }.map {
            Count(name: $0.title, count: edition.text($0.inEpisodes), detail: edition.text($0.elsewhere))
        }
        let silent = result.dataQuality.filter { $0.inEpisodes + $0.elsewhere == 0 }.map(\.title)
        dqSilent = silent.isEmpty ? nil : "Looked for and not found: \(silent.joined(separator: "; "))."
        let unclear = edition == .reviewer ? result.notUnderstood : []
        exams = unclear.prefix(Self.examLimit).map { exam in
            var row = CSVRow()
            for cell in [exam.name.code, exam.name.description, "", "", "", "", ""] { row.add(cell) }
            return Exam(
                name: [exam.name.code, exam.name.description].filter { !$0.isEmpty }.joined(separator: " · "),
                orders: grouped(exam.orders), mapLine: String(decoding: row.bytes, as: UTF8.self))
        }
        hasClearExams = edition == .reviewer && unclear.isEmpty
        let rest = unclear.count - exams.count
        moreExams = rest > 0 ? "\(counted(rest, "further name")) in summary.json." : nil
        let coverage = result.reading
        reading = [
            ("Orders whose exam is understood", coverage.withExamUnderstood, coverage.orders),
            ("Orders with a text", coverage.withText, coverage.orders),
            ("Texts that speak of a lesion", coverage.withLesionInText, coverage.withText),
            ("Lesion codes whose text speaks of none", coverage.withLesionCodeAgainstText, coverage.withLesionCode),
        ].map { name, part, whole in
            // The rest of the whole is a cell too.
            let isShown = edition.shows(part) && edition.shows(whole - part)
            return Count(
                name: name, count: isShown ? edition.text(part) : "not shown",
                detail: isShown && whole > 0 ? "\(percent(Double(part) / Double(whole))) of \(grouped(whole))" : "")
        }
        codedLesions =
            edition == .reviewer
            ? result.unreadLesions.prefix(Self.examLimit).map { entry in
                CodedLesion(
                    code: entry.code,
                    exam: [entry.exam.code, entry.exam.description].filter { !$0.isEmpty }.joined(separator: " · "),
                    orders: grouped(entry.orders), example: entry.exampleOrderID)
            } : []
        let departmentRows = edition == .reviewer ? result.missingFields : []
        let fields = departmentRows.first?.missing.map(\.field) ?? []
        let lacking = fields.indices.filter { index in
            departmentRows.contains { $0.missing[index].orders > 0 }
        }
        missingHeads = lacking.map { fields[$0] }
        let complete = fields.indices.filter { !lacking.contains($0) }.map { fields[$0] }
        neverMissing = complete.isEmpty ? nil : "Never missing: \(complete.joined(separator: ", "))."
        departments = departmentRows.map { department in
            Parts(
                name: department.department.isEmpty ? "not recorded" : department.department,
                all: grouped(department.orders),
                cells: lacking.map { department.missing[$0] }.map { field in
                    guard field.orders > 0 else { return "–" }
                    return
                        "\(grouped(field.orders)) (\(percent(Double(field.orders) / Double(max(1, department.orders)))))"
                })
        }
        nearMisses =
            edition == .reviewer
            ? result.figures(edition).filter { $0.tally.nearMisses > 0 }.map {
                Count(name: "\($0.label) · \($0.card.title)", count: grouped($0.tally.nearMisses), detail: "")
            } : []
    }
}
