import AuditModel

/// Finds rows that are one order: sent twice, corrected later, or claimed by two patients.
struct RepeatedOrders {
    enum Fate: Equatable {
        case duplicate(of: Int)
        case superseded
        /// The order id stands with another patient too.
        case shared
    }

    /// What becomes of the rows that are not kept as orders of their own.
    private(set) var fates: [Int: Fate] = [:]
    /// Whether a row has a fate, without a look into the dictionary.
    private var isSettled: [Bool]
    private let examSides: [Laterality]

    /// `rows` stand sorted by patient and time; `archive` gives rows' cells.
    init(in table: OrderTable, meanings: RowMeanings, archive: SourceArchive) {
        isSettled = [Bool](repeating: false, count: table.rows.count)
        // A side in an exam's name tells two lines of one code apart.
        examSides = table.examNames.map { name in
            let words = name.description.split { !$0.isLetter && !$0.isNumber }.filter { $0.count > 1 }
            let sides = Set(words.map { meanings.side(of: String($0)) }).subtracting([.unspecified])
            return sides.count > 1 ? .bilateral : sides.first ?? .unspecified
        }
        let repeated = Self.repeatedHashes(table.rows)
        if !repeated.isEmpty { findShared(table.rows, repeated) }
        var start = 0
        while start < table.rows.count {
            var end = start + 1
            while end < table.rows.count, table.rows[end].patient == table.rows[start].patient { end += 1 }
            let rows = start..<end
            start = end
            if rows.count < 2 { continue }
            if rows.count <= Self.few {
                // So few that every pair is compared.
                joinOrderIDs(rows, table, archive)
                joinExaminations(rows, table)
                continue
            }
            for group in Self.groups(rows, by: { table.rows[$0].orderIDHash }) { joinOrderIDs(group, table, archive) }
            for group in Self.groups(rows, by: { table.rows[$0].accessionHash }) { joinExaminations(group, table) }
            joinExaminations(rows, table, within: Self.farthest)
        }
    }

    /// Rows of a patient up to which every pair is compared.
    private static let few = 16
    /// How many rows behind a row are compared with it by their times, so that one id of very many rows stays cheap.
    private static let farthest = 64

    /// Rows that share a key other than 0.
    private static func groups(_ rows: Range<Int>, by key: (Int) -> UInt64) -> [[Int]] {
        var groups: [UInt64: [Int]] = [:]
        for row in rows where key(row) != 0 { groups[key(row), default: []].append(row) }
        return groups.values.filter { $0.count > 1 }
    }

    private mutating func settle(_ index: Int, _ fate: Fate) {
        fates[index] = fate
        isSettled[index] = true
    }

    /// Hashes of order ids that may stand more than once.
    private static func repeatedHashes(_ rows: [OrderRow]) -> Set<UInt64> {
        var bits = 10
        while bits < 34, 1 << bits < rows.count * 16 { bits += 1 }
        var seen = [UInt64](repeating: 0, count: 1 << (bits - 6))
        var repeated: Set<UInt64> = []
        for row in rows {
            let place = Int(row.orderIDHash >> UInt64(64 - bits))
            let bit: UInt64 = 1 << UInt64(place & 63)
            if seen[place >> 6] & bit != 0 { repeated.insert(row.orderIDHash) }
            seen[place >> 6] |= bit
        }
        return repeated
    }

    /// An order id of two patients can belong to neither for certain.
    private mutating func findShared(_ rows: [OrderRow], _ repeated: Set<UInt64>) {
        var owner: [UInt64: UInt32] = [:]
        var shared: Set<UInt64> = []
        for row in rows where repeated.contains(row.orderIDHash) {
            if let patient = owner[row.orderIDHash] {
                if patient != row.patient { shared.insert(row.orderIDHash) }
            } else {
                owner[row.orderIDHash] = row.patient
            }
        }
        if shared.isEmpty { return }
        for (index, row) in rows.enumerated() where shared.contains(row.orderIDHash) { settle(index, .shared) }
    }

