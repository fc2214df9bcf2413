/// Where every row went. `rowsRead == orders + duplicates + superseded + quarantined`, or the run fails.
public struct Reconciliation: Sendable, Equatable {
    public var rowsRead = 0
    public var orders = 0
    public var duplicates = 0
    public var superseded = 0
    public var quarantined = 0
    /// Rows, among those used, in which a stray quote was read as text.
    public var repaired = 0
    /// Rows, among those used, with a diagnosis code that has not the shape of one; it was left unread.
    public var malformedCodes = 0

    public init() {}
    public var addsUp: Bool { rowsRead == orders + duplicates + superseded + quarantined }
}

/// A record that could not be used. Written to `quarantine.csv` and nowhere else.
public struct QuarantinedRecord: Sendable {
    public var file: String
    public var line: Int
    /// Machine-readable: `MISSING_PATIENT_ID`, `WRONG_COLUMN_COUNT` ...
    public var reason: String
    /// Reads the record's bytes as they came, and the headings over it as they stand in its file.
    public let contents: @Sendable () -> (bytes: [UInt8], header: [UInt8])

    public init(
        file: String, line: Int, reason: String, contents: @escaping @Sendable () -> (bytes: [UInt8], header: [UInt8])
    ) {
        self.file = file
        self.line = line
        self.reason = reason
        self.contents = contents
    }

    /// A record whose bytes are at hand.
    public init(file: String, line: Int, reason: String, bytes: [UInt8], header: [UInt8] = []) {
        self.init(file: file, line: line, reason: reason) { (bytes, header) }
    }

    public var bytes: [UInt8] { contents().bytes }
    public var header: [UInt8] { contents().header }
}
