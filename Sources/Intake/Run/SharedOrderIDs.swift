import AuditModel

/// Finds order ids that stand with two patients: such a one can belong to neither for certain.
enum SharedOrderIDs {
    /// Their codes. Every thread looks for some of all codes.
    static func among(_ stretches: [ReadStretch], jobs: Int) -> Set<IdentifierCode> {
        let rows = stretches.reduce(0) { $0 + $1.rows.count }
        // One bit for every code that is seen, sixteen times as many as there are rows.
        var bits = 10
        while bits < 34, 1 << bits < rows * 16 { bits += 1 }
        let shares = max(1, min(jobs, 64))
        let found = ParallelParts.done(shares, jobs: jobs) { [bits] share in
            Share(number: share, of: shares, bits: bits).shared(stretches)
        }
        return found.reduce(into: []) { $0.formUnion($1) }
    }

    /// The codes one thread looks for.
    private struct Share {
        private let range: Range<Int>
        private let bits: UInt64

        init(number: Int, of shares: Int, bits: Int) {
            range = (number << bits) / shares..<((number + 1) << bits) / shares
            self.bits = UInt64(bits)
        }

        func shared(_ stretches: [ReadStretch]) -> Set<IdentifierCode> {
            var seen = [UInt64](repeating: 0, count: range.count / 64 + 1)
            var again = seen
            var hasRepeats = false
            for stretch in stretches {
                for part in stretch.rows.parts {
                    for index in part.indices {
                        guard let (word, bit) = place(of: part[index].row.orderID) else { continue }
                        if seen[word] & bit != 0 {
                            again[word] |= bit
                            hasRepeats = true
                        }
                        seen[word] |= bit
                    }
                }
            }
            return hasRepeats ? shared(stretches, among: again) : []
        }

        private func shared(_ stretches: [ReadStretch], among again: [UInt64]) -> Set<IdentifierCode> {
            var owners: [IdentifierCode: PatientKey] = [:]
            var shared: Set<IdentifierCode> = []
            for stretch in stretches {
                for part in stretch.rows.parts {
                    for index in part.indices {
                        let order = part[index].row.orderID
                        guard let (word, bit) = place(of: order), again[word] & bit != 0 else { continue }
                        let patient = part[index].patient
                        if owners.updateValue(patient, forKey: order) ?? patient != patient { shared.insert(order) }
                    }
                }
            }
            return shared
        }

        private func place(of order: IdentifierCode) -> (word: Int, bit: UInt64)? {
            // Codes of ids that count on lie close together; their hashes do not.
            let place = Int(ByteHash.mix(order.number) >> (64 - bits))
            guard range.contains(place) else { return nil }
            let own = place - range.lowerBound
            return (own >> 6, 1 << UInt64(own & 63))
        }
    }
}
