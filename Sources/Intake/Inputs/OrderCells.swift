package import AuditModel
import CSVReading

/// Reads orders' cells again from the inputs of a run, by one thread, reusing its buffers.
package final class OrderCells {
    /// What tells an order: the bytes of its cells as text.
    package struct Identifiers {
        package var patient: String
        package var order: String

        package init(patient: String, order: String) {
            self.patient = patient
            self.order = order
        }
    }

    /// A file's reader, made when it is first needed.
    private final class OpenFile {
        var reader: RecordReader
        init(_ reader: consuming RecordReader) { self.reader = reader }
    }

    private let files: [SourceFile]
    private let maxRecordBytes: Int
    private var open: [OpenFile?]
    /// By file: places of patient and order id among the cells that the reader lends; nil where they are no plain column.
    private let places: [(patient: Int?, order: Int?)]

    init(_ files: [SourceFile], maxRecordBytes: Int) {
        self.files = files
        self.maxRecordBytes = maxRecordBytes
        open = files.map { _ in nil }
        places = files.map { source in
            let wanted = source.columns.wantedColumns
            func place(_ field: CanonicalField) -> Int? {
                guard source.columns.joined[field] == nil, source.columns.constants[field] == nil else { return nil }
                return source.columns.column(of: field).flatMap { wanted.firstIndex(of: $0) }
            }
            return (place(.patientID), place(.orderID))
        }
    }

    /// The identifiers of the order at `span`. Throws where the input has changed or can no longer be read.
    package func identifiers(of span: SourceSpan) throws(AuditIssues) -> Identifiers {
        guard let patient = places[Int(span.file)].patient, let order = places[Int(span.file)].order else {
            let text = try text(of: span, in: [.patientID, .orderID])
            return Identifiers(patient: text[.patientID], order: text[.orderID])
        }
        var identifiers = Identifiers(patient: "", order: "")
        try withRecord(at: span) { reader, record in
            identifiers.patient = reader.text(record.firstField + patient)
            identifiers.order = reader.text(record.firstField + order)
        }
        return identifiers
    }

    /// What stands in these fields of the order at `span`. Throws where the input has changed or can no longer be read.
    package func text(
        of span: SourceSpan, in fields: [CanonicalField] = CanonicalField.allCases
    ) throws(AuditIssues) -> OrderText {
        let columns = files[Int(span.file)].columns
        var cells = columns.constants
        try withRecord(at: span) { reader, record in
            for (slot, column) in columns.wantedColumns.enumerated() {
                guard let match = columns.matches[column], fields.contains(match.field) else { continue }
                cells[match.field] = reader.text(record.firstField + slot)
            }
            for (field, joined) in columns.joined where fields.contains(field) {
                let parts = joined.compactMap { columns.wantedColumns.firstIndex(of: $0) }.map { slot in
                    String(decoding: reader.bytes[reader.fields[record.firstField + slot].range], as: UTF8.self)
                }
                cells[field] = parts.filter { !$0.isEmpty }.joined(separator: " ")
            }
        }
        return OrderText(cells: cells)
    }

    /// One number for what the order's cells say: equal for a row that was sent again unchanged. 0 where the input can
    /// no longer be read.
    func digest(of span: SourceSpan) -> UInt64 {
        var digest: UInt64 = 0
        try? withRecord(at: span) { reader, record in
            let cells = RowCells(files[Int(span.file)].columns, blanks: [])
            let bytes = reader.bytes.span
            cells.turn(to: record.firstField, reader.fields, bytes)
            digest = cells.digest(reader.fields, bytes)
        }
        return digest
    }

    private func withRecord(
        at span: SourceSpan, _ body: (borrowing RecordReader, Record) -> Void
    ) throws(AuditIssues) {
        let number = Int(span.file)
        do throws(ReadingError) {
            let file = open[number] ?? opened(number)
            file.reader.restart(at: span.offset, length: Int(span.length))
            guard try file.reader.advance(), let record = file.reader.records.first, record.kind != .tooLong else {
                throw ReadingError("has changed since it was read")
            }
            body(file.reader, record)
        } catch {
            throw AuditIssues(.input, [AuditIssue(file: files[number].input.name, line: Int(span.line), error.message)])
        }
    }

    private func opened(_ number: Int) -> OpenFile {
        let source = files[number]
        let file = OpenFile(
            RecordReader(
                source.file, settings: source.settings(maxRecordBytes: maxRecordBytes), blockBytes: 1 << 8))
        open[number] = file
        return file
    }
}

extension RecordReader {
    /// What a cell that is lent says, without its margins.
    fileprivate borrowing func text(_ field: Int) -> String {
        String(decoding: bytes[fields[field].range], as: UTF8.self).trimmed.said
    }
}
