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
            lines.append("  \(field.rawValue): \(Self.quoted(column.heading))")
            taken.insert(column.heading)
        }
        for field in preview.lacking {
            lines.append("  # \(field): needed; which of the columns below is it?")
        }
        let unused = preview.columns.map(\.heading).filter { !taken.contains($0) && !$0.isEmpty }
        if !unused.isEmpty { lines.append("# Columns without a field: \(unused.joined(separator: ", "))") }
        if preview.encoding != .utf8 { lines.append("encoding: \(preview.encoding.rawValue)") }
        if preview.dialect.delimiter != UInt8(ascii: ",") {
            lines.append("delimiter: \(Self.quoted(PreviewText.name(of: preview.dialect.delimiter)))")
        }
        if preview.headerLine > 1 { lines.append("header-line: \(preview.headerLine)") }
        lines += preview.problems.filter { $0.message.contains("date-order") }
            .map { "# \($0.message)\n# date-order: month-first" }.prefix(1)
        if !preview.columns.contains(where: { $0.field == .status }) {
            lines.append(
                "# Without a status column no order counts as completed. If the export holds performed exams only:")
            lines.append("# constants: { status: Completed }")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