    /// The same order id again: an identical row is a duplicate, a further one replaces the earlier (1.13.10).
    private mutating func joinOrderIDs(
        _ rows: some RandomAccessCollection<Int>, _ table: OrderTable, _ archive: SourceArchive
    ) {
        for (place, index) in rows.enumerated() where !isSettled[index] {
            for other in rows.dropFirst(place + 1)
            where table.rows[other].orderIDHash == table.rows[index].orderIDHash {
                guard !isSettled[index] else { break }
                guard !isSettled[other] else { continue }
                if archive.saysTheSame(table.rows[other].source, table.rows[index].source) {
                    settle(other, .duplicate(of: index))
                } else if replaces(other, index, table, archive) {
                    settle(index, .superseded)
                } else if replaces(index, other, table, archive) {
                    settle(other, .superseded)
                }
            }
        }
    }

    /// Whether row `a` is a later state of the order that row `b` tells of. Lines of one order for different
    /// examinations stand beside each other, unless one only planned what the other says was done.
    private func replaces(_ a: Int, _ b: Int, _ table: OrderTable, _ archive: SourceArchive) -> Bool {
        let (left, right) = (table.rows[a], table.rows[b])
        if left.exam != right.exam {
            return left.status == .completed && (right.status == .scheduled || right.status == .unknown)
        }
        guard sameSide(left, right, table) else { return false }
        if left.status.finality != right.status.finality { return left.status.finality > right.status.finality }
        if left.placed != right.placed { return left.placed > right.placed }
        return archive.digest(of: left.source) > archive.digest(of: right.source)
    }

    /// The same code and side under one accession, or performed within ten minutes: one examination sent twice.
    private mutating func joinExaminations(
        _ rows: some RandomAccessCollection<Int>, _ table: OrderTable, within: Int = .max
    ) {
        for (place, index) in rows.enumerated() where table.rows[index].status != .cancelled && !isSettled[index] {
            let left = table.rows[index]
            for other in rows.dropFirst(place + 1).prefix(within) {
                let right = table.rows[other]
                guard right.status != .cancelled, isOneExamination(left, right),
                    !isSettled[index], !isSettled[other],
                    sameExam(left, right, table), sameSide(left, right, table)
                else { continue }
                if right.status.finality > left.status.finality {
                    settle(index, .duplicate(of: other))
                } else {
                    settle(other, .duplicate(of: index))
                }
            }
        }
    }

    /// One accession, or the same state at nearly the same recorded time.
    private func isOneExamination(_ a: OrderRow, _ b: OrderRow) -> Bool {
        if a.accessionHash != 0, a.accessionHash == b.accessionHash { return true }
        guard a.status == b.status, a.isTimed, b.isTimed,
            let minutes = b.performed.minutes(since: a.performed)
        else { return false }
        return abs(minutes) <= 10
    }

    private func sameExam(_ a: OrderRow, _ b: OrderRow, _ table: OrderTable) -> Bool {
        if a.exam == b.exam { return true }
        let (left, right) = (table.examNames[Int(a.exam)], table.examNames[Int(b.exam)])
        return left.code.isEmpty || right.code.isEmpty
            ? left.description == right.description : left.code == right.code
    }

    private func sameSide(_ a: OrderRow, _ b: OrderRow, _ table: OrderTable) -> Bool {
        let (left, right) = (side(a, table), side(b, table))
        return left == right || left == .unspecified || right == .unspecified
    }

    /// From the columns, else the exam's name, else the texts where they agree on one.
    private func side(_ row: OrderRow, _ table: OrderTable) -> Laterality {
        if row.laterality != .unspecified { return row.laterality }
        let named = examSides[Int(row.exam)]
        if named != .unspecified || row.facts == 0 { return named }
        var found = Laterality.unspecified
        for index in table.facts.entries[Int(row.facts)].statements {
            let side = table.facts.statements[Int(index)].side
            if side == .unspecified { continue }
            if found != .unspecified, found != side { return .unspecified }
            found = side
        }
        return found
    }

    /// The row that stands for a duplicate; nil where that one is not kept either.
    func original(of index: Int) -> Int? {
        var index = index
        while case .duplicate(let original)? = fates[index] { index = original }
        return fates[index] == nil ? index : nil
    }
}

extension OrderRow {
    /// Performed at a recorded time, not one taken from the order.
    fileprivate var isTimed: Bool { performed.hasTime && !flags.contains(.performedImputed) }
}

extension OrderStatus {
    /// Which of two states of one order is the later: an examination that was made outranks a cancellation.
    fileprivate var finality: Int {
        switch self {
        case .unknown: 0
        case .scheduled: 1
        case .cancelled: 2
        case .completed: 3
        }
    }
}
