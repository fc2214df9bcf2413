import AuditModel
import CSVReading

/// A `quarantine.csv` of an earlier run, given again with its records put right: beside the files that the records come
/// from, or alone.
struct MendedRecords {
    /// Where a record that is replaced stands.
    struct Place: Hashable, Sendable {
        var file: Int
        var line: UInt32
    }

    /// One record, put right.
    struct Row: Sendable {
        /// The file and line it came from, as an earlier run named them.
        var file: String
        var line: UInt32
        var record: [UInt8]
        /// The headings of its file.
        var header: [UInt8]
        /// Physical lines it takes in `quarantine.csv`.
        var lines: Int
        /// Given again later on, and not read here.
        var isReplaced = false
    }

    /// A file of mended records, opened.
    struct Table: Sendable {
        var name: String
        var original: ByteFile
        var rows: [Row]
        var blankLines: Int
    }

    private static let headings = ["file", "line", "reason", "record", "header"]

    /// The mended records as tables of their own, each like the file that its records come from.
    var sources: [SourceFile] = []
    var replaced: Set<Place> = []

    /// Nil where `file` is no such table; spreadsheets may have saved it with another delimiter.
    static func open(_ file: ByteFile, name: String) throws(AuditIssues) -> Table? {
        let text = try reading(name) { () throws(ReadingError) in try TextFile(file, encoding: nil) }
        for delimiter in [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09] {
            let dialect = Dialect(delimiter: delimiter)
            let head = SampleRows(text.sample, isWhole: text.isSampleWhole, dialect: dialect, width: 5, most: 1)
            let cells = head.rows.first?.cells.map { String(decoding: $0, as: UTF8.self).trimmed } ?? []
            guard cells.count >= 4, Array(headings.prefix(cells.count)) == cells else { continue }
            return try rows(of: text, name: name, dialect, width: cells.count)
        }
        return nil
    }

    private static func rows(
        of text: TextFile, name: String, _ dialect: Dialect, width: Int
    ) throws(AuditIssues) -> Table {
        var issues: [AuditIssue] = []
        let table = try reading(name) { () throws(ReadingError) in
            var table = Table(name: name, original: text.original, rows: [], blankLines: 0)
            var reader = RecordReader(
                text.text, from: text.offset, settings: .init(dialect: dialect, width: width, maxRecordBytes: 4 << 20))
            var isHeading = true
            while try reader.advance() {
                for record in reader.records {
                    if isHeading {
                        isHeading = false
                        continue
                    }
                    func cell(_ column: Int) -> ArraySlice<UInt8> {
                        reader.bytes[reader.fields[record.firstField + column].range]
                    }
                    guard record.width == width, record.kind == .regular,
                        let line = UInt32(String(decoding: cell(1), as: UTF8.self).trimmed)
                    else {
                        issues.append(
                            AuditIssue(
                                file: name, line: Int(record.line),
                                "is no row of a quarantine table; expected \(headings.prefix(width).joined(separator: ", "))"
                            ))
                        continue
                    }
                    table.rows.append(
                        Row(
                            file: String(decoding: cell(0), as: UTF8.self), line: line,
                            record: Array(withoutGuard(cell(3))),
                            header: width > 4 ? Array(withoutGuard(cell(4))) : [], lines: Int(record.lines)))
                }
            }
            table.blankLines = reader.blankLines
            return table
        }
        guard issues.isEmpty else { throw AuditIssues(.input, issues) }
        return table
    }

    /// Without the apostrophe by which a table keeps spreadsheets from running a cell.
    private static func withoutGuard(_ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard cell.first == UInt8(ascii: "'"), let sign = cell.dropFirst().first(where: { $0 != 0x20 }),
            [UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D, 0x0A, 0xEF]
                .contains(sign)
        else { return cell }
        return cell.dropFirst()
    }

    /// Of a record that several tables give, the last one holds.
    static func settle(_ tables: inout [Table]) {
        struct Origin: Hashable {
            var file: String
            var line: UInt32
        }
        var seen: Set<Origin> = []
        for table in tables.indices.reversed() {
            for row in tables[table].rows.indices.reversed() {
                let origin = Origin(file: tables[table].rows[row].file, line: tables[table].rows[row].line)
                tables[table].rows[row].isReplaced = !seen.insert(origin).inserted
            }
        }
    }

