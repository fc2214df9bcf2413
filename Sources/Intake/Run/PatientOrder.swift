import AuditModel

/// The places of rows when they stand by patient, time and content: `result[place]` is the number of the row.
///
/// Rows are dealt into buckets by the leading bits of the patient's key, which are as good as random, and each small
/// bucket is sorted by itself; this takes a few bytes a row and linear time.
func patientOrder(of rows: [OrderRow], _ pending: [ChunkTable.Pending]) -> [UInt32] {
    var bits = 1
    while bits < 24, 1 << (bits + 2) < rows.count { bits += 1 }
    let shift = UInt64(64 - bits)
    var starts = [UInt32](repeating: 0, count: 1 << bits + 1)
    for entry in pending { starts[Int(entry.patient.high >> shift) + 1] += 1 }
    for bucket in 1..<starts.count { starts[bucket] += starts[bucket - 1] }
    var next = starts
    var order = [UInt32](repeating: 0, count: rows.count)
    for (index, entry) in pending.enumerated() {
        let bucket = Int(entry.patient.high >> shift)
        order[Int(next[bucket])] = UInt32(index)
        next[bucket] += 1
    }
    func stands(_ a: Int, before b: Int) -> Bool {
        if pending[a].patient != pending[b].patient { return pending[a].patient < pending[b].patient }
        if rows[a].placed != rows[b].placed { return rows[a].placed < rows[b].placed }
        if rows[a].ordered != rows[b].ordered { return rows[a].ordered < rows[b].ordered }
        if rows[a].orderIDHash != rows[b].orderIDHash { return rows[a].orderIDHash < rows[b].orderIDHash }
        if rows[a].exam != rows[b].exam { return rows[a].exam < rows[b].exam }
        if rows[a].status != rows[b].status { return rows[a].status.rawValue < rows[b].status.rawValue }
        if rows[a].laterality != rows[b].laterality { return rows[a].laterality.rawValue < rows[b].laterality.rawValue }
        let (left, right) = (rows[a].source, rows[b].source)
        return left.file == right.file ? left.offset < right.offset : left.file < right.file
    }
    for bucket in 0..<(starts.count - 1) {
        let range = Int(starts[bucket])..<Int(starts[bucket + 1])
        if range.count < 2 { continue }
        if range.count > 32 {
            order[range].sort { stands(Int($0), before: Int($1)) }
            continue
        }
        for index in (range.lowerBound + 1)..<range.upperBound {
            let row = order[index]
            var place = index
            while place > range.lowerBound, stands(Int(row), before: Int(order[place - 1])) {
                order[place] = order[place - 1]
                place -= 1
            }
            order[place] = row
        }
    }
    return order
}

extension Array {
    /// Puts `self[order[place]]` at every `place`, without a second array.
    mutating func permute(by order: [UInt32]) {
        var isDone = [Bool](repeating: false, count: count)
        for start in indices where !isDone[start] {
            let first = self[start]
            var place = start
            while true {
                isDone[place] = true
                let source = Int(order[place])
                if source == start {
                    self[place] = first
                    break
                }
                self[place] = self[source]
                place = source
            }
        }
    }
}
