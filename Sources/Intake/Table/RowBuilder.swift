import AuditModel
import CSVReading

/// Turns records into packed rows. One serves one thread; nothing is allocated for a row whose words it has seen.
struct RowBuilder<Reader: OrderTextReading & SendableMetatype> {
    private let cells: RowCells
    private let headings: KnownHeadings
    private let widths: (usual: Int, other: Int)
    private let delimiter: UInt8
    private let fileNumber: UInt16
    private let dateForms: DateForms
    private var statuses: MeaningCache<OrderStatus>
    private var sexes: MeaningCache<Sex>
    private var sides: MeaningCache<Laterality>
    private var modifiers: MeaningCache<(side: Laterality, isDiscontinued: Bool)>

    init(source: SourceFile, fileNumber: UInt16, meanings: RowMeanings) {
        cells = RowCells(source.columns, blanks: meanings.spellings.blanks)
        headings = KnownHeadings(source.columns, meanings.spellings)
        widths = source.widths
        delimiter = source.dialect.delimiter
        self.fileNumber = fileNumber
        dateForms = meanings.dateForms
        statuses = MeaningCache { meanings.status(of: $0) }
        sexes = MeaningCache { meanings.sex(of: $0) }
        sides = MeaningCache { meanings.side(of: $0) }
        modifiers = MeaningCache { meanings.modifiers(of: $0) }
    }

    /// Status words met that no list knows.
    var unknownStatusWords: Set<String> { Set(statuses.words(meaning: .unknown)).subtracting([""]) }

    /// Counts a record of several lines if one of them looks like a row: a quote too many may have swallowed it.
    func noteSwallowed(_ record: Record, _ place: Range<Int>, of bytes: Span<UInt8>, in table: inout ChunkTable) {
        let enough = max(3, widths.usual / 2)
        var isInner = false
        var delimiters = 0
        for index in place {
            switch bytes[index] {
            case 0x0A, 0x0D:
                isInner = true
                delimiters = 0
            case delimiter where isInner:
                delimiters += 1
            // In sentences there is a space before or behind the first comma.
            case 0x20 where delimiters == 0 || bytes[index - 1] == delimiter:
                isInner = false
            default: break
            }
            if isInner, delimiters >= enough {
                table.swallowing += 1
                if table.firstSwallowing == nil { table.firstSwallowing = record.line }
                return
            }
        }
    }

    /// Adds a record to `table`: as a row, as rejected, or as a header that stands again.
    mutating func add(
        _ record: Record, fields: [FieldRange], bytes: Span<UInt8>, reader: inout Reader, to table: inout ChunkTable
    ) {
        if record.width > 1, record.length == UInt64(record.width - 1) {
            // Nothing but delimiters, of which spreadsheets write many.
            table.blankLines += Int(record.lines)
            return
        }
        if record.kind == .unclosed, table.unclosedLine == nil { table.unclosedLine = record.line }
        let span = SourceSpan(
            file: fileNumber, line: record.line, offset: record.offset, length: UInt32(clamping: record.length))
        var row = OrderRow(source: span)
        var pending = ChunkTable.Pending(lines: record.lines)
        if let reason = read(record, fields, bytes, into: &row, &pending, &table) {
            switch reason == .recordTooLong ? .data : headings.role(of: record, fields, bytes) {
            case .data:
                table.rejected.append(.init(span: span, lines: record.lines, reason: reason))
            case .repeatedHeader: table.headerLines += Int(record.lines)
            case .otherHeader:
                table.otherTables.append(record.line)
                table.rejected.append(.init(span: span, lines: record.lines, reason: reason))
            }
            return
        }
        if record.kind == .repaired || record.kind == .unclosed {
            row.flags.insert(.repaired)
            table.repaired += 1
        }
        if DiagnosisCode.isMalformed(bytes.extracting(cells.value(.icd10, bytes))) { table.malformedCodes += 1 }
        row.facts = cells.lend(.indication, bytes) { indication in
            cells.lend(.priorFinding, bytes) { priorFinding in
                if !indication.isEmpty || !priorFinding.isEmpty { row.flags.insert(.hasText) }
                return reader.read(
                    indication: indication, priorFinding: priorFinding, icd10: bytes.extracting(cells[.icd10]),
                    ordered: row.placed, into: &table.facts)
            }
        }
        table.rows.append(row)
        table.pending.append(pending)
    }

