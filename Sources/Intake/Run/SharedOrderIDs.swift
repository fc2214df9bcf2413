import AuditModel

/// Finds order ids that stand with two patients: such a one can belong to neither for certain.
enum SharedOrderIDs {
    /// Their codes.
    static func among(_ rows: PatientParts, jobs: Int) -> Set<IdentifierCode> {
        // One bit for every code that is seen, sixteen times as many as there are rows.
        var bits = 10
        while bits < 34, 1 << bits < rows.count * 16 { bits += 1 }
        // Every thread looks through some of the parts.
        let shares = max(1, min(jobs, PatientParts.count))
        let seen = ParallelParts.done(shares, jobs: jobs) { [bits] share in
            var seen = SeenCodes(bits: bits)
            for part in stride(from: share, to: PatientParts.count, by: shares) {
                for block in rows.parts[part] {
                    for index in block.indices { seen.note(block[index].row.orderID) }
                }
            }
            return seen
        }
        let all = seen.dropFirst().reduce(into: seen[0]) { $0.add($1) }
        if !all.hasRepeats { return [] }
        let repeats = ParallelParts.done(shares, jobs: jobs) { share in
            var repeats: [(order: IdentifierCode, patient: PatientKey)] = []
            for part in stride(from: share, to: PatientParts.count, by: shares) {
                for block in rows.parts[part] {
                    for index in block.indices where all.hasAgain(block[index].row.orderID) {
                        repeats.append((block[index].row.orderID, block[index].patient))
                    }
                }
            }
            return repeats
        }
        var owners: [IdentifierCode: PatientKey] = [:]
        owners.reserveCapacity(repeats.reduce(0) { $0 + $1.count })
        var shared: Set<IdentifierCode> = []
        for (order, patient) in repeats.joined() where owners.updateValue(patient, forKey: order) ?? patient != patient
        {
            shared.insert(order)
        }
        return shared
    }
}

/// One bit for every code that was seen; different codes may share one.
private struct SeenCodes: Sendable {
    private let bits: Int
    private var seen: [UInt64]
    private var again: [UInt64]
    private(set) var hasRepeats = false

    init(bits: Int) {
        self.bits = bits
        seen = [UInt64](repeating: 0, count: 1 << (bits - 6))
        again = seen
    }

    // Codes of ids that count on lie close together; their hashes do not.
    private func place(of order: IdentifierCode) -> (word: Int, bit: UInt64) {
        let place = ByteHash.mix(order.number) >> UInt64(64 - bits)
        return (Int(place >> 6), 1 << (place & 63))
    }

    mutating func note(_ order: IdentifierCode) {
        let (word, bit) = place(of: order)
        if seen[word] & bit != 0 {
            again[word] |= bit
            hasRepeats = true
        }
        seen[word] |= bit
    }

    mutating func add(_ other: SeenCodes) {
        for word in seen.indices {
            again[word] |= other.again[word] | seen[word] & other.seen[word]
            seen[word] |= other.seen[word]
            hasRepeats = hasRepeats || again[word] != 0
        }
    }

    /// Whether the code, or one that shares its bit, was seen more than once.
    func hasAgain(_ order: IdentifierCode) -> Bool {
        let (word, bit) = place(of: order)
        return again[word] & bit != 0
    }
}
