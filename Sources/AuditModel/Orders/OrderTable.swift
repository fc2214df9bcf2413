/// All orders of a run, packed and dictionary-coded. After intake the rows stand sorted by patient key, then time, then
/// content, so that a patient is a range and neither file nor row order matters.
package struct OrderTable: Sendable {
    package var rows: [OrderRow] = []
    package var patients: [PatientKey] = []
    package var examNames: [ExamName] = []
    /// Orders per exam name, for the not-understood worklist.
    package var examCounts: [Int] = []
    /// What each exam name means; filled by interpretation, same numbering as `examNames`.
    package var exams: [Exam] = []
    package var facts = FactTable()
    package var departments: [String] = [""]
    package var performingSites: [String] = [""]
    package var patientClasses: [String] = [""]
    package var files: [InputFile] = []
    /// Rows found to be an order that is already in the table, by the number of the row they repeat.
    package var duplicates: [Int: [SourceSpan]] = [:]

    package init() {}

    /// The row ranges of the patients, in order.
    package var patientRanges: [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = 0
        for index in rows.indices where index + 1 == rows.count || rows[index + 1].patient != rows[index].patient {
            ranges.append(start..<index + 1)
            start = index + 1
        }
        return ranges
    }
}

/// One input as it was read.
package struct InputFile: Sendable {
    /// As given on the command line; never a folder above it.
    package var name: String
    package var bytes: UInt64
    /// Hexadecimal SHA-256 of the bytes as they came.
    package var sha256: String
    package var encoding: String
    /// The name of the profile, or `canonical`, or `header` where columns were recognised by their headings.
    package var profile: String
    package var rows: Int

    package init(name: String, bytes: UInt64, sha256: String, encoding: String, profile: String, rows: Int) {
        self.name = name
        self.bytes = bytes
        self.sha256 = sha256
        self.encoding = encoding
        self.profile = profile
        self.rows = rows
    }
}

/// The texts of one order, read again from the input for a report. Holds patient data: never put into a message or log.
package struct OrderText: Sendable {
    package var cells: [CanonicalField: String]
    package init(cells: [CanonicalField: String]) { self.cells = cells }
    package subscript(field: CanonicalField) -> String { cells[field] ?? "" }
}
