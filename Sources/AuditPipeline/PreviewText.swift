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
        for (heading, order) in preview.dateOrders {
            lines.append("  dates in \(heading): \(order.rawValue.replacing("-", with: " ")), as they show together")
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
        lines += preview.notes.map { "  \($0.line > 0 ? "line \($0.line): " : "")\($0.message)" }
        if !preview.unknownStatusWords.isEmpty {
            let words = preview.unknownStatusWords.prefix(20).map { "'\($0)'" }.joined(separator: ", ")
            lines.append("  unknown status words: \(showsValues ? words : "shown with --show-values")")
        }
        return lines
    }

    /// Whether `run` would take the file, with no other options than a profile.
    var isUsable: Bool { preview.problems.isEmpty && !hasTooManyRejected }

    private var hasTooManyRejected: Bool {
        guard let books = preview.reconciliation else { return false }
        return Double(books.quarantined) * 100 > Double(books.rowsRead) * AuditSettings.usualMaxRejectedPercent
    }

    /// What to do about rows that can not be used, by the first reason.
    private var advice: String {
        switch preview.rejected.first?.reason {
        case "UNREADABLE_ORDER_DATETIME": unreadable(.orderedTime)
        case "UNREADABLE_PERFORMED_DATETIME": unreadable(.performedTime)
        case "MISSING_TIME": missing(.orderedTime)
        case "MISSING_ORDER_ID", "ORDER_ID_OF_TWO_PATIENTS": missing(.orderID)
        case "MISSING_PATIENT_ID": missing(.patientID)
        case "MISSING_EXAM": missing(.examDescription)
        case "ID_SHORTENED_BY_SPREADSHEET":
            "A spreadsheet has lost the digits of the ids; take the export as the system wrote it."
        default: "Look at the lines named above: is the file whole, and is its delimiter the one named above?"
        }
    }

    private func heading(_ field: CanonicalField) -> String {
        preview.columns.first { $0.field == field }.map { "'\($0.heading)'" } ?? "the constant"
    }

    private func missing(_ field: CanonicalField) -> String {
        "Look at the lines named above. If they are orders and another column than \(heading(field)) holds their "
            + "\(field.rawValue), name it in a profile."
    }

    private func unreadable(_ field: CanonicalField) -> String {
        "The shape of \(heading(field)), which stands above, is not read as a time. Name another column in a profile, or "
            + "have it exported as YYYY-MM-DD HH:MM."
    }

    private var verdict: [String] {
        if isUsable {
            return ["", "This file can be audited:", "  orderaudit run \(argument(input))\(profileOption)"]
        }
        if preview.problems.isEmpty {
            return [
                "",
                "This file can not be audited yet: more than \(Int(AuditSettings.usualMaxRejectedPercent)) percent of its rows can not be used.",
                "  \(advice)",
            ] + (profile == nil ? ["A profile says what a column is:"] : []) + profileSteps + [
                "If the rest is to be audited all the same:",
                "  orderaudit run \(argument(input))\(profileOption) --max-rejected 100",
            ]
        }
        var lines = ["", "This file can not be audited yet:"]
        lines += preview.problems.map { "  \($0.line > 0 ? "line \($0.line): " : "")\($0.message)" }
        // A profile is no help to a file without orders.
        if preview.isEmpty { return lines }
        if let fitting = preview.fittingProfile {
            return lines + [
                "The shipped profile '\(fitting)' fits its columns; see what it says and run with it:",
                "  orderaudit profiles show \(fitting)", "  orderaudit run \(argument(input)) --profile \(fitting)",
            ]
        }
        return lines + (profile == nil ? ["Write a profile, fill in what it marks, and look again:"] : [])
            + profileSteps
    }

    /// How to come to a profile, or on with the one that is being written: `init` would write over it.
    private var profileSteps: [String] {
        guard let profile else {
            return [
                "  orderaudit profiles init \(argument(input)) > profile.yaml",
                "  orderaudit preview \(argument(input)) --profile profile.yaml",
            ]
        }
        return [
            "Complete the profile and look again:",
            "  orderaudit preview \(argument(input)) --profile \(argument(profile))",
        ]
    }

    /// As a shell takes it for one word.
    private func argument(_ text: String) -> String {
        let plain = text.allSatisfy { $0.isLetter || $0.isNumber || "/._-+:@%,".contains($0) }
        return plain ? text : "'" + text.replacing("'", with: "'\\''") + "'"
    }

    private var profileOption: String { profile.map { " --profile \(argument($0))" } ?? "" }

    static func name(of byte: UInt8) -> String { Dialect.word(for: byte) ?? String(UnicodeScalar(byte)) }
}

extension String {
    /// Filled up with spaces; never cut.
    func padding(toLength length: Int) -> String {
        self + String(repeating: " ", count: max(0, length - count))
    }
}
