import AuditModel
import CSVReading
import Intake

/// A profile for an export, as far as its header and cells tell; what a person must fill in is marked.
struct ProfileDraft {
    let preview: ExportPreview

    init(_ preview: ExportPreview) { self.preview = preview }

    var text: String {
        var lines = [
            "# How this export's columns are read. Check every line; fields that the export lacks can be deleted.",
            "name: \(Self.quoted(String(preview.name.prefix { $0 != "." })))", "columns:",
        ]
        var taken: Set<String> = []
        for field in CanonicalField.allCases {
            guard let column = preview.columns.first(where: { $0.field == field }) else { continue }
            let headings = preview.joined[field] ?? [column.heading]
            lines.append("  \(field.rawValue): \(Self.quoted(headings.joined(separator: " + ")))")
            taken.formUnion(headings)
        }
        for field in preview.lacking {
            lines.append("  # \(field): needed; which of the columns below is it?")
        }
        let unused = preview.columns.map(\.heading).filter { !taken.contains($0) && !$0.isEmpty }
        if !unused.isEmpty { lines.append("# Columns without a field: \(unused.joined(separator: ", "))") }
        let open = preview.problems.flatMap { Profile.lines(namedIn: $0.message) }
        func add(_ key: String, _ value: String) {
            // What the file leaves open is for a person to say.
            if !open.contains(where: { $0.key == key }) { lines.append("\(key): \(value)") }
        }
        let dialect = preview.dialect
        if preview.encoding != .utf8 { add("encoding", preview.encoding.rawValue) }
        if dialect.delimiter != UInt8(ascii: ",") { add("delimiter", character(dialect.delimiter)) }
        if dialect.quote != UInt8(ascii: "\""), dialect.quote != 0 || preview.holdsQuotes {
            add("quote", character(dialect.quote))
        }
        if dialect.escape == .backslash { add("escape", dialect.escape.rawValue) }
        if preview.headerLine > 1 { add("header-line", String(preview.headerLine)) }
        for problem in preview.problems {
            let choices = Profile.lines(namedIn: problem.message)
            if choices.isEmpty { continue }
            lines.append("# \(problem.message)")
            lines.append("# Take the # from the line that is right:")
            lines += choices.map { "# \($0.key): \($0.value)" }
        }
        if !preview.unknownStatusWords.isEmpty {
            lines += [
                "# Words of the status column that no list knows (preview --show-values names them):",
                "# status-words: { completed: [], scheduled: [], cancelled: [] }",
            ]
        }
        if !preview.columns.contains(where: { $0.field == .status }) {
            lines.append(
                "# Without a status column no order counts as completed. If the export holds performed exams only:")
            lines.append("# constants: { status: Completed }")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func character(_ byte: UInt8) -> String {
        byte == 0 ? "none" : Self.quoted(PreviewText.name(of: byte))
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
