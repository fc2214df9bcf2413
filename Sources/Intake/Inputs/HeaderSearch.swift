import AuditModel
import CSVReading

/// Finds the headings among the first records of a file.
struct HeaderSearch {
    /// Headings joined from as many rows as the header takes.
    var headings: [String]
    var columns: ColumnMap
    /// Number of its first row in the layout's rows, and how many rows it takes.
    var first: Int
    var count: Int

    /// How many records are looked at.
    private static let depth = 60

    /// The first row, or pair of rows, whose columns suffice; else the row in which most columns are known. Nil where
    /// there is no row at all.
    init?(_ layout: TableLayout, profile: Profile?, spellings: Spellings) {
        var best: HeaderSearch?
        let rows = layout.rows
        for index in rows.indices.prefix(Self.depth) where !rows[index].isBlank {
            if let line = profile?.headerLine, rows[index].line != line { continue }
            for count in 1...2 where index + count <= rows.count {
                let map = ColumnMap(
                    headings: Self.headings(rows[index..<(index + count)]), profile: profile, spellings: spellings)
                let found = HeaderSearch(headings: map.headings, columns: map, first: index, count: count)
                if map.isSufficient {
                    self = found
                    columns.joinTimes(
                        profile: profile, spellings: spellings, cells: rows[(index + count)...].prefix(200).map(\.cells)
                    )
                    return
                }
                if count == 1, found.columns.known > best?.columns.known ?? -1 { best = found }
            }
        }
        guard let best else { return nil }
        self = best
    }

    private init(headings: [String], columns: ColumnMap, first: Int, count: Int) {
        self.headings = headings
        self.columns = columns
        self.first = first
        self.count = count
    }

    /// One text a column; a heading over two rows is joined by a space, a repeated one stands once.
    private static func headings(_ rows: ArraySlice<SampleRows.Row>) -> [String] {
        let width = rows.map(\.cells.count).max() ?? 0
        return (0..<width).map { column in
            var parts: [String] = []
            for row in rows where column < row.cells.count {
                let text = String(decoding: row.cells[column], as: UTF8.self).trimmed
                if !text.isEmpty, text != parts.last { parts.append(text) }
            }
            return parts.joined(separator: " ")
        }
    }
}

extension ColumnMap {
    /// How many columns are fields.
    var known: Int { matches.count { $0 != nil } }
    var isSufficient: Bool { missing.isEmpty && known > 0 && lacking.isEmpty }
}