    /// Fills the row from the record's cells; the reason where it cannot be an order.
    private mutating func read(
        _ record: Record, _ fields: [FieldRange], _ bytes: Span<UInt8>, into row: inout OrderRow,
        _ pending: inout ChunkTable.Pending, _ table: inout ChunkTable
    ) -> RejectionReason? {
        if record.kind == .tooLong || record.kind == .unclosed && record.width == 0 { return .recordTooLong }
        guard record.width == widths.usual || record.width == widths.other else { return .wrongColumnCount }
        cells.fill(record.firstField, fields, bytes)
        let orderID = cells.value(.orderID, bytes)
        let patientID = cells.value(.patientID, bytes)
        if orderID.isEmpty { return .missingOrderID }
        if patientID.isEmpty { return .missingPatientID }
        if cells.isShortenedNumber(orderID, bytes) || cells.isShortenedNumber(patientID, bytes) { return .shortenedID }
        if let reason = readTimes(bytes, into: &row, &pending, &table) { return reason }
        guard let exam = readExam(bytes, &table) else { return .missingExam }
        row.exam = exam
        readCodes(bytes, into: &row, &table)
        row.orderIDHash = ByteHash.hash64(bytes.extracting(orderID)) | 1
        let accession = cells.value(.accession, bytes)
        if cells.isShortenedNumber(accession, bytes) {
            table.shortenedAccessions += 1
        } else if !accession.isEmpty {
            row.accessionHash = ByteHash.hash64(bytes.extracting(accession)) | 1
        }
        let key = ByteHash.hash128(bytes.extracting(patientID))
        pending.patient = PatientKey(high: key.high, low: key.low)
        return nil
    }

    private func readTimes(
        _ bytes: Span<UInt8>, into row: inout OrderRow, _ pending: inout ChunkTable.Pending, _ table: inout ChunkTable
    ) -> RejectionReason? {
        let ordered = cells.lend(.orderedTime, bytes) { WrittenMoment.read($0, dateForms) }
        let performed = cells.lend(.performedTime, bytes) { WrittenMoment.read($0, dateForms) }
        switch (ordered, performed) {
        case (.unreadable, _): return .unreadableOrderTime
        case (_, .unreadable): return .unreadablePerformedTime
        case (.blank, .blank): return .missingTime
        default: break
        }
        if case .read(let written) = ordered {
            row.ordered = written.moment
            if let numbers = written.numbers, numbers.isOpen {
                pending.flags.insert(numbers.isDayTaken ? [.orderedOpen, .orderedDayTaken] : .orderedOpen)
            }
            table.evidence.ordered.note(written)
        }
        if case .read(let written) = performed {
            row.performed = written.moment
            if let numbers = written.numbers, numbers.isOpen {
                pending.flags.insert(numbers.isDayTaken ? [.performedOpen, .performedDayTaken] : .performedOpen)
            }
            table.evidence.performed.note(written)
        }
        switch WrittenMoment.read(bytes.extracting(cells.value(.birthDate, bytes)), dateForms) {
        case .blank: break
        case .unreadable: row.flags.insert(.ageConflict)
        case .read(let written):
            row.birth = written.moment.day
            if let numbers = written.numbers, numbers.isOpen {
                pending.flags.insert(numbers.isDayTaken ? [.birthOpen, .birthDayTaken] : .birthOpen)
            }
            if written.isCenturyOpen { pending.flags.insert(.birthCenturyOpen) }
            table.evidence.birth.note(written)
        }
        row.ageDays = ageInDays(bytes.extracting(cells.value(.age, bytes)))
        return nil
    }

    private mutating func readExam(_ bytes: Span<UInt8>, _ table: inout ChunkTable) -> UInt32? {
        var isMissing = true
        let code = cells.lend(.examCode, bytes) { cell in
            isMissing = cell.isEmpty
            return table.examCodes.intern(cell)
        }
        let description = cells.lend(.examDescription, bytes) { cell in
            isMissing = isMissing && cell.isEmpty
            return table.examDescriptions.intern(cell)
        }
        return isMissing ? nil : table.exams.intern(code, description)
    }

    private mutating func readCodes(_ bytes: Span<UInt8>, into row: inout OrderRow, _ table: inout ChunkTable) {
        var isBlank = false
        row.status = cells.lend(.status, bytes) { cell in
            isBlank = cell.isEmpty
            return statuses.meaning(of: cell)
        }
        row.sex = cells.lend(.sex, bytes) { sexes.meaning(of: $0) }
        row.laterality = cells.lend(.laterality, bytes) { sides.meaning(of: $0) }
        let modifier = cells.lend(.modifier, bytes) { modifiers.meaning(of: $0) }
        if row.laterality == .unspecified { row.laterality = modifier.side }
        if modifier.isDiscontinued {
            row.flags.insert(.discontinued)
            row.status = .cancelled
        }
        if row.status == .unknown {
            if isBlank { table.blankStatuses += 1 } else { table.unknownStatuses += 1 }
        }
        row.department = cells.lend(.department, bytes) { table.departments.intern16($0) }
        row.performingSite = cells.lend(.performingSite, bytes) { table.performingSites.intern16($0) }
        row.patientClass = cells.lend(.patientClass, bytes) { table.patientClasses.intern16($0) }
    }
}

extension ByteInterner {
    /// The same, for the 16-bit dictionaries of a table; what does not fit is the first word.
    mutating func intern16(_ value: Span<UInt8>) -> UInt16 { UInt16(exactly: intern(value)) ?? 0 }
}
