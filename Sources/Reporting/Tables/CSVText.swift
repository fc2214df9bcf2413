/// Small tables for standard output, written like the report's own.
package enum CSVText {
    package static func text(of rows: [[String]]) -> String {
        var row = CSVRow()
        for cells in rows {
            for cell in cells { row.add(cell) }
            row.end()
        }
        return String(decoding: row.bytes, as: UTF8.self)
    }
}
