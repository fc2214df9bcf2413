/// A file's records written out as clean CSV: RFC 4180, UTF-8, comma, CR LF, quotes only where they are needed.
package struct CleanTable: Sendable {
    /// Where every line of the file went.
    package struct Account: Sendable, Equatable {
        package init(preambleLines: Int = 0) { self.preambleLines = preambleLines }

        package var records = 0
        package var preambleLines = 0
        package var repeatedHeaderLines = 0
        package var footerLines = 0
        package var blankLines = 0
        /// Records in which a stray quote was read as text.
        package var repaired = 0
    }

    package let text: TextFile
    package let layout: TableLayout

    /// Longest record that is converted, in bytes.
    private static let longestRecord = 4 << 20
    /// Lines at the end of a file that may be a footer.
    private static let longestFooter = 20

    package init(_ file: ByteFile, encoding: TextEncoding? = nil, dialect: Dialect? = nil) throws(ReadingError) {
        text = try TextFile(file, encoding: encoding)
        layout = TableLayout(
            sample: text.sample, isWhole: text.isSampleWhole, offset: text.offset, dialect: dialect)
    }

    /// Hands the table over in pieces. Rows keep the cells they have, more or fewer than the header.
    package func write(to append: ([UInt8]) throws(ReadingError) -> Void) throws(ReadingError) -> Account {
        var account = Account(preambleLines: layout.preambleLines)
        var reader = RecordReader(
            text.text, from: layout.tableOffset,
            settings: .init(
                dialect: layout.dialect, width: layout.width, maxRecordBytes: Self.longestRecord,
                keepsBlankLines: layout.width == 1))
        var output: [UInt8] = []
        var header: [UInt8]?
        var isHeaderOver = false
        var isHeaderNamed = false
        var held = HeldLines()
        var blanksBefore = 0
        while try reader.advance() {
            for record in reader.records {
                if record.kind == .tooLong || record.kind == .unclosed && record.width == 0 {
                    throw ReadingError(
                        "line \(Int(record.line) + layout.tableLine - 1): the record is longer than "
                            + "\(Self.longestRecord >> 20) MiB")
                }
                let fields = reader.fields[record.firstField..<(record.firstField + record.width)]
                let line = Self.line(fields, of: reader.bytes)
                if header == nil {
                    header = line
                    isHeaderNamed = Self.areNames(fields, of: reader.bytes)
                } else if !isHeaderOver || isHeaderNamed, layout.width > 1, line == header {
                    account.repeatedHeaderLines += Int(record.lines)
                    continue
                } else {
                    isHeaderOver = true
                }
                if record.kind == .repaired || record.kind == .unclosed { account.repaired += 1 }
                switch FooterLine(fields, of: reader.bytes, width: layout.width) {
                case .endMark:
                    account.blankLines += Int(record.lines)
                    continue
                case .some(let kind) where kind.canBegin || !held.entries.isEmpty:
                    held.append(line, record.lines, isNote: kind != .empty)
                    if held.entries.count > Self.longestFooter { flush(&held, &output, &account) }
                default:
                    flush(&held, &output, &account)
                    output += line
                    account.records += 1
                }
            }
            blanksBefore = reader.blankLines
            if output.count > 1 << 18 {
                try append(output)
                output.removeAll(keepingCapacity: true)
            }
        }
        if account.records == 0 || !held.holdsFooter { flush(&held, &output, &account) }
        account.footerLines = held.entries.reduce(0) { $0 + Int($1.lines) }
        account.blankLines += blanksBefore
        try append(output)
        return account
    }

    private func flush(_ held: inout HeldLines, _ output: inout [UInt8], _ account: inout Account) {
        for (line, _) in held.entries {
            output += line
            account.records += 1
        }
        held = HeldLines()
    }

    /// Whether cells are headings: different words, none a number or a date.
    private static func areNames(_ fields: ArraySlice<FieldRange>, of bytes: [UInt8]) -> Bool {
        let cells = fields.map { bytes[$0.range] }
        return cells.count > 2 && Set(cells).count == cells.count
            && cells.allSatisfy { !$0.isEmpty && !CellShape.isNumberOrDate($0) }
    }

    private static func line(_ fields: ArraySlice<FieldRange>, of bytes: [UInt8]) -> [UInt8] {
        var line: [UInt8] = []
        for (index, field) in fields.enumerated() {
            if index > 0 { line.append(UInt8(ascii: ",")) }
            let cell = bytes[field.range]
            let needsQuotes =
                cell.isEmpty && fields.count == 1
                || cell.contains { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 0x0A || $0 == 0x0D }
            guard needsQuotes else {
                line += cell
                continue
            }
            line.append(UInt8(ascii: "\""))
            for byte in cell {
                if byte == UInt8(ascii: "\"") { line.append(byte) }
                line.append(byte)
            }
            line.append(UInt8(ascii: "\""))
        }
        line += [0x0D, 0x0A]
        return line
    }
}
