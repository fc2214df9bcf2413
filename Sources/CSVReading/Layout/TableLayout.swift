/// How a file's first table lies: what stands before it, its width and where it begins.
package struct TableLayout: Sendable {
    package var dialect: Dialect
    /// Cells of most rows.
    package var width: Int
    /// Where the header, or the first record of a table without one, begins.
    package var tableOffset: UInt64
    package var tableLine: Int
    /// Lines before it that are no part of the table, blank ones among them.
    package var preambleLines: Int
    /// The records at the beginning of the file, blank ones and those of the preamble among them; offsets and lines count
    /// from the beginning of the file.
    package var rows: [SampleRows.Row]
    /// Whether nearly all rows have one width and none a stray quote: no other dialect need be tried.
    package var isRegular: Bool {
        let regular = rows.count { $0.cells.count == width && !$0.isRepaired }
        return width > 1 && regular * 20 >= rows.count * 19
    }
    /// Whether the rows reach to the end of a file of this many bytes; the sample ends before a record that is very long.
    package func isWhole(of size: UInt64) -> Bool { rows.last.map { $0.end >= Int(size) } ?? false }
    /// Lines that say how the file is to be read, such as Excel's `sep=;`.
    package var instructionLines: Int

    /// Looks at the beginning of a file, behind its byte order mark. `dialect` is taken as given where it is.
    package init(sample: [UInt8], isWhole: Bool, offset: UInt64, dialect given: Dialect? = nil) {
        var sample = sample[...]
        var offset = offset
        var line = 1
        var stated: UInt8?
        // Excel's own first line: sep=;
        if let (delimiter, length) = Self.statedDelimiter(sample) {
            stated = delimiter
            sample = sample.dropFirst(length)
            offset += UInt64(length)
            line = 2
        }
        let bytes = Array(sample)
        var dialect = given ?? DialectDetection(sample: bytes, isWhole: isWhole).dialect
        if given == nil, let stated { dialect.delimiter = stated }
        let first = SampleRows(bytes, isWhole: isWhole, dialect: dialect, width: 0, most: Self.depth).rows
        width = Self.width(of: first)
        let all = SampleRows(bytes, isWhole: isWhole, dialect: dialect, width: width, most: Self.depth).rows
        let start = Self.tableStart(all, width: width)
        rows = all
        for index in rows.indices {
            rows[index].line += line - 1
            rows[index].start += Int(offset)
            rows[index].end += Int(offset)
        }
        tableOffset = offset + UInt64(start < all.count ? all[start].start : bytes.count)
        tableLine = start < rows.count ? rows[start].line : line
        preambleLines = tableLine - 1
        instructionLines = line - 1
        self.dialect = dialect
    }

    /// Records looked at.
    private static let depth = 200

    private static func statedDelimiter(_ sample: ArraySlice<UInt8>) -> (UInt8, Int)? {
        let first = sample.prefix { $0 != 0x0A && $0 != 0x0D }
        let plain = first.filter { $0 != UInt8(ascii: "\"") }
        guard plain.count == 5, String(decoding: plain.prefix(4), as: UTF8.self).lowercased() == "sep=",
            let delimiter = plain.last
        else { return nil }
        var length = first.count
        let rest = sample.dropFirst(length)
        if rest.first == 0x0D { length += 1 }
        if sample.dropFirst(length).first == 0x0A { length += 1 }
        return (delimiter, length)
    }

    /// The width that carries the most cells.
    private static func width(of rows: [SampleRows.Row]) -> Int {
        var counts: [Int: Int] = [:]
        for row in rows where !row.isBlank { counts[row.cells.count, default: 0] += 1 }
        return counts.max { a, b in
            let (left, right) = (a.value * max(a.key - 1, 1), b.value * max(b.key - 1, 1))
            return left == right ? a.key < b.key : left < right
        }?.key ?? 1
    }

    /// The first row that is neither blank nor a note above the table.
    private static func tableStart(_ rows: [SampleRows.Row], width: Int) -> Int {
        guard width > 1 else { return width == 1 ? 0 : rows.firstIndex { !$0.isBlank } ?? rows.count }
        let start = PreambleSearch(rows: rows, width: width).tableStart
        return start < rows.count ? start : rows.firstIndex { !$0.isBlank } ?? rows.count
    }
}
