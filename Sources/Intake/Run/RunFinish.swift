import AuditModel
import Synchronization

extension RunAssembly {
    /// Sorts the rows, finds rows that are the same order, and closes the account. Throws where the table can not be laid
    /// into files.
    mutating func finish(
        archive: SourceArchive, meanings: RowMeanings, dates: SettledDates, jobs: Int
    ) throws(AuditIssues) -> IntakeResult {
        var parts = try orderedParts(archive: archive, meanings: meanings, dates: dates, jobs: jobs)
        var lastLines = [UInt32](repeating: 0, count: table.files.count)
        for part in parts { lastLines = zip(lastLines, part.lastLines).map(max) }
        takeFooters(archive, lastLines)
        for record in rejected { lines[Int(record.span.file)].quarantined += Int(record.lines) }
        var performed = PerformedDays()
        table.examCounts = [Int](repeating: 0, count: table.examNames.count)
        for part in parts {
            for moved in part.moved { account(for: moved) }
            rejected += part.shared.map { .init(span: $0, lines: 1, reason: .orderIDOfTwoPatients) }
            performed.add(part.performed)
            for (exam, orders) in part.examCounts.enumerated() { table.examCounts[exam] += orders }
        }
        try join(&parts, jobs: jobs)
        reconciliation.quarantined = rejected.count
        reconciliation.orders = table.rows.count

        let quarantine = rejected.sorted { ($0.span.file, $0.span.line) < ($1.span.file, $1.span.line) }.map { record in
            let origin = archive.origin(of: record.span)
            // A part of a record that is too long is too long itself, so that it is never taken for the whole.
            return QuarantinedRecord(file: origin.file, line: origin.line, reason: record.reason.rawValue) {
                (archive.bytes(of: record.span, most: archive.maxRecordBytes + 1), archive.header(of: record.span))
            }
        }
        return IntakeResult(
            table: table, reconciliation: reconciliation, quarantine: quarantine, notes: notes(dates.placeholders),
            statusWords: meanings.statusWordsInForce, unknownStatusWords: unknownStatusWords.sorted(),
            timePlaceholderColumns: dates.placeholders, dateOrders: dates.orders, firstDay: performed.span.first,
            lastDay: performed.span.last, performedByMonth: performed.months, lines: lines, archive: archive)
    }

    /// The rows of every part in order; what was read is given back on the way.
    private mutating func orderedParts(
        archive: SourceArchive, meanings: RowMeanings, dates: SettledDates, jobs: Int
    ) throws(AuditIssues) -> [OrderedRows] {
        let content = numberByContent()
        let grounds = OrderedRows.Grounds(
            lineBases: stretches.map(\.lineBase), numbers: stretches.map { $0.numbers.renumbered(by: content) },
            dates: dates,
            repeats: RepeatedOrders.Grounds(
                table, meanings: meanings, archive: archive, shared: SharedOrderIDs.among(stretches, jobs: jobs)),
            files: table.files.count)
        let waiting = Mutex((0..<PatientParts.count).map { part in stretches.map { $0.rows.parts[part] } })
        stretches = []
        let laid = isLaid ? spill : nil
        let parts = ParallelParts.done(PatientParts.count, jobs: jobs) {
            OrderedRows.Room(spill: laid)
        } _: { (part, room) -> Result<OrderedRows, AuditIssues> in
            // Held by nobody else, so that it can be given back on the way.
            Result { () throws(AuditIssues) in try OrderedRows(waiting.take(part), grounds, &room) }
        }
        var ordered: [OrderedRows] = []
        for part in parts { ordered.append(try part.get()) }
        return ordered
    }

    /// Makes one table of the parts; each is given back when it is done with.
    private mutating func join(_ parts: inout [OrderedRows], jobs: Int) throws(AuditIssues) {
        var starts: [(row: Int, patient: Int)] = []
        var count = 0
        for part in parts {
            starts.append((count, table.patients.count))
            for (row, spans) in part.duplicates { table.duplicates[count + row] = spans }
            table.patients += part.patients
            count += part.rows.count
        }
        let waiting = Mutex(parts.map(\.rows))
        parts = []
        var failure: AuditIssues?
        let bytes = count * MemoryLayout<OrderRow>.stride
        table.rows = unsafe [OrderRow](unsafeUninitializedCapacity: count) { buffer, initialized in
            if var spill, spill.exceeds(bytes + table.facts.bytes) {
                failure = unsafe spill.lay(UnsafeMutableRawBufferPointer(buffer), used: 0)
            }
            guard failure == nil, let first = buffer.baseAddress else { return }
            // Every thread writes rows of its own.
            nonisolated(unsafe) let place = unsafe first
            let begins = starts
            _ = ParallelParts.done(begins.count, jobs: jobs) { part in
                let rows = waiting.take(part)
                let (start, patient) = begins[part]
                for index in rows.indices {
                    var row = rows[index]
                    row.patient += UInt32(patient)
                    unsafe (place + start + index).initialize(to: row)
                }
            }
            initialized = count
        }
        if let failure { throw failure }
    }

    /// Moves the lines of a record that is no order of its own to where they belong.
    private mutating func account(for moved: OrderedRows.Moved) {
        lines[moved.file].order -= moved.lines
        switch moved.fate {
        case .duplicate:
            lines[moved.file].duplicate += moved.lines
            reconciliation.duplicates += 1
        case .superseded:
            lines[moved.file].superseded += moved.lines
            reconciliation.superseded += 1
        case .shared: lines[moved.file].quarantined += moved.lines
        }
    }

    /// Records of nothing but delimiters are blank, and sentences below the last order of a file are its footer: no rows.
    private mutating func takeFooters(_ archive: SourceArchive, _ lastLines: [UInt32]) {
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

extension Mutex {
    /// The array with this number, which is then no longer kept here.
    fileprivate borrowing func take<Element: Sendable>(_ number: Int) -> [Element] where Value == [[Element]] {
        withLock { value in
            let own = value[number]
            value[number] = []
            return own
        }
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
