import AuditModel
import CSVReading

/// A small CSV file with a header, read whole: reviewers' decisions, waivers, the findings of an earlier report.
struct HeadedTable {
    struct Row {
        /// From 1, in the file.
        var line: Int
        var cells: [String]
    }

    let path: String
    let header: [String]
    let rows: [Row]

    /// Throws issues of subject `input` for a file that can not be read or lacks one of `required`.
    init(path: String, requiring required: [String]) throws(AuditIssues) {
        self.path = path
        var rows: [Row] = []
        do throws(ReadingError) {
            let file = try ByteFile(path: path)
            let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
            let begins = try file.bytes(at: 0, count: Int(min(3, file.size)))
            let start: UInt64 = begins == mark ? 3 : 0
            var reader = RecordReader(file, from: start, settings: .init(dialect: .standard, width: 0))
            while try reader.advance() {
                for record in reader.records {
                    let cells = reader.fields[record.firstField..<record.firstField + record.width].map {
                        String(decoding: reader.bytes[$0.range], as: UTF8.self)
                    }
                    rows.append(Row(line: Int(record.line), cells: cells))
                }
            }
        } catch {
            throw AuditIssues(.input, [AuditIssue(.error, file: path, error.message)])
        }
        header = rows.first?.cells ?? []
        self.rows = Array(rows.dropFirst())
        let missing = required.filter { !header.contains($0) }
        guard missing.isEmpty else {
            throw AuditIssues(
                .input,
                missing.map { column in
                    let near = nearestWord(to: column, among: header).map { "; is \($0) meant?" } ?? ""
                    return AuditIssue(.error, file: path, line: 1, "has no column \(column)\(near)")
                })
        }
    }

    /// Empty where the row has no such cell.
    func cell(_ column: String, of row: Row) -> String {
        guard let index = header.firstIndex(of: column), row.cells.indices.contains(index) else { return "" }
        return row.cells[index]
    }
}
