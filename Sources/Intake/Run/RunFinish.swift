import AuditModel
import Synchronization

extension RunAssembly {
    /// Sorts the rows, finds rows that are the same order, and closes the account. Throws where the table can not be laid
    /// into files.
    mutating func finish(
        archive: SourceArchive, meanings: RowMeanings, dates: SettledDates, jobs: Int
    ) throws(AuditIssues) -> IntakeResult {
        let parts = try order(archive: archive, meanings: meanings, dates: dates, jobs: jobs)
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
            table: table, reconciliation: reconciliation, quarantine: quarantine,
            notes: archive.repeatedHeadings + notes(dates.placeholders),
            statusWords: meanings.statusWordsInForce, unknownStatusWords: unknownStatusWords.sorted(),
            timePlaceholderColumns: dates.placeholders, dateOrders: dates.orders, firstDay: performed.span.first,
            lastDay: performed.span.last, performedByMonth: performed.months, lines: lines, archive: archive)
    }

    /// Puts the rows of every part in order, as one table; what was read is given back on the way.
    private mutating func order(
        archive: SourceArchive, meanings: RowMeanings, dates: SettledDates, jobs: Int
    ) throws(AuditIssues) -> [OrderedRows] {
        let grounds = OrderedRows.Grounds(
            numbers: numberByContent(), dates: dates,
            repeats: RepeatedOrders.Grounds(
                table, meanings: meanings, archive: archive, shared: SharedOrderIDs.among(rows, jobs: jobs)),
            files: table.files.count)
        var starts = [0]
        for part in rows.parts { starts.append(starts[starts.count - 1] + part.reduce(0) { $0 + $1.count }) }
        let waiting = Mutex(rows.parts)
        rows = PatientParts()
        var parts: [OrderedRows] = []
        var failure: AuditIssues?
        let count = starts[starts.count - 1]
        table.rows = unsafe [OrderRow](unsafeUninitializedCapacity: count) { buffer, initialized in
            if var spill, spill.exceeds(count * MemoryLayout<OrderRow>.stride + table.facts.bytes) {
                failure = unsafe spill.lay(UnsafeMutableRawBufferPointer(buffer), used: 0)
            }
            if failure != nil { return }
            // Every thread writes rows of its own.
            nonisolated(unsafe) let room = unsafe buffer
            parts = ParallelParts.done(PatientParts.count, jobs: jobs, start: { OrderedRows.Room(grounds) }) {
                [starts] part, state in
                var rows = unsafe OutputSpan(
                    buffer: UnsafeMutableBufferPointer(rebasing: room[starts[part]..<starts[part + 1]]),
                    initializedCount: 0)
                // Held by nobody else, so that it can be changed, and given back on the way.
                let ordered = OrderedRows(waiting.take(part), grounds, &state, to: &rows)
                _ = unsafe rows.finalize(
                    for: UnsafeMutableBufferPointer(rebasing: room[starts[part]..<starts[part + 1]]))
                return ordered
            }
            unsafe close(parts, starts, buffer)
            initialized = parts.reduce(0) { $0 + $1.count }
        }
        if let failure { throw failure }
        return parts
    }

    /// Closes the ranks between the parts' rows, which begin at `starts`, and numbers their patients through.
    private mutating func close(
        _ parts: [OrderedRows], _ starts: [Int], _ rows: UnsafeMutableBufferPointer<OrderRow>
    ) {
        var end = 0
        for (part, start) in zip(parts, starts) {
            let patients = UInt32(table.patients.count)
            for (row, spans) in part.duplicates { table.duplicates[end + row] = spans }
            for row in start..<start + part.count {
                unsafe rows[end] = rows[row]
                unsafe rows[end].patient += patients
                end += 1
            }
            table.patients += part.patients
        }
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
        if blankStatuses > 0, blankStatuses >= table.rows.count {
            notes.append(
                AuditIssue(
                    .warning,
                    "no row has a status, so no order counts as completed; name its column in a profile, or, for an export of performed exams only, constants: { status: Completed }"
                ))
        } else if blankStatuses > 0 {
            notes.append(AuditIssue(.note, "\(blankStatuses) rows have no status"))
        }
        if unknownStatuses > 0 {
            notes.append(
                AuditIssue(
                    .warning,
                    "\(unknownStatuses) rows have a status word that no list knows; name it in the profile or site (orderaudit preview FILE --show-values shows it)"
                ))
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
