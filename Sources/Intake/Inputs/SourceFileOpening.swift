import AuditModel
import CSVReading

extension SourceFile {
    /// Opens a source and finds dialect, header and columns. Throws what keeps it from being used.
    init(opening source: InputSource, settings: IntakeSettings, spellings: Spellings) throws(AuditIssues) {
        let name = source.name
        func issue(_ message: String, line: Int = 0) -> AuditIssues {
            AuditIssues(.input, [AuditIssue(file: name, line: line, message)])
        }
        let file = try reading(name) { () throws(ReadingError) in
            switch source {
            case .file(let path): try ByteFile(path: path)
            case .standardInput: try ByteFile(spoolingStandardInput: ())
            }
        }
        self.file = file
        if file.size == 0 { throw issue("is empty; expected a header line and orders") }
        let head = try reading(name) { () throws(ReadingError) in try file.bytes(at: 0, count: 1 << 16) }
        if head.contains(0) { throw issue("is not text; expected a CSV file") }
        let profile = settings.profile
        let dialect = Dialect(
            delimiter: profile?.delimiter ?? Self.delimiter(of: head), quote: profile?.quote ?? UInt8(ascii: "\""),
            escape: profile?.escape ?? .doubled)
        self.dialect = dialect
        let start: UInt64 = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let top = try reading(name) { () throws(ReadingError) in try Self.top(of: file, start, dialect) }
        guard let top else { throw issue("holds only blank lines; expected a header line and orders") }
        columns = ColumnMap(headings: top.headings, profile: profile, spellings: spellings)
        if let problem = Self.problem(with: columns, profile: profile) {
            throw issue(problem, line: Int(top.headerLine))
        }
        guard let data = top.data else { throw issue("has a header and no orders", line: Int(top.headerLine)) }
        dataOffset = data.offset
        dataLine = data.line
        input = InputFile(
            name: name, bytes: file.size, sha256: "", encoding: TextEncoding.utf8.rawValue,
            profile: columns.origin(profile: profile), rows: 0)
    }

    /// The headings and the first record behind them; nil where the file holds no record.
    private static func top(
        of file: ByteFile, _ start: UInt64, _ dialect: Dialect
    ) throws(ReadingError) -> (headings: [String], headerLine: UInt32, data: (offset: UInt64, line: UInt32)?)? {
        var reader = RecordReader(file, from: start, settings: .init(dialect: dialect, width: 0), blockBytes: 1 << 16)
        guard try reader.advance(), let header = reader.records.first else { return nil }
        let headings = (0..<header.width).map { column in
            String(decoding: reader.bytes[reader.fields[header.firstField + column].range], as: UTF8.self).trimmed
        }
        var second: Record? = reader.records.count > 1 ? reader.records[1] : nil
        if second == nil, try reader.advance() { second = reader.records.first }
        return (headings, header.line, second.map { ($0.offset, $0.line) })
    }

    /// The delimiter that stands most often outside quotes in the first line.
    private static func delimiter(of head: [UInt8]) -> UInt8 {
        var counts: [UInt8: Int] = [:]
        var isQuoted = false
        for byte in head {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == 0x0A || byte == 0x0D {
                if counts.isEmpty { continue }
                break
            }
            if [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|")].contains(byte) {
                counts[byte, default: 0] += 1
            }
        }
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? UInt8(ascii: ",")
    }

    /// Why the columns do not do, in words that begin with what the file has.
    private static func problem(with columns: ColumnMap, profile: Profile?) -> String? {
        if !columns.missing.isEmpty {
            let named = columns.missing.map { "'\($0)'" }.joined(separator: ", ")
            return "the profile names columns that the header does not have: \(named)"
        }
        if !columns.matches.contains(where: { $0 != nil }) {
            return "no known column in the header; name the columns in a profile (orderaudit profiles init FILE)"
        }
        guard !columns.lacking.isEmpty else { return nil }
        return "the header has no column for \(columns.lacking.joined(separator: ", ")); "
            + "name it in a profile (orderaudit profiles init FILE)"
    }
}
