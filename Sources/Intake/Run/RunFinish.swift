import AuditModel

extension RunAssembly {
    /// Sorts the rows, finds rows that are the same order, and closes the account.
    mutating func finish(
        archive: SourceArchive, meanings: RowMeanings, dates: SettledDates
    ) -> IntakeResult {
        takeFooters(archive)
        let order = patientOrder(of: table.rows, pending)
        table.rows.permute(by: order)
        numberPatients(order)
        let repeats = RepeatedOrders(in: table, meanings: meanings, archive: archive)
        account(for: repeats, order)
        pending = []
        settle(repeats)
        table.examCounts = [Int](repeating: 0, count: table.examNames.count)
        for row in table.rows { table.examCounts[Int(row.exam)] += 1 }
        reconciliation.quarantined = rejected.count
        reconciliation.orders = table.rows.count

        let quarantine = rejected.sorted { ($0.span.file, $0.span.line) < ($1.span.file, $1.span.line) }.map { record in
            let origin = archive.origin(of: record.span)
            // A part of a record that is too long is too long itself, so that it is never taken for the whole.
            return QuarantinedRecord(file: origin.file, line: origin.line, reason: record.reason.rawValue) {
                (archive.bytes(of: record.span, most: archive.maxRecordBytes + 1), archive.header(of: record.span))
            }
        }
        let coverage = performedMonths()
        return IntakeResult(
            table: table, reconciliation: reconciliation, quarantine: quarantine, notes: notes(dates.placeholders),
            statusWords: meanings.statusWordsInForce, unknownStatusWords: unknownStatusWords.sorted(),
            timePlaceholderColumns: dates.placeholders, dateOrders: dates.orders, firstDay: coverage.first,
            lastDay: coverage.last, performedByMonth: coverage.months, lines: lines, archive: archive)
    }

    private mutating func numberPatients(_ order: [UInt32]) {
        for place in table.rows.indices {
            let key = pending[Int(order[place])].patient
            if key != table.patients.last { table.patients.append(key) }
            table.rows[place].patient = UInt32(table.patients.count - 1)
        }
    }

    /// Moves the lines of records that are no orders of their own to where they belong.
    private mutating func account(for repeats: RepeatedOrders, _ order: [UInt32]) {
        for (place, fate) in repeats.fates {
            let (file, count) = (Int(table.rows[place].source.file), Int(pending[Int(order[place])].lines))
            lines[file].order -= count
            switch fate {
            case .duplicate: lines[file].duplicate += count
            case .superseded: lines[file].superseded += count
            case .shared: lines[file].quarantined += count
            }
        }
        for record in rejected { lines[Int(record.span.file)].quarantined += Int(record.lines) }
    }

    /// Records of nothing but delimiters are blank, and sentences below the last order of a file are its footer: no rows.
    private mutating func takeFooters(_ archive: SourceArchive) {
        var lastLines = [UInt32](repeating: 0, count: table.files.count)
        for row in table.rows {
            lastLines[Int(row.source.file)] = max(lastLines[Int(row.source.file)], row.source.line)
        }
        let noRow: Set<RejectionReason> = [
            .wrongColumnCount, .missingOrderID, .missingPatientID, .missingTime, .unreadableOrderTime,
        ]
        var kept: [ChunkTable.Rejected] = []
        for record in rejected {
            let file = Int(record.span.file)
            let isBelow = record.span.line > lastLines[file] && lastLines[file] > 0
            if noRow.contains(record.reason), archive.isBlank(record.span) {
                lines[file].blank += Int(record.lines)
            } else if noRow.contains(record.reason), isBelow, archive.isFooter(record.span) {
                lines[file].footer += Int(record.lines)
            } else {
                kept.append(record)
                continue
            }
            table.files[file].rows -= 1
            reconciliation.rowsRead -= 1
        }
        rejected = kept
    }

    /// Takes out the rows that are not orders of their own and closes the ranks.
    private mutating func settle(_ repeats: RepeatedOrders) {
        if repeats.fates.isEmpty { return }
        var spans: [Int: [SourceSpan]] = [:]
        for index in repeats.fates.keys.sorted() {
            guard let original = repeats.original(of: index) else { continue }
            spans[original, default: []].append(table.rows[index].source)
        }
        var patients: [PatientKey] = []
        var lastPatient: UInt32?
        var place = 0
        for index in table.rows.indices {
            var row = table.rows[index]
            switch repeats.fates[index] {
            case nil:
                if row.patient != lastPatient {
                    lastPatient = row.patient
                    patients.append(table.patients[Int(row.patient)])
                }
                row.patient = UInt32(patients.count - 1)
                if let repeating = spans[index] {
                    row.flags.insert(.hasDuplicates)
                    table.duplicates[place] = repeating
                }
                table.rows[place] = row
                place += 1
            case .superseded: reconciliation.superseded += 1
            case .duplicate: reconciliation.duplicates += 1
            case .shared:
                rejected.append(.init(span: row.source, lines: 1, reason: .orderIDOfTwoPatients))
            }
        }
        table.rows.removeLast(table.rows.count - place)
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
        if reconciliation.superseded > 0 {
            notes.append(
                AuditIssue(
                    .note,
                    "\(reconciliation.superseded) rows are an earlier state of an order that came again; the later one is used"
                ))
        }
        if blankStatuses > 0 { notes.append(AuditIssue(.note, "\(blankStatuses) rows have no status")) }
        if unknownStatuses > 0 {
            notes.append(
                AuditIssue(
                    .warning,
                    "\(unknownStatuses) rows have a status word that no list knows; name it in the profile or site"))
        }
        if let first = firstSwallowing {
            notes.append(
                AuditIssue(
                    .warning, file: table.files[first.file].name, line: Int(first.line),
                    "\(swallowing) records from here on have a quoted cell in which a line looks like a row of its own; is a quote missing?"
                ))
        }
        if shortenedAccessions > 0 {
            notes.append(
                AuditIssue(
                    .warning,
                    "accession: in \(shortenedAccessions) rows a spreadsheet has shortened the number (1.2E+11); it was left unread"
                ))
        }
        if reconciliation.malformedCodes > 0 {
            notes.append(
                AuditIssue(
                    .warning,
                    "icd10: \(reconciliation.malformedCodes) rows have a code that has not the shape of ICD-10; it was left unread"
                ))
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
