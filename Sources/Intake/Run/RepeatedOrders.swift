import AuditModel

/// Finds rows of one patient that are one order: sent twice, corrected later, or claimed by another patient too. One serves
/// patient after patient.
struct RepeatedOrders {
    enum Fate: Equatable {
        case duplicate(of: Int)
        case superseded
        /// The order id stands with another patient too.
        case shared
    }

    /// What rows are compared by besides what stands in them.
    struct Grounds: Sendable {
        let examNames: [ExamName]
        let facts: FactTable
        /// Gives rows' cells.
        let archive: SourceArchive
        /// Order ids that stand with two patients.
        let shared: Set<IdentifierCode>
        /// The side that an exam's name tells, which tells two lines of one code apart.
        fileprivate let sides: [Laterality]

        init(_ table: OrderTable, meanings: RowMeanings, archive: SourceArchive, shared: Set<IdentifierCode>) {
            examNames = table.examNames
            facts = table.facts
            self.archive = archive
            self.shared = shared
            sides = table.examNames.map { name in
                let words = name.description.split { !$0.isLetter && !$0.isNumber }.filter { $0.count > 1 }
                let sides = Set(words.map { meanings.side(of: String($0)) }).subtracting([.unspecified])
                return sides.count > 1 ? .bilateral : sides.first ?? .unspecified
            }
        }
    }

    /// What becomes of the rows that are not kept as orders of their own.
    private(set) var fates: [Int: Fate] = [:]
    /// Whether a row has a fate, without a look into the dictionary.
    private var isSettled: [Bool] = []
    private let grounds: Grounds

    init(_ grounds: Grounds) { self.grounds = grounds }

    /// `rows` are all rows of a patient and stand sorted by time.
    mutating func find(among rows: [OrderRow]) {
        if !fates.isEmpty { fates.removeAll(keepingCapacity: true) }
        if rows.count < 2, grounds.shared.isEmpty { return }
        isSettled.removeAll(keepingCapacity: true)
        isSettled.append(contentsOf: repeatElement(false, count: rows.count))
        if !grounds.shared.isEmpty {
            for index in rows.indices where grounds.shared.contains(rows[index].orderID) { settle(index, .shared) }
        }
        if rows.count < 2 { return }
        if rows.count <= Self.few {
            // So few that every pair is compared.
            joinOrderIDs(rows.indices, of: rows)
            joinExaminations(rows.indices, of: rows)
            return
        }
        for group in groups(rows, by: { $0.orderID.number }) { joinOrderIDs(group, of: rows) }
        for group in groups(rows, by: { $0.accessionHash }) { joinExaminations(group, of: rows) }
        joinExaminations(rows.indices, of: rows, within: Self.farthest)
    }

    /// Rows of a patient up to which every pair is compared.
    private static let few = 16
    /// How many rows behind a row are compared with it by their times, so that one id of very many rows stays cheap.
    private static let farthest = 64

    /// Rows that share a key other than 0.
    private func groups(_ rows: [OrderRow], by key: (OrderRow) -> UInt64) -> [[Int]] {
        var groups: [UInt64: [Int]] = [:]
        for row in rows.indices where key(rows[row]) != 0 { groups[key(rows[row]), default: []].append(row) }
        return groups.values.filter { $0.count > 1 }
    }

    private mutating func settle(_ index: Int, _ fate: Fate) {
        fates[index] = fate
        isSettled[index] = true
    }

    /// The same order id again: an identical row is a duplicate, a further one replaces the earlier (1.13.10).
    private mutating func joinOrderIDs(_ group: some RandomAccessCollection<Int>, of rows: [OrderRow]) {
        for (place, index) in group.enumerated() where !isSettled[index] {
            for other in group.dropFirst(place + 1) where rows[other].orderID == rows[index].orderID {
                guard !isSettled[index] else { break }
                guard !isSettled[other] else { continue }
                if grounds.archive.saysTheSame(rows[other].source, rows[index].source) {
                    settle(other, .duplicate(of: index))
                } else if replaces(rows[other], rows[index]) {
                    settle(index, .superseded)
                } else if replaces(rows[index], rows[other]) {
                    settle(other, .superseded)
                }
            }
        }
    }

    /// Whether `left` is a later state of the order that `right` tells of. Lines of one order for different
    /// examinations stand beside each other, unless one only planned what the other says was done.
    private func replaces(_ left: OrderRow, _ right: OrderRow) -> Bool {
        if left.exam != right.exam {
            return left.status == .completed && (right.status == .scheduled || right.status == .unknown)
        }
        guard sameSide(left, right) else { return false }
        if left.status.finality != right.status.finality { return left.status.finality > right.status.finality }
        if left.placed != right.placed { return left.placed > right.placed }
        return grounds.archive.digest(of: left.source) > grounds.archive.digest(of: right.source)
    }

    /// The same code and side under one accession, or performed within ten minutes: one examination sent twice.
    private mutating func joinExaminations(
        _ group: some RandomAccessCollection<Int>, of rows: [OrderRow], within: Int = .max
    ) {
        for (place, index) in group.enumerated() where rows[index].status != .cancelled && !isSettled[index] {
            let left = rows[index]
            for other in group.dropFirst(place + 1).prefix(within) {
                let right = rows[other]
                guard right.status != .cancelled, isOneExamination(left, right),
                    !isSettled[index], !isSettled[other],
                    sameExam(left, right), sameSide(left, right)
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

    private func sameExam(_ a: OrderRow, _ b: OrderRow) -> Bool {
        if a.exam == b.exam { return true }
        let (left, right) = (grounds.examNames[Int(a.exam)], grounds.examNames[Int(b.exam)])
        return left.code.isEmpty || right.code.isEmpty
            ? left.description == right.description : left.code == right.code
    }

    private func sameSide(_ a: OrderRow, _ b: OrderRow) -> Bool {
        let (left, right) = (side(a), side(b))
        return left == right || left == .unspecified || right == .unspecified
    }

    /// From the columns, else the exam's name, else the texts where they agree on one.
    private func side(_ row: OrderRow) -> Laterality {
        if row.laterality != .unspecified { return row.laterality }
        let named = grounds.sides[Int(row.exam)]
        if named != .unspecified || row.facts == 0 { return named }
        var found = Laterality.unspecified
        for index in grounds.facts.entries[Int(row.facts)].statements {
            let side = grounds.facts.statements[Int(index)].side
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
