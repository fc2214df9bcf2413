import AuditModel

extension ColumnMap {
    /// Joins the day and the time of an order that stand in two columns, such as Order Date and Order Time. `cells`: those
    /// of some rows, by column.
    mutating func joinTimes(profile: Profile?, spellings: Spellings, cells: [[[UInt8]]]) {
        let normalised = headings.map(Spellings.normalised)
        for field in [CanonicalField.orderedTime, .performedTime] where profile?.columns[field] == nil {
            guard let own = column(of: field) else { continue }
            let ownIsClock = Self.isClock(own, cells)
            let spelled = Set(spellings.headings[field] ?? [])
            let other = headings.indices.first { column in
                matches[column] == nil && spelled.contains(normalised[column])
                    && Self.stem(normalised[column]) == Self.stem(normalised[own])
                    && Self.isClock(column, cells) != ownIsClock
                    && Self.isDay(ownIsClock ? column : own, cells)
            }
            guard let other else { continue }
            matches[other] = matches[own]
            joined[field] = ownIsClock ? [other, own] : [own, other]
        }
    }

    /// What tells which of an order's times a heading means: `order` of order date.
    private static func stem(_ heading: String) -> String {
        heading.replacing("date", with: "").replacing("time", with: "")
    }

    /// Whether the column has cells, and all of them are times of day alone.
    private static func isClock(_ column: Int, _ rows: [[[UInt8]]]) -> Bool {
        all(of: column, rows) { cell in
            guard let colon = cell.firstIndex(of: UInt8(ascii: ":")), colon - cell.startIndex <= 2 else { return false }
            return cell.allSatisfy { $0 &- 0x30 < 11 || $0 == 0x20 || $0 == 0x2E || ($0 | 0x20) &- 0x61 < 26 }
        }
    }

    /// Whether the column has cells, and none has a time of day.
    private static func isDay(_ column: Int, _ rows: [[[UInt8]]]) -> Bool {
        all(of: column, rows) { !$0.contains(UInt8(ascii: ":")) }
    }

    private static func all(of column: Int, _ rows: [[[UInt8]]], _ holds: (ArraySlice<UInt8>) -> Bool) -> Bool {
        var count = 0
        for row in rows where column < row.count {
            let cell = row[column]
            let inside = cell[CellMargins.inside(cell.indices, of: cell.span)]
            if inside.isEmpty { continue }
            if !holds(inside) { return false }
            count += 1
        }
        return count > 0
    }
}
