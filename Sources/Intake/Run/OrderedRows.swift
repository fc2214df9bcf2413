import AuditModel

/// The rows of one of `PatientParts`, settled, in the order of the run's table, without those that are no orders of their
/// own.
struct OrderedRows: Sendable {
    /// What became of rows of one file: rows, and the physical lines of their records.
    struct Moved: Sendable {
        var fate: RepeatedOrders.Fate
        var file: Int
        var lines: Int
    }

    /// Rows that are kept.
    private(set) var count = 0
    /// Rows number their patients within the part.
    private(set) var patients: [PatientKey] = []
    /// By the number of the row they repeat.
    private(set) var duplicates: [Int: [SourceSpan]] = [:]
    private(set) var moved: [Moved] = []
    /// Rows whose order id two patients have.
    private(set) var shared: [SourceSpan] = []
    /// Orders by exam.
    private(set) var examCounts: [Int]
    private(set) var performed = PerformedDays()
    /// The line of the last row of every file.
    private(set) var lastLines: [UInt32]

    /// What ordering needs of the run.
    struct Grounds: Sendable {
        var numbers: RowNumbers
        var dates: SettledDates
        var repeats: RepeatedOrders.Grounds
        var files: Int
    }

    /// Room that one thread needs for part after part.
    struct Room {
        fileprivate var order = PatientOrder()
        fileprivate var repeats: RepeatedOrders
        fileprivate var patient: [OrderRow] = []

        init(_ grounds: Grounds) { repeats = RepeatedOrders(grounds.repeats) }
    }

    /// Writes the part's rows to the front of `table`, which has room for all. `blocks`: what was read of the part.
    init(
        _ blocks: consuming [[ReadRow]], _ grounds: Grounds, _ room: inout Room, to table: inout OutputSpan<OrderRow>
    ) {
        examCounts = [Int](repeating: 0, count: grounds.repeats.examNames.count)
        lastLines = [UInt32](repeating: 0, count: grounds.files)
        room.order.removeAll()
        for block in blocks.indices { settle(&blocks[block], block, grounds, &room.order) }
        room.order.sort(blocks)
        var start = 0
        while start < room.order.places.count {
            let key = room.order.places[start].patient
            var end = start
            room.patient.removeAll(keepingCapacity: true)
            while end < room.order.places.count, room.order.places[end].patient == key {
                let place = room.order.places[end]
                var row = blocks[Int(place.block)][Int(place.row)].row
                row.patient = UInt32(patients.count)
                room.patient.append(row)
                end += 1
            }
            room.repeats.find(among: room.patient)
            if room.repeats.fates.isEmpty {
                for row in room.patient { add(row, to: &table) }
                patients.append(key)
            } else {
                for (index, fate) in room.repeats.fates {
                    let place = room.order.places[start + index]
                    let read = blocks[Int(place.block)][Int(place.row)]
                    moved.append(Moved(fate: fate, file: Int(read.row.source.file), lines: Int(read.lines)))
                }
                addWithoutRepeats(of: key, room.patient, room.repeats, to: &table)
            }
            start = end
        }
    }

    /// Settles the rows of a block and notes where each belongs.
    private mutating func settle(
        _ rows: inout [ReadRow], _ block: Int, _ grounds: Grounds, _ order: inout PatientOrder
    ) {
        for index in rows.indices {
            var read = rows[index]
            read.row = grounds.dates.settled(read)
            grounds.numbers.renumber(&read.row)
            let file = Int(read.row.source.file)
            lastLines[file] = max(lastLines[file], read.row.source.line)
            order.add(read, block: block, row: index)
            rows[index] = read
        }
    }

    private mutating func add(_ row: OrderRow, to table: inout OutputSpan<OrderRow>) {
        table.append(row)
        count += 1
        examCounts[Int(row.exam)] += 1
        if row.performed.isKnown, row.status == .completed { performed.count(row.performed.day) }
    }

    /// Adds a patient's rows but for those that are not orders of their own.
    private mutating func addWithoutRepeats(
        of patient: PatientKey, _ rows: [OrderRow], _ repeats: RepeatedOrders, to table: inout OutputSpan<OrderRow>
    ) {
        var spans: [Int: [SourceSpan]] = [:]
        for index in repeats.fates.keys.sorted() {
            if repeats.fates[index] == .shared { shared.append(rows[index].source) }
            guard let original = repeats.original(of: index) else { continue }
            spans[original, default: []].append(rows[index].source)
        }
        let first = count
        for index in rows.indices where repeats.fates[index] == nil {
            var row = rows[index]
            if let repeating = spans[index] {
                row.flags.insert(.hasDuplicates)
                duplicates[count] = repeating
            }
            add(row, to: &table)
        }
        if count > first { patients.append(patient) }
    }
}
