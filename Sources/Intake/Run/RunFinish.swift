import AuditModel

extension RunAssembly {
    /// Sorts the rows, finds rows that are the same order, and closes the account.
    consuming func finish(
        archive: SourceArchive, meanings: RowMeanings, placeholders: [CanonicalField]
    ) -> IntakeResult {
        takeDictionaries()
        numberByContent()
        let order = sorted()
        var rows: [OrderRow] = []
        var content: [UInt64] = []
        rows.reserveCapacity(order.count)
        content.reserveCapacity(order.count)
        var lastKey: PatientKey?
        for index in order {
            var row = table.rows[index]
            if pending[index].patient != lastKey {
                table.patients.append(pending[index].patient)
                lastKey = pending[index].patient
            }
            row.patient = UInt32(table.patients.count - 1)
            rows.append(row)
            content.append(pending[index].content)
        }
        pending = []
        table.rows = []
        var repeats = RepeatedOrders(rows: rows, content: content, table: table, meanings: meanings)
        repeats.find()
        table.rows = repeats.kept
        table.duplicates = repeats.duplicates
        rejected += repeats.rejected
        reconciliation.duplicates = repeats.duplicateCount
        reconciliation.superseded = repeats.supersededCount
        reconciliation.quarantined = rejected.count
        reconciliation.orders = table.rows.count
        dropUnusedPatients()
        table.examCounts = [Int](repeating: 0, count: table.examNames.count)
        for row in table.rows { table.examCounts[Int(row.exam)] += 1 }

        let quarantine = rejected.sorted { ($0.span.file, $0.span.line) < ($1.span.file, $1.span.line) }.map { record in
            QuarantinedRecord(
                file: table.files[Int(record.span.file)].name, line: Int(record.span.line),
                reason: record.reason.rawValue, bytes: archive.bytes(of: record.span, most: 1 << 20))
        }
        let coverage = performedMonths()
        return IntakeResult(
            table: table, reconciliation: reconciliation, quarantine: quarantine, notes: notes(placeholders),
            statusWords: meanings.statusWordsInForce, timePlaceholderColumns: placeholders, firstDay: coverage.first,
            lastDay: coverage.last, performedByMonth: coverage.months, archive: archive)
    }

    /// Gives exams and dictionary words numbers that depend on nothing but themselves.
    private mutating func numberByContent() {
        let exams = table.examNames.indices.sorted {
            (table.examNames[$0].code, table.examNames[$0].description)
                < (table.examNames[$1].code, table.examNames[$1].description)
        }
        var number = [UInt32](repeating: 0, count: exams.count)
        for (new, old) in exams.enumerated() { number[old] = UInt32(new) }
        table.examNames = exams.map { table.examNames[$0] }
        func renumber(_ words: inout [String]) -> [UInt16] {
            let order = words.indices.sorted { words[$0] < words[$1] }
            var number = [UInt16](repeating: 0, count: words.count)
            for (new, old) in order.enumerated() { number[old] = UInt16(new) }
            words = order.map { words[$0] }
            return number
        }
        let departments = renumber(&table.departments)
        let sites = renumber(&table.performingSites)
        let classes = renumber(&table.patientClasses)
        for index in table.rows.indices {
            table.rows[index].exam = number[Int(table.rows[index].exam)]
            table.rows[index].department = departments[Int(table.rows[index].department)]
            table.rows[index].performingSite = sites[Int(table.rows[index].performingSite)]
            table.rows[index].patientClass = classes[Int(table.rows[index].patientClass)]
        }
    }

    /// Row numbers by patient, time, order id and content.
    private func sorted() -> [Int] {
        table.rows.indices.sorted { a, b in
            if pending[a].patient != pending[b].patient { return pending[a].patient < pending[b].patient }
            let (left, right) = (table.rows[a], table.rows[b])
            if left.placed != right.placed { return left.placed < right.placed }
            if left.ordered != right.ordered { return left.ordered < right.ordered }
            if left.orderIDHash != right.orderIDHash { return left.orderIDHash < right.orderIDHash }
            if pending[a].content != pending[b].content { return pending[a].content < pending[b].content }
            return (left.source.file, left.source.offset) < (right.source.file, right.source.offset)
        }
    }

    private mutating func dropUnusedPatients() {
        var patients: [PatientKey] = []
        var last: UInt32?
        for index in table.rows.indices {
            let patient = table.rows[index].patient
            if patient != last {
                patients.append(table.patients[Int(patient)])
                last = patient
            }
            table.rows[index].patient = UInt32(patients.count - 1)
        }
        table.patients = patients
    }

    private func performedMonths() -> (first: Day, last: Day, months: [MonthCount]) {
        var first = Day.unknown
        var last = Day.unknown
        var counts: [Int: Int] = [:]
        var cached: (range: Range<Int32>, key: Int) = (0..<0, 0)
        for row in table.rows where row.performed.isKnown && row.status == .completed {
            let day = row.performed.day
            if !first.isKnown || day < first { first = day }
            if day > last { last = day }
            if !cached.range.contains(day.number) {
                let (year, month, dayOfMonth) = day.civil
                let start = day.number - Int32(dayOfMonth) + 1
                let next = Day(year: year + month / 12, month: month % 12 + 1, day: 1) ?? day
                cached = (start..<max(next.number, start + 1), year * 12 + month - 1)
            }
            counts[cached.key, default: 0] += 1
        }
        let months = counts.keys.sorted().map { MonthCount(year: $0 / 12, month: $0 % 12 + 1, orders: counts[$0] ?? 0) }
        return (first, last, months)
    }

    private func notes(_ placeholders: [CanonicalField]) -> [AuditIssue] {
        var notes: [AuditIssue] = []
        for field in placeholders {
            notes.append(
                AuditIssue(
                    .note,
                    "\(field.rawValue): more than half of the times are 00:00:00 and were taken as no time"))
        }
        if blankStatuses > 0 { notes.append(AuditIssue(.note, "\(blankStatuses) rows have no status")) }
        if unknownStatuses > 0 {
            notes.append(
                AuditIssue(
                    .warning,
                    "\(unknownStatuses) rows have a status word that no list knows; name it in the profile or site"))
        }
        return notes
    }
}

extension RowMeanings {
    /// Every status word and its meaning, for the report's method section.
    var statusWordsInForce: [NamedValue] {
        OrderStatus.allCases.filter { $0 != .unknown }.map { status in
            NamedValue(
                name: status.name,
                value: statusWords.filter { $0.status == status }.map(\.word).joined(separator: ", "))
        }
    }
}
