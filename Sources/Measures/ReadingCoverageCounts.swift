package import AuditModel

extension ReadingCoverage {
    /// With what the exam names alone tell; orders are counted one by one.
    package init(examsOf orders: OrderTable) {
        self.init()
        examNames = orders.exams.count
        examNamesUnderstood = orders.exams.count { $0.isUnderstood }
    }

    /// Counts some orders of a run whose exams are interpreted; `statements` is lent as room.
    package mutating func count(
        _ rows: Range<Int>, in orders: OrderTable, statements: inout [Range<UInt32>]
    ) {
        // What orders say lies far apart. Looked up for all before any of it is gone through, it is waited for at once.
        statements.removeAll(keepingCapacity: true)
        for row in rows { statements.append(orders.facts.entries[Int(orders.rows[row].facts)].statements) }
        for (row, statements) in zip(rows, statements) { count(row, saying: statements, in: orders) }
    }

    private mutating func count(_ row: Int, saying statements: Range<UInt32>, in orders: OrderTable) {
        self.orders += 1
        if orders.exams[Int(orders.rows[row].exam)].isUnderstood { withExamUnderstood += 1 }
        let hasText = orders.rows[row].flags.contains(.hasText)
        if hasText { withText += 1 }
        let sources = orders.facts.lesionSources(statements)
        if sources.isWritten { withLesionInText += 1 }
        if sources.isCoded { withLesionCode += 1 }
        if sources.isCoded, !sources.isWritten, hasText { withLesionCodeAgainstText += 1 }
    }

    /// Adds the orders that another has counted.
    package mutating func addOrders(of other: ReadingCoverage) {
        orders += other.orders
        withExamUnderstood += other.withExamUnderstood
        withText += other.withText
        withLesionInText += other.withLesionInText
        withLesionCode += other.withLesionCode
        withLesionCodeAgainstText += other.withLesionCodeAgainstText
    }

    /// Whether an order's code names a lesion and its text, though there is one, says nothing of any.
    package static func isUnread(_ row: Int, in orders: OrderTable) -> Bool {
        guard orders.rows[row].flags.contains(.hasText) else { return false }
        let sources = orders.facts.lesionSources(orders.facts.entries[Int(orders.rows[row].facts)].statements)
        return sources.isCoded && !sources.isWritten
    }
}

extension FactTable {
    /// Whether a lesion is spoken of in codes, and in texts, by these statements.
    fileprivate func lesionSources(_ numbers: Range<UInt32>) -> (isCoded: Bool, isWritten: Bool) {
        var coded = 0
        for number in numbers where statements[Int(number)].field == .icd10 { coded += 1 }
        return (coded > 0, coded < numbers.count)
    }
}
