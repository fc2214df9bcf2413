import AuditModel

/// Finds order ids that stand with two patients: such a one can belong to neither for certain.
enum SharedOrderIDs {
    /// The hashes of those ids. Every thread looks for some of all hashes.
    static func among(_ stretches: [ReadStretch], jobs: Int) -> Set<UInt64> {
        let rows = stretches.reduce(0) { $0 + $1.rows.count }
        // One bit for every hash that is seen, sixteen times as many as there are rows.
        var bits = 10
        while bits < 34, 1 << bits < rows * 16 { bits += 1 }
        let shares = max(1, min(jobs, 64))
        let found = ParallelParts.done(shares, jobs: jobs) { [bits] share in
            Share(number: share, of: shares, bits: bits).shared(stretches)
        }
        return found.reduce(into: []) { $0.formUnion($1) }
    }

    /// The hashes one thread looks for.
    private struct Share {
        private let range: Range<Int>
        private let bits: UInt64

        init(number: Int, of shares: Int, bits: Int) {
            range = (number << bits) / shares..<((number + 1) << bits) / shares
            self.bits = UInt64(bits)
        }

        func shared(_ stretches: [ReadStretch]) -> Set<UInt64> {
            var seen = [UInt64](repeating: 0, count: range.count / 64 + 1)
            var again = seen
            var hasRepeats = false
            for stretch in stretches {
                for part in stretch.rows.parts {
                    for index in part.indices {
                        guard let (word, bit) = place(of: part[index].row.orderIDHash) else { continue }
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

        private func shared(_ stretches: [ReadStretch], among again: [UInt64]) -> Set<UInt64> {
            var owners: [UInt64: PatientKey] = [:]
            var shared: Set<UInt64> = []
            for stretch in stretches {
                for part in stretch.rows.parts {
                    for index in part.indices {
                        let hash = part[index].row.orderIDHash
                        guard let (word, bit) = place(of: hash), again[word] & bit != 0 else { continue }
                        let patient = part[index].patient
                        if owners.updateValue(patient, forKey: hash) ?? patient != patient { shared.insert(hash) }
                    }
                }
            }
            return shared
        }

        private func place(of hash: UInt64) -> (word: Int, bit: UInt64)? {
            let place = Int(hash >> (64 - bits))
            guard range.contains(place) else { return nil }
            let own = place - range.lowerBound
            return (own >> 6, 1 << UInt64(own & 63))
        }
    }
}