    /// `opened`: the files of the run, among which the records' own may be; without it, their headings tell what they mean.
    init(
        _ table: Table, among opened: [SourceFile], settings: IntakeSettings, spellings: Spellings
    ) throws(AuditIssues) {
        var issues: [AuditIssue] = []
        struct Group: Hashable {
            var file: String
            var header: [UInt8]
        }
        let groups = Dictionary(grouping: table.rows) { row in
            let isOwn = opened.contains { $0.input.name == row.file }
            return Group(file: row.file, header: isOwn ? [] : row.header)
        }
        var isFirst = true
        for (group, rows) in groups.sorted(by: { ($0.key.file, $0.value[0].line) < ($1.key.file, $1.value[0].line) }) {
            let owners = opened.indices.filter { opened[$0].input.name == group.file }
            guard owners.count == 1 || (owners.isEmpty && !group.header.isEmpty) else {
                issues.append(
                    AuditIssue(
                        file: table.name,
                        owners.isEmpty
                            ? "has records of '\(group.file)', whose header tells what they mean; give that file too"
                            : "has records of '\(group.file)', and several files of that name are given"))
                continue
            }
            do throws(AuditIssues) {
                var source = try Self.source(
                    rows, of: table, like: owners.first.map { opened[$0] }, settings: settings, spellings: spellings)
                if isFirst {
                    source.headerLines += 1
                    source.blankLines = table.blankLines
                }
                source.dataLine = UInt32(1 + source.headerLines + source.blankLines + source.replacedLines)
                isFirst = false
                sources.append(source)
                if let owner = owners.first { for row in rows { replaced.insert(Place(file: owner, line: row.line)) } }
            } catch {
                issues += error.issues
            }
        }
        guard issues.isEmpty else { throw AuditIssues(.input, issues) }
    }

    private static func source(
        _ rows: [Row], of table: Table, like owner: SourceFile?, settings: IntakeSettings, spellings: Spellings
    ) throws(AuditIssues) -> SourceFile {
        let header = owner == nil ? rows[0].header + [0x0A] : []
        var origins: [UInt64: SourceFile.Origin] = [:]
        let text = try reading(table.name) { () throws(ReadingError) in
            try ByteFile(spooling: { (append) throws(ReadingError) in
                var offset = UInt64(header.count)
                try append(header)
                for row in rows where !row.isReplaced {
                    origins[offset] = SourceFile.Origin(file: row.file, line: Int(row.line))
                    offset += UInt64(row.record.count) + 1
                    try append(row.record + [0x0A])
                }
            })
        }
        var source: SourceFile
        if let owner {
            source = owner
            source.dataOffset = 0
        } else {
            var settings = settings
            settings.profile?.headerLine = nil
            source = try SourceFile(
                text, name: table.name, encoding: .utf8, settings: settings, spellings: spellings)
        }
        source.text = TextFile(utf8: text, of: table.original)
        source.origins = origins
        source.preambleLines = 0
        source.blankLines = 0
        // What a row takes beyond its record are the lines of headings beside it.
        source.headerLines = rows.reduce(0) { $0 + max(0, $1.lines - $1.record.lineCount) }
        source.replacedRows = rows.count(where: \.isReplaced)
        source.replacedLines = rows.reduce(0) { $0 + ($1.isReplaced ? $1.record.lineCount : 0) }
        source.input = InputFile(
            name: table.name, bytes: table.original.size, sha256: "", encoding: TextEncoding.utf8.rawValue,
            profile: source.input.profile, rows: source.replacedRows)
        return source
    }
}

extension [UInt8] {
    /// Physical lines of a record without its line end.
    fileprivate var lineCount: Int {
        var lines = 1
        for (index, byte) in enumerated()
        where byte == 0x0A || (byte == 0x0D && (index + 1 == count || self[index + 1] != 0x0A)) {
            lines += 1
        }
        return lines
    }
}
