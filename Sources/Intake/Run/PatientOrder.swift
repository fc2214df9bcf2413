import AuditModel

/// The places of rows when they stand by patient, time and content. The rows are those of one of `PatientParts`.
///
/// Rows are dealt into buckets by the leading bits of the patient's key, which are as good as random, and each small
/// bucket is sorted by itself in linear time; what decides nearly every comparison lies beside the row's place.
struct PatientOrder {
    /// Where a row lies, with the parts of its key that usually decide.
    struct Place {
        var patient = PatientKey(hash: 0, id: .none)
        fileprivate var second: Int64 = 0
        var block: UInt32 = 0
        var row: UInt32 = 0
    }

    /// In order, once they are sorted.
    private(set) var places: [Place] = []
    private var added: [Place] = []
    private var starts: [UInt32] = []

    mutating func removeAll() { added.removeAll(keepingCapacity: true) }

    mutating func add(_ read: ReadRow, block: Int, row: Int) {
        added.append(
            Place(
                patient: read.patient, second: read.row.placed.sortingSecond, block: UInt32(block), row: UInt32(row)
            ))
    }

    /// `rows` by block.
    mutating func sort(_ rows: [[ReadRow]]) {
        deal()
        for bucket in 0..<(starts.count - 1) {
            // Dealing has moved each bucket's start to its end.
            let range = (bucket == 0 ? 0 : Int(starts[bucket - 1]))..<Int(starts[bucket])
            if range.count < 2 { continue }
            if range.count > 32 {
                places[range].sort { $0.stands(before: $1, rows) }
                continue
            }
            for index in (range.lowerBound + 1)..<range.upperBound {
                let moved = places[index]
                var place = index
                while place > range.lowerBound, moved.stands(before: places[place - 1], rows) {
                    places[place] = places[place - 1]
                    place -= 1
                }
                places[place] = moved
            }
        }
    }

    /// Deals all that were added into buckets of a few.
    private mutating func deal() {
        var bits = 1
        while bits < 24, 1 << (bits + 2) < added.count { bits += 1 }
        // The bits before these are the same in all rows of a part.
        func bucket(_ place: Place) -> Int {
            Int((place.patient.hash &* UInt64(PatientParts.count)) >> UInt64(64 - bits))
        }
        starts.removeAll(keepingCapacity: true)
        starts.append(contentsOf: repeatElement(0, count: 1 << bits + 1))
        for place in added { starts[bucket(place) + 1] += 1 }
        for bucket in 1..<starts.count { starts[bucket] += starts[bucket - 1] }
        places.removeAll(keepingCapacity: true)
        places.append(contentsOf: repeatElement(Place(), count: added.count))
        for place in added {
            let number = bucket(place)
            places[Int(starts[number])] = place
            starts[number] += 1
        }
    }
}

extension PatientOrder.Place {
    fileprivate func stands(before other: Self, _ rows: [[ReadRow]]) -> Bool {
        if patient != other.patient { return patient < other.patient }
        if second != other.second { return second < other.second }
        let a = rows[Int(block)][Int(row)].row
        let b = rows[Int(other.block)][Int(other.row)].row
        if a.ordered != b.ordered { return a.ordered < b.ordered }
        if a.orderID != b.orderID { return a.orderID < b.orderID }
        if a.exam != b.exam { return a.exam < b.exam }
        if a.status != b.status { return a.status.rawValue < b.status.rawValue }
        if a.laterality != b.laterality { return a.laterality.rawValue < b.laterality.rawValue }
        return a.source.file == b.source.file
            ? a.source.offset < b.source.offset : a.source.file < b.source.file
    }
}

extension Moment {
    /// A number in the order of moments.
    fileprivate var sortingSecond: Int64 { Int64(day.number) * 86_401 + Int64(second) }
}
