import AuditModel
import CSVReading
import Intake

/// A preview in words, for a terminal.
struct PreviewText {
    let preview: ExportPreview
    let input: String
    let profile: String?
    let showsValues: Bool

    var text: String { (file + columns + rows + verdict).joined(separator: "\n") + "\n" }

    private var file: [String] {
        let quote = preview.dialect.quote == 0 ? "nothing" : Self.name(of: preview.dialect.quote)
        var lines = [
            preview.name,
            "  encoding    \(preview.encoding.rawValue)\(preview.isCompressed ? ", gzip" : "")",
            "  delimiter   \(Self.name(of: preview.dialect.delimiter))",
            "  quote       \(quote)\(preview.dialect.escape == .backslash ? ", escaped by a backslash" : "")",
        ]
        if preview.preambleLines > 0 { lines.append("  preamble    lines 1 to \(preview.preambleLines)") }
        lines.append("  header      line \(preview.headerLine)")
        return lines
    }

    private var columns: [String] {
        let width = min(40, preview.columns.map(\.heading.count).max() ?? 0)
        var lines = ["", "columns"]
        for column in preview.columns {
            let heading = column.heading.padding(toLength: max(width, column.heading.count))
            let field = column.field.map { "\($0.rawValue) (\(Self.reason(column.origin)))" } ?? "not used"
            lines.append("  \(heading)  \(field.padding(toLength: 34))  \(column.shapes.joined(separator: " | "))")
            if showsValues, !column.values.isEmpty {
                lines.append("  " + "".padding(toLength: width) + "  e.g. " + column.values.joined(separator: " | "))
            }
        }
        for (field, value) in preview.constants.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            lines.append("  every row: \(field.rawValue) = \(value)")
        }
        return lines
    }

    private static func reason(_ origin: ColumnMap.Origin?) -> String {
        switch origin {
        case .canonical: "its canonical name"
        case .header: "a usual name of it"
        case .profile: "the profile"
        case .constant, nil: "constant"
        }
    }

    private var rows: [String] {
        guard let books = preview.reconciliation else { return [] }
        var lines = [
            "", "rows",
            "  \(books.rowsRead) read: \(books.orders) orders, \(books.duplicates) duplicates, "
                + "\(books.superseded) superseded, \(books.quarantined) quarantined",
        ]
        if let account = preview.lines { lines.append("  \(account.words)") }
        if books.repaired > 0 { lines.append("  \(books.repaired) records have a stray quote, kept as text") }
        for (reason, rows, line) in preview.rejected { lines.append("  \(reason): \(rows), first on line \(line)") }
        let statuses = preview.statuses.map { "\($0.rows) \($0.status.name)" }
        lines.append("  status: \(statuses.joined(separator: ", "))")
        lines += preview.notes.map { "  \($0.message)" }
        return lines
    }

    private var verdict: [String] {
        if preview.problems.isEmpty {
            return ["", "This file can be audited:", "  orderaudit run \(input)\(profileOption)"]
        }
        var lines = ["", "This file can not be audited yet:"]
        lines += preview.problems.map { "  \($0.message)" }
        if let fitting = preview.fittingProfile {
            return lines + [
                "The shipped profile '\(fitting)' fits its columns; see what it says and run with it:",
                "  orderaudit profiles show \(fitting)", "  orderaudit run \(input) --profile \(fitting)",
            ]
        }
        lines += [
            "Write a profile, fill in what it marks, and look again:",
            "  orderaudit profiles init \(input) > profile.yaml",
            "  orderaudit preview \(input) --profile profile.yaml",
        ]
        return lines
    }

    private var profileOption: String { profile.map { " --profile \($0)" } ?? "" }

    static func name(of byte: UInt8) -> String {
        switch byte {
        case UInt8(ascii: ","): "comma"
        case UInt8(ascii: ";"): "semicolon"
        case 0x09: "tab"
        case UInt8(ascii: "|"): "pipe"
        case 0x20: "space"
        default: String(UnicodeScalar(byte))
        }
    }
}

extension String {
    /// Filled up with spaces; never cut.
    func padding(toLength length: Int) -> String {
        self + String(repeating: " ", count: max(0, length - count))
    }
}
