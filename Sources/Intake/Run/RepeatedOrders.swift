import AuditModel

/// Finds rows that are one order: sent twice, corrected later, or claimed by two patients.
struct RepeatedOrders {
    private let rows: [OrderRow]
    private let content: [UInt64]
    private let exams: [ExamName]
    private let examSides: [Laterality]
    private let facts: FactTable

    private(set) var kept: [OrderRow] = []
    /// Spans of the rows that repeat a kept row, by its number.
    private(set) var duplicates: [Int: [SourceSpan]] = [:]
    private(set) var rejected: [ChunkTable.Rejected] = []
    private(set) var duplicateCount = 0
    private(set) var supersededCount = 0

    private enum Fate: Equatable {
        case kept
        case duplicate(of: Int)
        case superseded
        case shared
    }

    /// `rows` stand sorted by patient and time.
    init(rows: [OrderRow], content: [UInt64], table: OrderTable, meanings: RowMeanings) {
        self.rows = rows
        self.content = content
        exams = table.examNames
        facts = table.facts
        examSides = table.examNames.map { name in
            let words = name.description.split { !$0.isLetter && !$0.isNumber }
            let sides = Set(words.filter { $0.count > 1 }.map { meanings.side(of: String($0)) }).subtracting([
                .unspecified
            ])
            return sides.count == 1 ? sides.first ?? .unspecified : sides.count > 1 ? .bilateral : .unspecified
        }
    }

    mutating func find() {
        var fates = [Fate](repeating: .kept, count: rows.count)
        rejectShared(&fates)
        var start = 0
        while start < rows.count {
            var end = start + 1
            while end < rows.count, rows[end].patient == rows[start].patient { end += 1 }
            if end - start > 1 {
                joinOrderIDs(start..<end, &fates)
                joinExaminations(start..<end, &fates)
            }
            start = end
        }
        collect(fates)
    }

    /// An order id of two patients can belong to neither for certain.
    private mutating func rejectShared(_ fates: inout [Fate]) {
        let byID = rows.indices.sorted { rows[$0].orderIDHash < rows[$1].orderIDHash }
        var start = 0
        while start < byID.count {
            var end = start + 1
            var isShared = false
            while end < byID.count, rows[byID[end]].orderIDHash == rows[byID[start]].orderIDHash {
                if rows[byID[end]].patient != rows[byID[start]].patient { isShared = true }
                end += 1
            }
            if isShared { for index in byID[start..<end] { fates[index] = .shared } }
            start = end
        }
    }

    /// The same order id again: an identical row is a duplicate, a further one replaces the earlier (1.13.10).
    private func joinOrderIDs(_ range: Range<Int>, _ fates: inout [Fate]) {
        for index in range where fates[index] == .kept {
            for other in (index + 1)..<max(range.upperBound, index + 1)
            where fates[other] == .kept && rows[other].orderIDHash == rows[index].orderIDHash {
                if content[other] == content[index] {
                    fates[other] = .duplicate(of: index)
                } else if replaces(other, index) {
                    fates[index] = .superseded
                    break
                } else if replaces(index, other) {
                    fates[other] = .superseded
                }
            }
        }
    }

    /// Whether row `a` is a later state of the order that row `b` tells of. Lines of one order for different
    /// examinations stand beside each other, unless one of them only planned what the other says was done.
    private func replaces(_ a: Int, _ b: Int) -> Bool {
        let (left, right) = (rows[a], rows[b])
        if left.exam != right.exam {
            return left.status == .completed && (right.status == .scheduled || right.status == .unknown)
        }
        if !sameSide(a, b) { return false }
        if rank(left.status) != rank(right.status) { return rank(left.status) > rank(right.status) }
        if left.placed != right.placed { return left.placed > right.placed }
        return content[a] > content[b]
    }

    /// How final a status is; an examination that was made outranks a cancellation.
    private func rank(_ status: OrderStatus) -> Int {
        switch status {
        case .unknown: 0
        case .scheduled: 1
        case .cancelled: 2
        case .completed: 3
        }
    }

    /// The same code and side under one accession, or performed within ten minutes: one examination sent twice.
    private func joinExaminations(_ range: Range<Int>, _ fates: inout [Fate]) {
        for index in range where fates[index] == .kept && rows[index].status != .cancelled {
            for other in (index + 1)..<max(range.upperBound, index + 1)
            where fates[other] == .kept && rows[other].status != .cancelled && sameExam(index, other)
                && sameSide(index, other)
            {
                let (left, right) = (rows[index], rows[other])
                let sameAccession = left.accessionHash != 0 && left.accessionHash == right.accessionHash
                let isClose =
                    (left.status == right.status && left.isTimed && right.isTimed)
                    && (right.performed.minutes(since: left.performed).map { abs($0) <= 10 } ?? false)
                guard sameAccession || isClose else { continue }
                if rank(right.status) > rank(left.status) {
                    fates[index] = .duplicate(of: other)
                    break
                }
                fates[other] = .duplicate(of: index)
            }
        }
    }

    private func sameExam(_ a: Int, _ b: Int) -> Bool {
        if rows[a].exam == rows[b].exam { return true }
        let (left, right) = (exams[Int(rows[a].exam)], exams[Int(rows[b].exam)])
        return left.code.isEmpty || right.code.isEmpty ? left.description == right.description : left.code == right.code
    }

    private func sameSide(_ a: Int, _ b: Int) -> Bool {
        let (left, right) = (side(rows[a]), side(rows[b]))
        return left == right || left == .unspecified || right == .unspecified
    }

    /// From the columns, else the exam's name, else the texts where they agree on one.
    private func side(_ row: OrderRow) -> Laterality {
        if row.laterality != .unspecified { return row.laterality }
        let named = examSides[Int(row.exam)]
        if named != .unspecified || row.facts == 0 { return named }
        let entry = facts.entries[Int(row.facts)]
        var found = Laterality.unspecified
        for index in entry.statements {
            let side = facts.statements[Int(index)].side
            if side == .unspecified { continue }
            if found != .unspecified, found != side { return .unspecified }
            found = side
        }
        return found
    }

    private mutating func collect(_ fates: [Fate]) {
        func representative(_ index: Int) -> Int? {
            var index = index
            while case .duplicate(let original) = fates[index] { index = original }
            return fates[index] == .kept ? index : nil
        }
        var newNumbers: [Int: Int] = [:]
        for (index, fate) in fates.enumerated() {
            switch fate {
            case .kept:
                newNumbers[index] = kept.count
                kept.append(rows[index])
            case .superseded: supersededCount += 1
            case .shared: rejected.append(.init(span: rows[index].source, reason: .orderIDOfTwoPatients))
            case .duplicate: duplicateCount += 1
            }
        }
        for (index, fate) in fates.enumerated() {
            guard case .duplicate = fate, let original = representative(index), let number = newNumbers[original]
            else { continue }
            duplicates[number, default: []].append(rows[index].source)
            kept[number].flags.insert(.hasDuplicates)
        }
    }
}

extension OrderRow {
    /// Performed at a recorded time, not one taken from the order.
    fileprivate var isTimed: Bool { performed.hasTime && !flags.contains(.performedImputed) }
}
