import AuditModel

/// A row as it was read, with what it needs only until the run is settled.
struct ReadRow: Sendable {
    struct Flags: OptionSet, Sendable {
        let rawValue: UInt8
        static let orderedOpen = Flags(rawValue: 1)
        static let performedOpen = Flags(rawValue: 2)
        static let birthOpen = Flags(rawValue: 4)
        static let birthCenturyOpen = Flags(rawValue: 8)
        /// The open date was read day first, for it has no month in the first place.
        static let orderedDayTaken = Flags(rawValue: 16)
        static let performedDayTaken = Flags(rawValue: 32)
        static let birthDayTaken = Flags(rawValue: 64)
    }

    var row: OrderRow
    var patient = PatientKey(hash: 0, id: .none)
    /// Physical lines of the record.
    var lines: UInt32
    var flags: Flags = []
}

/// Rows dealt out by their patients, so that threads can put each part in order by itself; parts ascend as patients do.
struct PatientParts: Sendable {
    /// So few that a part of a stretch is large enough for its memory to go back to the system when it is not needed.
    static let count = 8

    private(set) var parts = [[ReadRow]](repeating: [], count: Self.count)
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }

    /// Bytes that the rows take.
    var bytes: Int { parts.reduce(0) { $0 + $1.capacity } * MemoryLayout<ReadRow>.stride }

    /// Makes room for so many rows; room that is not needed is never touched.
    mutating func reserveCapacity(_ rows: Int) {
        for part in parts.indices { parts[part].reserveCapacity(rows / Self.count + rows / Self.count / 8 + 64) }
    }

    mutating func append(_ row: ReadRow) {
        parts[Int(row.patient.hash >> (64 - UInt64(Self.count.trailingZeroBitCount)))].append(row)
        count += 1
    }

    /// Lends every part to be laid elsewhere; its content must stay.
    mutating func withParts<Failure>(_ body: (inout [ReadRow]) throws(Failure) -> Void) throws(Failure) {
        for part in parts.indices { try body(&parts[part]) }
    }

    mutating func removeAll(where isUnwanted: (ReadRow) -> Bool) {
        for part in parts.indices { parts[part].removeAll(where: isUnwanted) }
        count = parts.reduce(0) { $0 + $1.count }
    }
}
