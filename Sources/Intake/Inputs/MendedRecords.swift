import AuditModel
import CSVReading

/// A `quarantine.csv` of an earlier run, given again with its records put right.
struct MendedRecords {
    /// Where a record that is replaced stands.
    struct Place: Hashable, Sendable {
        var file: Int
        var line: UInt32
    }

    private static let headings = ["file", "line", "reason", "record"]

    /// The mended records as tables of their own, each like the file that its records come from.
    var sources: [SourceFile] = []
    var replaced: Set<Place> = []

    /// Nil where `file` is no such table.
    static func open(_ file: ByteFile, name: String) throws(AuditIssues) -> [Row]? {
        let text = try reading(name) { () throws(ReadingError) in try TextFile(file, encoding: nil) }
        let head = SampleRows(text.sample, isWhole: text.isSampleWhole, dialect: .standard, width: 4, most: 1)
        guard head.rows.first?.cells.map({ String(decoding: $0, as: UTF8.self) }) == headings else { return nil }
        return try reading(name) { () throws(ReadingError) in
            var rows: [Row] = []
            var reader = RecordReader(
                text.text, from: text.offset, settings: .init(dialect: .standard, width: 4, maxRecordBytes: 4 << 20))
            while try reader.advance() {
                for record in reader.records where record.width == 4 && record.kind != .tooLong {
                    func cell(_ column: Int) -> ArraySlice<UInt8> {
                        reader.bytes[reader.fields[record.firstField + column].range]
                    }
                    guard let line = UInt32(String(decoding: cell(1), as: UTF8.self)) else { continue }
                    rows.append(
                        Row(
                            file: String(decoding: cell(0), as: UTF8.self), line: line,
                            record: Array(withoutGuard(cell(3)))))
                }
            }
            return rows
        }
    }

    /// Without the apostrophe by which a table keeps spreadsheets from running a cell.
    private static func withoutGuard(_ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard cell.first == UInt8(ascii: "'"), let second = cell.dropFirst().first,
            [UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D].contains(second)
        else { return cell }
        return cell.dropFirst()
    }

    struct Row: Sendable {
        var file: String
        var line: UInt32
        var record: [UInt8]
    }

    /// `opened`: the files of the run, among which the records' own must be.
    init(_ rows: [Row], of original: ByteFile, name: String, among opened: [SourceFile]) throws(AuditIssues) {
        var issues: [AuditIssue] = []
        for (fileName, rows) in Dictionary(grouping: rows, by: \.file).sorted(by: { $0.key < $1.key }) {
            let owners = opened.indices.filter { opened[$0].input.name == fileName }
            guard owners.count == 1, let owner = owners.first else {
                issues.append(
                    AuditIssue(
                        file: name,
                        owners.isEmpty
                            ? "has records of '\(fileName)', whose header tells what they mean; give that file too"
                            : "has records of '\(fileName)', and several files of that name are given"))
                continue
            }
            let text = try reading(name) { () throws(ReadingError) in
                try ByteFile(spooling: { (append) throws(ReadingError) in
                    for row in rows { try append(row.record + [0x0A]) }
                })
            }
            var source = opened[owner]
            source.text = TextFile(utf8: text, of: original)
            source.dataOffset = 0
            source.dataLine = 1
            (source.preambleLines, source.headerLines, source.blankLines) = (0, 0, 0)
            source.input = InputFile(
                name: name, bytes: original.size, sha256: "", encoding: TextEncoding.utf8.rawValue,
                profile: source.input.profile, rows: 0)
            sources.append(source)
            for row in rows { replaced.insert(Place(file: owner, line: row.line)) }
        }
        guard issues.isEmpty else { throw AuditIssues(.input, issues) }
    }
}
