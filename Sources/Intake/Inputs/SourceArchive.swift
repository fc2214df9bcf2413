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
        do throws(ReadingError) {
            var reader = RecordReader(
                source.file, from: span.offset, to: span.offset + 1,
                settings: source.settings(maxRecordBytes: maxRecordBytes), blockBytes: Int(span.length) + 256)
            guard try reader.advance(), let record = reader.records.first, record.kind != .tooLong else {
                throw ReadingError("has changed since it was read")
            }
            let wanted = source.columns.wantedColumns
            for (slot, column) in wanted.enumerated() {
                guard let match = source.columns.matches[column] else { continue }
                let range = reader.fields[record.firstField + slot].range
                cells[match.field] = String(decoding: reader.bytes[range], as: UTF8.self).trimmed
            }
        } catch {
            throw AuditIssues(
                .input, [AuditIssue(file: source.input.name, line: Int(span.line), error.message)])
        }
        return OrderText(cells: cells)
    }

    /// The bytes of a record as they came (behind conversion to UTF-8), at most `most`.
    func bytes(of span: SourceSpan, most: Int) -> [UInt8] {
        (try? files[Int(span.file)].file.bytes(at: span.offset, count: min(Int(span.length), most))) ?? []
    }
}

extension String {
    /// Without spaces and tabs at both ends.
    var trimmed: String {
        String(drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}
