import AuditModel
import CSVReading

/// Reads a CSV file row by row and writes each row again with more cells behind it.
enum ClassifiedTable {
    /// `columns` are looked up in the header; a nil one gives empty cells. `classify` gets their cells in that order and
    /// returns the cells of `added`.
    static func rewrite(
        _ input: String, columns: [String?], adding added: [String], to output: Classification.Output,
        _ classify: ([String]) -> [String]
    ) throws(AuditIssues) {
        do {
            let file = input == "-" ? try ByteFile(spoolingStandardInput: ()) : try ByteFile(path: input)
            let table = try table(in: file, with: columns)
            var reader = RecordReader(
                table.text.text, from: table.layout.tableOffset,
                settings: .init(
                    dialect: table.layout.dialect, width: table.layout.width, keepsBlankLines: table.layout.width == 1))
            var places: [Int?]?
            var width = 0
            var piece: [UInt8] = []
            while try reader.advance() {
                for record in reader.records {
                    let fields = reader.fields[record.firstField..<(record.firstField + record.width)]
                    var cells = fields.map { String(decoding: reader.bytes[$0.range], as: UTF8.self) }
                    if let places {
                        let wanted = places.map { $0.map { $0 < cells.count ? cells[$0] : "" } ?? "" }
                        let new = classify(wanted)
                        if cells.count < width { cells += Array(repeating: "", count: width - cells.count) }
                        append(cells + new, to: &piece)
                    } else {
                        places = try find(columns, in: cells, input)
                        width = cells.count
                        append(cells + added, to: &piece)
                    }
                    if piece.count > 1 << 18 {
                        try output(piece)
                        piece.removeAll(keepingCapacity: true)
                    }
                }
            }
            try output(piece)
        } catch let error as AuditIssues {
            throw error
        } catch let error as ReadingError {
            throw AuditIssues(.input, [AuditIssue(file: input, error.message)])
        } catch {
            throw AuditIssues(.input, [AuditIssue(file: input, "cannot be read")])
        }
    }

    /// A file of one column has no delimiter to find: what its texts hold would be taken for one.
    private static func table(in file: ByteFile, with columns: [String?]) throws -> CleanTable {
        let alone = try CleanTable(file, dialect: .oneColumn)
        if isOne(columns, alone) { return alone }
        return try CleanTable(file)
    }

    private static func isOne(_ columns: [String?], _ table: CleanTable) -> Bool {
        let header = table.layout.rows.first { $0.line == table.layout.tableLine }
        guard let cells = header?.cells, cells.count == 1 else { return false }
        return columns.allSatisfy { $0.map { $0 == String(decoding: cells[0], as: UTF8.self) } ?? true }
    }

    private static func find(_ columns: [String?], in header: [String], _ input: String) throws -> [Int?] {
        var issues: [AuditIssue] = []
        let places = columns.map { column -> Int? in
            guard let column else { return nil }
            if let place = header.firstIndex(of: column) { return place }
            let hint = nearestWord(to: column, among: header).map { "; did you mean '\($0)'?" } ?? ""
            issues.append(AuditIssue(file: input, line: 1, "no column '\(column)'\(hint)"))
            return nil
        }
        guard issues.isEmpty else { throw AuditIssues(.input, issues) }
        return places
    }

    private static func append(_ cells: [String], to piece: inout [UInt8]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { piece.append(UInt8(ascii: ",")) }
            let bytes = Array(cell.utf8)
            guard bytes.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else {
                piece += bytes
                continue
            }
            piece.append(0x22)
            for byte in bytes {
                if byte == 0x22 { piece.append(byte) }
                piece.append(byte)
            }
            piece.append(0x22)
        }
        piece += [0x0D, 0x0A]
    }
}
