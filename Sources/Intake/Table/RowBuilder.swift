import AuditModel
import CSVReading

/// Turns records into packed rows. One serves one thread; nothing is allocated for a row whose words it has seen. A class,
/// because a structure of so many parts is copied, reference by reference, wherever a closure looks into it.
final class RowBuilder {
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
        var first = place.lowerBound
        while first < place.upperBound, bytes[first] != 0x0A, bytes[first] != 0x0D { first += 1 }
        for index in first..<place.upperBound {
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

    /// Adds a record to `table`: as a row whose texts are still to be read, as rejected, or as a header that stands again.
    /// True: as a row.
    func add(
        _ record: Record, fields: [FieldRange], bytes: Span<UInt8>, to table: inout ChunkTable
    ) -> Bool {
        if record.width > 1, record.length == UInt64(record.width - 1) {
            // Nothing but delimiters, of which spreadsheets write many.
            table.blankLines += Int(record.lines)
            return false
        }
        if case .unclosed = record.kind, table.unclosedLine == nil { table.unclosedLine = record.line }
        let span = SourceSpan(
            file: fileNumber, line: record.line, offset: record.offset, length: UInt32(clamping: record.length))
        var read = ReadRow(row: OrderRow(source: span), lines: record.lines)
        if let reason = fill(&read, from: record, fields, bytes, &table) {
            switch reason == .recordTooLong ? .data : headings.role(of: record, fields, bytes) {
            case .data:
                table.rejected.append(.init(span: span, lines: record.lines, reason: reason))
            case .repeatedHeader: table.headerLines += Int(record.lines)
            case .otherHeader:
                table.otherTables.append(record.line)
                table.rejected.append(.init(span: span, lines: record.lines, reason: reason))
            }
            return false
        }
        switch record.kind {
        case .repaired, .unclosed:
            read.row.flags.insert(.repaired)
            table.repaired += 1
        case .regular, .tooLong: break
        }
        table.rows.append(read)
        table.orderLines += Int(record.lines)
        return true
    }

    /// Reads the texts of the record that stands in `table` as row number `row`.
    func readTexts<Reader: OrderTextReading>(
        of record: Record, row: Int, fields: [FieldRange], bytes: Span<UInt8>, reader: inout Reader,
        in table: inout ChunkTable
    ) {
        cells.turn(to: record.firstField, fields, bytes)
        if DiagnosisCode.isMalformed(bytes.extracting(cells.value(.icd10, fields, bytes))) { table.malformedCodes += 1 }
        let icd10 = cells.range(.icd10, fields, bytes)
        let ordered = table.rows[row].row.placed
        cells.lend(.indication, fields, bytes) { lent, indication in
            let indication = lent.extracting(indication)
            cells.lend(.priorFinding, fields, bytes) { lent, priorFinding in
                if !indication.isEmpty || !priorFinding.isEmpty { table.rows[row].row.flags.insert(.hasText) }
                table.rows[row].row.facts = reader.read(
                    indication: indication, priorFinding: lent.extracting(priorFinding),
                    icd10: bytes.extracting(icd10), ordered: ordered, into: &table.facts)
            }
        }
    }

    /// Fills the row from the record's cells; the reason where it cannot be an order.
    private func fill(
        _ read: inout ReadRow, from record: Record, _ fields: [FieldRange], _ bytes: Span<UInt8>,
        _ table: inout ChunkTable
    ) -> RejectionReason? {
        switch record.kind {
        case .tooLong: return .recordTooLong
        case .unclosed where record.width == 0: return .recordTooLong
        case .unclosed, .repaired, .regular: break
        }
        guard record.width == widths.usual || record.width == widths.other else { return .wrongColumnCount }
        cells.turn(to: record.firstField, fields, bytes)
        let orderID = cells.value(.orderID, fields, bytes)
        let patientID = cells.value(.patientID, fields, bytes)
        if orderID.isEmpty { return .missingOrderID }
        if patientID.isEmpty { return .missingPatientID }
        if cells.isShortenedNumber(orderID, bytes) || cells.isShortenedNumber(patientID, bytes) { return .shortenedID }
        if let reason = readTimes(fields, bytes, into: &read, &table) { return reason }
        guard let exam = readExam(fields, bytes, &table) else { return .missingExam }
        read.row.exam = exam
        readCodes(fields, bytes, into: &read.row, &table)
        read.row.orderID = IdentifierCode(bytes.extracting(orderID)) { ByteHash.hash64($0) }
        let accession = cells.value(.accession, fields, bytes)
        if cells.isShortenedNumber(accession, bytes) {
            table.shortenedAccessions += 1
        } else if !accession.isEmpty {
            read.row.accessionHash = ByteHash.hash64(bytes.extracting(accession)) | 1
        }
        read.patient = PatientKey(
            hash: ByteHash.hash64(bytes.extracting(patientID), seed: 0xE703_7ED1_A0B4_28DB),
            id: IdentifierCode(bytes.extracting(patientID)) { ByteHash.hash64($0, seed: 0x5897_89E3_2F4C_6A1D) })
        return nil
    }

    private func readTimes(
        _ fields: [FieldRange], _ bytes: Span<UInt8>, into read: inout ReadRow, _ table: inout ChunkTable
    ) -> RejectionReason? {
        let ordered = cells.lend(.orderedTime, fields, bytes) { WrittenMoment.read($0.extracting($1), dateForms) }
        let performed = cells.lend(.performedTime, fields, bytes) { WrittenMoment.read($0.extracting($1), dateForms) }
        switch (ordered, performed) {
        case (.unreadable, _): return .unreadableOrderTime
        case (_, .unreadable): return .unreadablePerformedTime
        case (.blank, .blank): return .missingTime
        default: break
        }
        if case .read(let written) = ordered {
            read.row.ordered = written.moment
            if let numbers = written.numbers, numbers.isOpen {
                read.flags.insert(numbers.isDayTaken ? [.orderedOpen, .orderedDayTaken] : .orderedOpen)
            }
            table.evidence.ordered.note(written)
        }
        if case .read(let written) = performed {
            read.row.performed = written.moment
            if let numbers = written.numbers, numbers.isOpen {
                read.flags.insert(numbers.isDayTaken ? [.performedOpen, .performedDayTaken] : .performedOpen)
            }
            table.evidence.performed.note(written)
        }
        switch WrittenMoment.read(bytes.extracting(cells.value(.birthDate, fields, bytes)), dateForms) {
        case .blank: break
        case .unreadable: read.row.flags.insert(.ageConflict)
        case .read(let written):
            read.row.birth = written.moment.day
            if let numbers = written.numbers, numbers.isOpen {
                read.flags.insert(numbers.isDayTaken ? [.birthOpen, .birthDayTaken] : .birthOpen)
            }
            if written.isCenturyOpen { read.flags.insert(.birthCenturyOpen) }
            table.evidence.birth.note(written)
        }
        read.row.ageDays = ageInDays(bytes.extracting(cells.value(.age, fields, bytes)))
        return nil
    }

    private func readExam(
        _ fields: [FieldRange], _ bytes: Span<UInt8>, _ table: inout ChunkTable
    ) -> UInt32? {
        var isMissing = true
        let code = cells.lend(.examCode, fields, bytes) { bytes, cell in
            isMissing = cell.isEmpty
            return table.words.examCodes.intern(bytes, cell)
        }
        let description = cells.lend(.examDescription, fields, bytes) { bytes, cell in
            isMissing = isMissing && cell.isEmpty
            // A code nearly always has one description.
            if let usual = table.words.exams.latest(with: code), table.words.examDescriptions.says(usual, bytes, cell) {
                return usual
            }
            return table.words.examDescriptions.intern(bytes, cell)
        }
        return isMissing ? nil : table.words.exams.intern(code, description)
    }

    private func apply(_ modifier: (side: Laterality, isDiscontinued: Bool), to row: inout OrderRow) {
        if row.laterality == .unspecified { row.laterality = modifier.side }
        guard modifier.isDiscontinued else { return }
        row.flags.insert(.discontinued)
        row.status = .cancelled
    }

    private func readCodes(
        _ fields: [FieldRange], _ bytes: Span<UInt8>, into row: inout OrderRow, _ table: inout ChunkTable
    ) {
        var isBlank = false
        row.status = cells.lend(.status, fields, bytes) { bytes, cell in
            isBlank = cell.isEmpty
            return statuses.meaning(of: bytes, cell)
        }
        row.sex = cells.lend(.sex, fields, bytes) { sexes.meaning(of: $0, $1) }
        row.laterality = cells.lend(.laterality, fields, bytes) { sides.meaning(of: $0, $1) }
        apply(cells.lend(.modifier, fields, bytes) { modifiers.meaning(of: $0, $1) }, to: &row)
        let behindCode = cells.lend(.examCode, fields, bytes) { bytes, cell in
            ProcedureCode.modifiers(in: bytes, cell).map { modifiers.meaning(of: bytes, $0) }
        }
        if let behindCode { apply(behindCode, to: &row) }
        if row.status == .unknown {
            if isBlank { table.blankStatuses += 1 } else { table.unknownStatuses += 1 }
        }
        row.department = cells.lend(.department, fields, bytes) { table.words.departments.intern16($0, $1) }
        row.performingSite = cells.lend(.performingSite, fields, bytes) { table.words.performingSites.intern16($0, $1) }
        row.patientClass = cells.lend(.patientClass, fields, bytes) { table.words.patientClasses.intern16($0, $1) }
    }
}

extension ByteInterner {
    /// The same, for the 16-bit dictionaries of a table; what does not fit is the first word.
    mutating func intern16(_ bytes: Span<UInt8>, _ cell: Range<Int>) -> UInt16 {
        UInt16(exactly: intern(bytes, cell)) ?? 0
    }
}
