package import AuditModel
import CSVReading

/// The inputs of a run, kept open so that what stands in them can be read again.
package final class SourceArchive: Sendable {
    private let files: [SourceFile]
    let maxRecordBytes: Int

    init(files: [SourceFile], maxRecordBytes: Int) {
        self.files = files
        self.maxRecordBytes = maxRecordBytes
    }

    /// A warning for every heading that stands over two columns of one file, of which the first is used.
    var repeatedHeadings: [AuditIssue] {
        files.flatMap { source in
            source.columns.repeated.map {
                AuditIssue(
                    .warning, file: source.input.name, line: Int(source.dataLine) - source.headerLines,
                    "the heading '\($0)' stands over two columns; the first one is read")
            }
        }
    }

    /// A reader of orders' cells for one thread.
    package func cells() -> OrderCells { OrderCells(files, maxRecordBytes: maxRecordBytes) }

    /// As `OrderCells.text`, for a single order.
    package func text(of span: SourceSpan) throws(AuditIssues) -> OrderText { try cells().text(of: span) }

    /// As `OrderCells.digest`, for a single order.
    func digest(of span: SourceSpan) -> UInt64 { cells().digest(of: span) }

    /// Whether two records say the same in all cells that are fields.
    func saysTheSame(_ a: SourceSpan, _ b: SourceSpan) -> Bool {
        if a.length == b.length, files[Int(a.file)].columns.headings == files[Int(b.file)].columns.headings,
            bytes(of: a, most: maxRecordBytes) == bytes(of: b, most: maxRecordBytes)
        {
            return true
        }
        return digest(of: a) == digest(of: b)
    }

    /// What a record is that is no order, when it stands below the last one: a sentence, alone or with nothing but
    /// delimiters behind it, or a word and a number, as below a sum.
    func isFooter(_ span: SourceSpan) -> Bool {
        let source = files[Int(span.file)]
        guard source.widths.usual > 2 else { return false }
        let text = bytes(of: span, most: 1 << 12)
        let cells = text.split(separator: source.dialect.delimiter).filter { cell in
            cell.contains { $0 > 0x20 && $0 != source.dialect.quote }
        }
        if cells.count == 1 { return cells[0].isSentence }
        return cells.count == 2 && text.first != source.dialect.delimiter && !cells[0].holdsDigits
            && cells[1].holdsDigits && !cells[1].holdsLetters
    }

    /// Whether a record is nothing but delimiters, spaces, empty quotes and the zeros or end mark of old systems, or a
    /// line ruled below a heading.
    func isBlank(_ span: SourceSpan) -> Bool {
        let dialect = files[Int(span.file)].dialect
        let text = bytes(of: span, most: 1 << 12)
        if text == [0x1A] { return true }
        if text.count > 3, text.allSatisfy({ $0 == dialect.delimiter || Self.ruling.contains($0) }) { return true }
        var at = 0
        while at < text.count {
            if text[at] == dialect.quote, dialect.quote != 0 {
                guard at + 1 < text.count, text[at + 1] == dialect.quote else { return false }
                at += 1
            } else if text[at] != dialect.delimiter, text[at] != 0x20, text[at] != 0x09, text[at] != 0 {
                return false
            }
            at += 1
        }
        return true
    }

    private static let ruling = Set("-=_+| ".utf8)

    /// The file and line a record came from: those of the export, also where it was put right in a quarantine table.
    func origin(of span: SourceSpan) -> SourceFile.Origin {
        let source = files[Int(span.file)]
        return source.origins[span.offset] ?? .init(file: source.input.name, line: Int(span.line))
    }

    /// The headings over a record, without the line end.
    func header(of span: SourceSpan) -> [UInt8] {
        var header = files[Int(span.file)].header[...]
        while header.last == 0x0A || header.last == 0x0D { header.removeLast() }
        return Array(header)
    }

    /// The bytes of a record as they came (behind conversion to UTF-8), at most `most`.
    func bytes(of span: SourceSpan, most: Int) -> [UInt8] {
        (try? files[Int(span.file)].file.bytes(at: span.offset, count: min(Int(span.length), most))) ?? []
    }
}

extension ArraySlice<UInt8> {
    /// Has words: three letters at least, and a space or colon.
    fileprivate var isSentence: Bool {
        count { ($0 | 0x20) &- 0x61 < 26 } > 2 && contains { $0 == 0x20 || $0 == UInt8(ascii: ":") }
    }

    fileprivate var holdsLetters: Bool { contains { ($0 | 0x20) &- 0x61 < 26 || $0 >= 0x80 } }
    fileprivate var holdsDigits: Bool { contains { $0 &- 0x30 < 10 } }
}
