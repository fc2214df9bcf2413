/// All orders of a run, packed and dictionary-coded. After intake the rows stand sorted by patient key, then time, then
/// content, so that a patient is a range and neither file nor row order matters.
public struct OrderTable: Sendable {
    public var rows: [OrderRow] = []
    public var patients: [PatientKey] = []
    public var examNames: [ExamName] = []
    /// Orders per exam name, for the not-understood worklist.
    public var examCounts: [Int] = []
    /// What each exam name means; filled by interpretation, same numbering as `examNames`.
    public var exams: [Exam] = []
    public var facts = FactTable()
    public var departments: [String] = [""]
    public var performingSites: [String] = [""]
    public var patientClasses: [String] = [""]
    public var files: [InputFile] = []
    /// Rows found to be an order that is already in the table, by the number of the row they repeat.
    public var duplicates: [Int: [SourceSpan]] = [:]

    public init() {}

    /// The row ranges of the patients, in order.
    public var patientRanges: [Range<Int>] {
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
public struct InputFile: Sendable {
    /// As given on the command line; never a folder above it.
    public var name: String
    public var bytes: UInt64
    /// Hexadecimal SHA-256 of the bytes as they came.
    public var sha256: String
    public var encoding: String
    /// The name of the profile, or `canonical`, or `header` where columns were recognised by their headings.
    public var profile: String
    public var rows: Int

    public init(name: String, bytes: UInt64, sha256: String, encoding: String, profile: String, rows: Int) {
        self.name = name
        self.bytes = bytes
        self.sha256 = sha256
        self.encoding = encoding
        self.profile = profile
        self.rows = rows
    }
}

/// The texts of one order, read again from the input for a report. Holds patient data: never put into a message or log.
public struct OrderText: Sendable {
    public var cells: [CanonicalField: String]
    public init(cells: [CanonicalField: String]) { self.cells = cells }
    public subscript(field: CanonicalField) -> String { cells[field] ?? "" }
}
