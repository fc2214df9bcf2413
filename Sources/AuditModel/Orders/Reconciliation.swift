/// Where every row went. `rowsRead == orders + duplicates + superseded + quarantined`, or the run fails.
package struct Reconciliation: Sendable, Equatable {
    package var rowsRead = 0
    package var orders = 0
    package var duplicates = 0
    package var superseded = 0
    package var quarantined = 0
    /// Rows, among those used, in which a stray quote was read as text.
    package var repaired = 0
    /// Rows, among those used, with a diagnosis code that has not the shape of one; it was left unread.
    package var malformedCodes = 0

    package init() {}
    package var addsUp: Bool { rowsRead == orders + duplicates + superseded + quarantined }
}

/// A record that could not be used. Written to `quarantine.csv` and nowhere else.
package struct QuarantinedRecord: Sendable {
    package var file: String
    package var line: Int
    /// Machine-readable: `MISSING_PATIENT_ID`, `WRONG_COLUMN_COUNT` ...
    package var reason: String
    /// Reads the record's bytes as they came, and the headings over it as they stand in its file.
    package let contents: @Sendable () -> (bytes: [UInt8], header: [UInt8])

    package init(
        file: String, line: Int, reason: String, contents: @escaping @Sendable () -> (bytes: [UInt8], header: [UInt8])
    ) {
        self.file = file
        self.line = line
        self.reason = reason
        self.contents = contents
    }

    /// A record whose bytes are at hand.
    package init(file: String, line: Int, reason: String, bytes: [UInt8], header: [UInt8] = []) {
        self.init(file: file, line: line, reason: reason) { (bytes, header) }
    }

    package var bytes: [UInt8] { contents().bytes }
    package var header: [UInt8] { contents().header }
}
