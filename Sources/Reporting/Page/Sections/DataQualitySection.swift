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

    struct Department {
        var name: String
        var orders: String
        var cells: [String]
    }

    var books: [Count]
    var equation: String?
    var quarantine: [Count]
    var dq: [Count]
    var exams: [Exam]
    var moreExams: String?
    var missingHeads: [String]
    var departments: [Department]
    var nearMisses: [Count]

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
        books = entries.map { Count(name: $0.0, count: edition.text($0.1), detail: $0.2) }
        if r.repaired > 0 {
            books.append(
                Count(
                    name: "Repaired", count: edition.text(r.repaired),
                    detail: "among the orders: a stray quote was read as text"))
        }
        equation =
            edition == .reviewer
            ? "\(grouped(r.rowsRead)) rows = \(grouped(r.orders)) orders + \(grouped(r.duplicates)) duplicates + \(grouped(r.superseded)) superseded + \(grouped(r.quarantined)) quarantined"
            : nil
        quarantine = result.quarantineByReason.map {
            Count(name: words(ofReason: $0.reason), count: edition.text($0.count), detail: $0.reason)
        }
        dq = result.dataQuality.map {
            Count(
                name: $0.title, count: edition.text($0.inEpisodes),
                detail: "\($0.code)\u{1F}\(edition.text($0.elsewhere))")
        }.map { entry in
            let parts = entry.detail.split(separator: "\u{1F}", omittingEmptySubsequences: false).map(String.init)
            return Count(name: "\(entry.name) (\(parts[0]))", count: entry.count, detail: parts[1])
        }
        let unclear = edition == .reviewer ? result.notUnderstood : []
        exams = unclear.prefix(Self.examLimit).map { exam in
            var row = CSVRow()
            for cell in [exam.name.code, exam.name.description, "", "", "", "", ""] { row.add(cell) }
            return Exam(
                name: [exam.name.code, exam.name.description].filter { !$0.isEmpty }.joined(separator: " · "),
                orders: grouped(exam.orders), mapLine: String(decoding: row.bytes, as: UTF8.self))
        }
        let rest = unclear.count - exams.count
        moreExams = rest > 0 ? "\(counted(rest, "further name")) in summary.json." : nil
        let departmentRows = edition == .reviewer ? result.missingFields : []
        missingHeads = departmentRows.first?.missing.map(\.field) ?? []
        departments = departmentRows.map { department in
            Department(
                name: department.department.isEmpty ? "not recorded" : department.department,
                orders: grouped(department.orders),
                cells: department.missing.map { field in
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
