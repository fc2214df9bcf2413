package import AuditModel
import CSVReading

/// The inputs of a run, kept open so that an order's cells can be read again for a report.
package final class SourceArchive: Sendable {
    private let files: [SourceFile]
    private let maxRecordBytes: Int

    init(files: [SourceFile], maxRecordBytes: Int) {
        self.files = files
        self.maxRecordBytes = maxRecordBytes
    }

    /// The cells of the order at `span`. Throws where the input has changed or can no longer be read.
    package func text(of span: SourceSpan) throws(AuditIssues) -> OrderText {
        let source = files[Int(span.file)]
        var cells: [CanonicalField: String] = source.columns.constants
        try withRecord(at: span) { reader, record in
            for (slot, column) in source.columns.wantedColumns.enumerated() {
                guard let match = source.columns.matches[column] else { continue }
                let range = reader.fields[record.firstField + slot].range
                cells[match.field] = String(decoding: reader.bytes[range], as: UTF8.self).trimmed
            }
            for (field, columns) in source.columns.joined {
                let parts = columns.compactMap { source.columns.wantedColumns.firstIndex(of: $0) }.map { slot in
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
            cells.fill(record.firstField, reader.fields, bytes)
            digest = cells.digest(bytes)
        }
        return digest
    }

    /// Whether two records say the same in all cells that are fields.
    func saysTheSame(_ a: SourceSpan, _ b: SourceSpan) -> Bool {
        if a.length == b.length, files[Int(a.file)].columns.headings == files[Int(b.file)].columns.headings,
            bytes(of: a, most: maxRecordBytes) == bytes(of: b, most: maxRecordBytes)
        {
            return true
        }
        return digest(of: a) == digest(of: b)
    }

    private func withRecord(
        at span: SourceSpan, _ body: (borrowing RecordReader, Record) -> Void
    ) throws(AuditIssues) {
        let source = files[Int(span.file)]
        do throws(ReadingError) {
            var reader = RecordReader(
                source.file, from: span.offset, to: span.offset + 1,
                settings: source.settings(maxRecordBytes: maxRecordBytes), blockBytes: Int(span.length) + 256)
            guard try reader.advance(), let record = reader.records.first, record.kind != .tooLong else {
                throw ReadingError("has changed since it was read")
            }
            body(reader, record)
        } catch {
            throw AuditIssues(.input, [AuditIssue(file: source.input.name, line: Int(span.line), error.message)])
        }
    }

    /// Whether a record is a sentence without a delimiter, as stands below a table of several columns.
    func isFooter(_ span: SourceSpan) -> Bool {
        let source = files[Int(span.file)]
        let text = bytes(of: span, most: 1 << 12)
        return source.widths.usual > 2 && !text.contains(source.dialect.delimiter) && text.isSentence
    }

    /// The bytes of a record as they came (behind conversion to UTF-8), at most `most`.
    func bytes(of span: SourceSpan, most: Int) -> [UInt8] {
        (try? files[Int(span.file)].file.bytes(at: span.offset, count: min(Int(span.length), most))) ?? []
    }
}

extension [UInt8] {
    /// Has words: three letters at least, and a space or colon.
    fileprivate var isSentence: Bool {
        count { ($0 | 0x20) &- 0x61 < 26 } > 2 && contains { $0 == 0x20 || $0 == UInt8(ascii: ":") }
    }
}

extension String {
    /// Without spaces and tabs at both ends.
    var trimmed: String {
        guard let first = utf8.first, let last = utf8.last,
            [0x20, 0x09].contains(first) || [0x20, 0x09].contains(last)
        else { return self }
        return String(drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}
