/// Finds where notes above a table end: titles, dates of printing, parameters of a report, comments.
struct PreambleSearch {
    let rows: [SampleRows.Row]
    /// Cells of the table's rows.
    let width: Int

    /// Longest block of notes that has cells beside each other.
    private static let longestBlock = 8

    /// Number of the first row that is no note; the number of all rows where there is none.
    var tableStart: Int {
        var start = 0
        while true {
            while start < rows.count, isTitle(rows[start]) || isNarrow(start) { start += 1 }
            guard let behind = endOfBlock(around: start) else { return start }
            start = behind
        }
    }

    /// One cell, or next to none of many.
    private func isTitle(_ row: SampleRows.Row) -> Bool {
        if row.cells.count == 1 { return true }
        return width > 2 && row.filled <= max(1, width / 4)
    }

    /// A row of at most half the table's cells, or a comment; three of one width are a table of their own.
    private func isNarrow(_ index: Int) -> Bool {
        let row = rows[index]
        guard row.cells.count < width else { return false }
        if row.cells.first?.first == UInt8(ascii: "#") { return true }
        return row.cells.count * 2 <= width && !isTable(rows[index...].prefix(3))
    }

    /// Behind the empty row that parts a block of notes, to which `start` belongs, from the table. Nil where no block is.
    private func endOfBlock(around start: Int) -> Int? {
        guard start < rows.count,
            let end = rows[start...].prefix(Self.longestBlock).firstIndex(where: { $0.filled == 0 }), end > start
        else { return nil }
        let first = rows[..<start].lastIndex { $0.filled == 0 }.map { $0 + 1 } ?? 0
        let block = rows[first..<end]
        guard block.count > 1, block.count <= Self.longestBlock,
            block.allSatisfy({ $0.filled * 5 <= width * 4 }), !isTable(block),
            let header = rows[end...].first(where: { $0.filled > 0 }), header.filled == width,
            header.cells.count == width
        else { return nil }
        return end
    }

    /// Whether three rows or more have equally many filled cells beside each other.
    private func isTable(_ block: ArraySlice<SampleRows.Row>) -> Bool {
        let widths = Dictionary(grouping: block.filter { $0.filled > 1 }, by: \.filled)
        return widths.contains { $0.value.count > 2 }
    }
}
