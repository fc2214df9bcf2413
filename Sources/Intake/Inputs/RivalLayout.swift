import AuditModel
import CSVReading

/// Another dialect in which a file's header is understood as well and in which its rows say something else.
struct RivalLayout {
    /// What a profile says to have the file read so, and so as it would have been.
    let line: String
    let otherLine: String

    /// Nil where the reading in `layout` has no rival: a guess is taken only where the evidence is clear.
    init?(of layout: TableLayout, _ header: HeaderSearch, text: TextFile, spellings: Spellings) {
        let rows = Self.data(layout, header)
        let fitting = rows.count { $0.cells.count == header.columns.width && !$0.isRepaired }
        for dialect in DialectDetection.candidates(in: text.sample) {
            var dialect = dialect
            dialect.skipsSpaces = layout.dialect.skipsSpaces
            if dialect == layout.dialect { continue }
            let other = TableLayout(
                sample: text.sample, isWhole: text.isSampleWhole, offset: text.offset, dialect: dialect)
            guard let otherHeader = HeaderSearch(other, profile: nil, spellings: spellings),
                otherHeader.columns.isSufficient
            else { continue }
            let otherRows = Self.data(other, otherHeader)
            let otherFitting = otherRows.count { $0.cells.count == otherHeader.columns.width && !$0.isRepaired }
            guard otherFitting * 10 >= fitting * 9, otherFitting > 0 else { continue }
            let differing = zip(rows, otherRows).count { $0.cells != $1.cells }
            guard differing * 10 >= rows.count else { continue }
            (line, otherLine) = Self.lines(layout.dialect, dialect)
            return
        }
        return nil
    }

    private static func data(_ layout: TableLayout, _ header: HeaderSearch) -> [SampleRows.Row] {
        layout.rows[(header.first + header.count)...].filter { !$0.isBlank }
    }

    private static func lines(_ a: Dialect, _ b: Dialect) -> (String, String) {
        if a.delimiter != b.delimiter { return ("delimiter: \(name(a.delimiter))", "delimiter: \(name(b.delimiter))") }
        if a.quote != b.quote { return ("quote: \(name(a.quote))", "quote: \(name(b.quote))") }
        return ("escape: \(a.escape.rawValue)", "escape: \(b.escape.rawValue)")
    }

    private static func name(_ byte: UInt8) -> String {
        if let word = Dialect.word(for: byte) { return word }
        return switch byte {
        case UInt8(ascii: "\""): "'\"'"
        case UInt8(ascii: "'"): "\"'\""
        default: "\"\(String(UnicodeScalar(byte)))\""
        }
    }
}
