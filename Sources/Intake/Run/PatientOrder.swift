import AuditModel

/// The places of rows when they stand by patient, time and content: `result[place]` is the number of the row. The rows are
/// those of one of `PatientParts`; `patients` has the key of each.
///
/// Rows are dealt into buckets by the leading bits of the patient's key, which are as good as random, and each small
/// bucket is sorted by itself in linear time; what decides nearly every comparison lies beside the row's number.
func patientOrder(of rows: [OrderRow], _ patients: [PatientKey]) -> [UInt32] {
    var bits = 1
    while bits < 24, 1 << (bits + 2) < rows.count { bits += 1 }
    // The bits before these are the same in all rows of a part.
    func bucketNumber(_ key: UInt64) -> Int { Int((key &* UInt64(PatientParts.count)) >> UInt64(64 - bits)) }
    var starts = [UInt32](repeating: 0, count: 1 << bits + 1)
    for patient in patients { starts[bucketNumber(patient.hash) + 1] += 1 }
    for bucket in 1..<starts.count { starts[bucket] += starts[bucket - 1] }
    var next = starts
    var places = [SortPlace](repeating: SortPlace(), count: rows.count)
    for index in patients.indices {
        let key = patients[index].hash
        let bucket = bucketNumber(key)
        places[Int(next[bucket])] = SortPlace(
            patient: key, second: rows[index].placed.sortingSecond, row: UInt32(index))
        next[bucket] += 1
    }
    for bucket in 0..<(starts.count - 1) {
        let range = Int(starts[bucket])..<Int(starts[bucket + 1])
        if range.count < 2 { continue }
        if range.count > 32 {
            places[range].sort { $0.stands(before: $1, rows, patients) }
            continue
        }
        for index in (range.lowerBound + 1)..<range.upperBound {
            let moved = places[index]
            var place = index
            while place > range.lowerBound, moved.stands(before: places[place - 1], rows, patients) {
                places[place] = places[place - 1]
                place -= 1
            }
            places[place] = moved
        }
    }
    return places.map(\.row)
}

/// A row's number with the parts of its key that usually decide.
private struct SortPlace {
    var patient: UInt64 = 0
    var second: Int64 = 0
    var row: UInt32 = 0

    func stands(before other: SortPlace, _ rows: [OrderRow], _ patients: [PatientKey]) -> Bool {
        if patient != other.patient { return patient < other.patient }
        let (a, b) = (Int(row), Int(other.row))
        if patients[a].id != patients[b].id { return patients[a].id < patients[b].id }
        if second != other.second { return second < other.second }
        if rows[a].ordered != rows[b].ordered { return rows[a].ordered < rows[b].ordered }
        if rows[a].orderID != rows[b].orderID { return rows[a].orderID < rows[b].orderID }
        if rows[a].exam != rows[b].exam { return rows[a].exam < rows[b].exam }
        if rows[a].status != rows[b].status { return rows[a].status.rawValue < rows[b].status.rawValue }
        if rows[a].laterality != rows[b].laterality {
            return rows[a].laterality.rawValue < rows[b].laterality.rawValue
        }
        let (left, right) = (rows[a].source, rows[b].source)
        return left.file == right.file ? left.offset < right.offset : left.file < right.file
    }
}

extension Moment {
    /// A number in the order of moments.
    fileprivate var sortingSecond: Int64 { Int64(day.number) * 86_401 + Int64(second) }
}
