import AuditModel
import CSVReading

/// Turns records into packed rows. One serves one thread; nothing is allocated for a row whose words it has seen.
struct RowBuilder<Reader: OrderTextReading> {
    private let columns: FieldSlots
    private let meanings: RowMeanings
    private let width: Int
    private let fileNumber: UInt16
    private let dateOrder: Profile.DateOrder?
    private var statuses: MeaningCache<OrderStatus>
    private var sexes: MeaningCache<Sex>
    private var sides: MeaningCache<Laterality>
    private var modifiers: MeaningCache<(side: Laterality, isDiscontinued: Bool)>

    init(source: SourceFile, fileNumber: UInt16, meanings: RowMeanings, profile: Profile?) {
        columns = FieldSlots(source.columns)
        width = source.columns.width
        self.fileNumber = fileNumber
        self.meanings = meanings
        dateOrder = profile?.dateOrder
        statuses = MeaningCache { meanings.status(of: $0) }
        sexes = MeaningCache { meanings.sex(of: $0) }
        sides = MeaningCache { meanings.side(of: $0) }
        modifiers = MeaningCache { meanings.modifiers(of: $0) }
    }

    /// Adds the record to `table`, as a row or as rejected. `line` is the record's line in the file's stretch.
    mutating func add(
        _ record: Record, fields: [FieldRange], bytes: Span<UInt8>, reader: inout Reader, to table: inout ChunkTable
    ) {
        let span = SourceSpan(
            file: fileNumber, line: record.line, offset: record.offset,
            length: UInt32(clamping: record.length))
        func reject(_ reason: RejectionReason) { table.rejected.append(.init(span: span, reason: reason)) }

        if record.kind == .tooLong { return reject(.recordTooLong) }
        guard record.width == width else { return reject(.wrongColumnCount) }
        let columns = columns
        let cells = RowCells(slots: columns, firstField: record.firstField, fields: fields)
        let constants = columns.constantBytes.span

        let orderID = cells.identifier(.orderID, in: bytes, meanings)
        let patientID = cells.identifier(.patientID, in: bytes, meanings)
        if orderID.isEmpty { return reject(.missingOrderID) }
        if patientID.isEmpty { return reject(.missingPatientID) }
        let code = cells.identifier(.examCode, in: bytes, meanings)
        let description = cells.identifier(.examDescription, in: bytes, meanings)
        if code.isEmpty && description.isEmpty { return reject(.missingExam) }

        var row = OrderRow(source: span)
        var flags: ChunkTable.Pending.Flags = []
        switch WrittenMoment.read(bytes.extracting(cells.identifier(.orderedTime, in: bytes, meanings))) {
        case .blank: break
        case .unreadable: return reject(.unreadableOrderTime)
        case .read(let written):
            row.ordered = written.moment
            if written.isOrderOpen { flags.insert(.orderedOpen) }
            table.evidence.ordered.note(written)
        }
        switch WrittenMoment.read(bytes.extracting(cells.identifier(.performedTime, in: bytes, meanings))) {
        case .blank: break
        case .unreadable: return reject(.unreadablePerformedTime)
        case .read(let written):
            row.performed = written.moment
            if written.isOrderOpen { flags.insert(.performedOpen) }
            table.evidence.performed.note(written)
        }
        guard row.ordered.isKnown || row.performed.isKnown else { return reject(.missingTime) }
        switch WrittenMoment.read(bytes.extracting(cells.identifier(.birthDate, in: bytes, meanings))) {
        case .blank: break
        case .unreadable: row.flags.insert(.ageConflict)
        case .read(let written):
            row.birth = written.moment.day
            if written.isOrderOpen { flags.insert(.birthOpen) }
            if written.isCenturyOpen { flags.insert(.birthCenturyOpen) }
            table.evidence.birth.note(written)
        }
        row.ageDays = ageInDays(bytes.extracting(cells.identifier(.age, in: bytes, meanings)))

        let blank: Bool
        (row.status, blank) = cells.lend(.status, bytes, constants) { (statuses.meaning(of: $0), $0.isEmpty) }
        if row.status == .unknown {
            if blank { table.blankStatuses += 1 } else { table.unknownStatuses += 1 }
        }
        row.sex = cells.lend(.sex, bytes, constants) { sexes.meaning(of: $0) }
        row.laterality = cells.lend(.laterality, bytes, constants) { sides.meaning(of: $0) }
        let modifier = cells.lend(.modifier, bytes, constants) { modifiers.meaning(of: $0) }
        if row.laterality == .unspecified { row.laterality = modifier.side }
        if modifier.isDiscontinued {
            row.flags.insert(.discontinued)
            row.status = .cancelled
        }

        row.orderIDHash = ByteHash.hash64(bytes.extracting(orderID)) | 1
        let accession = cells.identifier(.accession, in: bytes, meanings)
        if !accession.isEmpty { row.accessionHash = ByteHash.hash64(bytes.extracting(accession)) | 1 }
        row.exam = table.exams.intern(
            table.examCodes.intern(bytes.extracting(code)),
            table.examDescriptions.intern(bytes.extracting(description)))
        row.department = cells.lend(.department, bytes, constants) { table.departments.intern16($0) }
        row.performingSite = cells.lend(.performingSite, bytes, constants) { table.performingSites.intern16($0) }
        row.patientClass = cells.lend(.patientClass, bytes, constants) { table.patientClasses.intern16($0) }
        if record.kind == .repaired {
            row.flags.insert(.repaired)
            table.repaired += 1
        }
        row.facts = reader.read(
            indication: bytes.extracting(cells.trimmed(.indication, in: bytes)),
            priorFinding: bytes.extracting(cells.trimmed(.priorFinding, in: bytes)),
            icd10: bytes.extracting(cells.trimmed(.icd10, in: bytes)), ordered: row.placed, into: &table.facts)

        let key = ByteHash.hash128(bytes.extracting(patientID))
        table.rows.append(row)
        table.pending.append(
            .init(
                patient: PatientKey(high: key.high, low: key.low), content: cells.digest(in: bytes), flags: flags))
    }
}

extension ByteInterner {
    /// The same, for the 16-bit dictionaries of a table; what does not fit is the empty word.
    mutating func intern16(_ value: Span<UInt8>) -> UInt16 { UInt16(exactly: intern(value)) ?? 0 }
}
