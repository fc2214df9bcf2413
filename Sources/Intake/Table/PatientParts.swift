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
    /// So many that the rows of a part stay at hand while they are put in order.
    static let count = 128
    /// Rows that lie together: enough for their memory to go back to the system when it is not needed.
    private static let blockRows = 2048

    /// The blocks of every part.
    private(set) var parts = [[[ReadRow]]](repeating: [], count: Self.count)
    private(set) var count = 0
    /// Blocks of every part that were lent by `withNewBlocks`.
    private var lent = [Int](repeating: 0, count: Self.count)

    /// Bytes that the rows take.
    var bytes: Int { count * MemoryLayout<ReadRow>.stride }

    mutating func append(_ row: ReadRow) {
        let part = Int(row.patient.hash >> (64 - UInt64(Self.count.trailingZeroBitCount)))
        var last = parts[part].count - 1
        if last < 0 || parts[part][last].count == Self.blockRows {
            var block: [ReadRow] = []
            block.reserveCapacity(Self.blockRows)
            parts[part].append(block)
            last += 1
        }
        parts[part][last].append(row)
        count += 1
    }

    /// Lends every block that it has not lent before, to be laid elsewhere; its content must stay.
    mutating func withNewBlocks<Failure>(_ body: (inout [ReadRow]) throws(Failure) -> Void) throws(Failure) {
        for part in parts.indices {
            for block in lent[part]..<parts[part].count { try body(&parts[part][block]) }
            lent[part] = parts[part].count
        }
    }

    mutating func removeAll(where isUnwanted: (ReadRow) -> Bool) {
        for part in parts.indices {
            for block in parts[part].indices { parts[part][block].removeAll(where: isUnwanted) }
        }
        count = parts.joined().reduce(0) { $0 + $1.count }
    }
}
