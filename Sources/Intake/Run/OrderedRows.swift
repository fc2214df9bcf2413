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

    /// Their patients are numbered within the part.
    var rows: [OrderRow] = []
    var patients: [PatientKey] = []
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
        /// By stretch.
        var lineBases: [UInt32]
        var numbers: [RowNumbers]
        var dates: SettledDates
        var repeats: RepeatedOrders.Grounds
        var files: Int
    }

    /// Room that one thread needs for part after part.
    struct Room {
        /// Where there is not room for all in memory.
        var spill: TableSpill?
        fileprivate var settled: [OrderRow] = []
        fileprivate var keys: [PatientKey] = []

        init(spill: TableSpill?) { self.spill = spill }
    }

    /// `stretches`: the part's rows of every stretch; each is given back when it is done with. Throws where rows can not
    /// be laid into files.
    init(_ stretches: consuming [[ReadRow]], _ grounds: Grounds, _ room: inout Room) throws(AuditIssues) {
        examCounts = [Int](repeating: 0, count: grounds.repeats.examNames.count)
        lastLines = [UInt32](repeating: 0, count: grounds.files)
        let count = stretches.reduce(0) { $0 + $1.count }
        room.settled.removeAll(keepingCapacity: true)
        room.settled.reserveCapacity(count)
        try room.spill?.lay(&room.settled)
        room.keys.removeAll(keepingCapacity: true)
        room.keys.reserveCapacity(count)
        var longRecords: [Int: Int] = [:]
        for stretch in stretches.indices {
            let (numbers, lineBase) = (grounds.numbers[stretch], grounds.lineBases[stretch])
            for read in stretches[stretch] {
                var row = grounds.dates.settled(read)
                numbers.renumber(&row)
                row.source.line += lineBase
                let file = Int(row.source.file)
                lastLines[file] = max(lastLines[file], row.source.line)
                if read.lines > 1 { longRecords[room.settled.count] = Int(read.lines) }
                room.settled.append(row)
                room.keys.append(read.patient)
            }
            stretches[stretch] = []
        }
        let order = patientOrder(of: room.settled, room.keys)
        rows.reserveCapacity(count)
        try room.spill?.lay(&rows)
        var last: PatientKey?
        for number in order {
            let key = room.keys[Int(number)]
            if key != last { patients.append(key) }
            last = key
            var row = room.settled[Int(number)]
            row.patient = UInt32(patients.count - 1)
            rows.append(row)
        }
        let repeats = RepeatedOrders(among: rows, grounds.repeats)
        if !repeats.fates.isEmpty {
            moved = repeats.fates.map { place, fate in
                Moved(
                    fate: fate, file: Int(rows[place].source.file), lines: longRecords[Int(order[place])] ?? 1)
            }
            removeRepeats(repeats)
        }
        for row in rows {
            examCounts[Int(row.exam)] += 1
            if row.performed.isKnown, row.status == .completed { performed.count(row.performed.day) }
        }
    }

    /// Takes out the rows that are not orders of their own and closes the ranks.
    private mutating func removeRepeats(_ repeats: consuming RepeatedOrders) {
        let (fates, isSettled) = (repeats.fates, repeats.isSettled)
        var spans: [Int: [SourceSpan]] = [:]
        for index in fates.keys.sorted() {
            guard let original = repeats.original(of: index) else { continue }
            spans[original, default: []].append(rows[index].source)
        }
        // It holds the rows, which would be copied to be changed.
        _ = consume repeats
        var kept: [PatientKey] = []
        var lastPatient: UInt32?
        var place = 0
        for index in rows.indices {
            if isSettled[index] {
                if fates[index] == .shared { shared.append(rows[index].source) }
                continue
            }
            var row = rows[index]
            if row.patient != lastPatient {
                lastPatient = row.patient
                kept.append(patients[Int(row.patient)])
            }
            row.patient = UInt32(kept.count - 1)
            if let repeating = spans[index] {
                row.flags.insert(.hasDuplicates)
                duplicates[place] = repeating
            }
            rows[place] = row
            place += 1
        }
        rows.removeLast(rows.count - place)
        patients = kept
    }
}
