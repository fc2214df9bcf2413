package import AuditModel

extension ReadingCoverage {
    /// With what the exam names alone tell; orders are counted one by one.
    package init(examsOf orders: OrderTable) {
        self.init()
        examNames = orders.exams.count
        examNamesUnderstood = orders.exams.count { $0.isUnderstood }
    }

    /// Counts an order of a run whose exams are interpreted.
    package mutating func count(_ row: Int, in orders: OrderTable) {
        self.orders += 1
        if orders.exams[Int(orders.rows[row].exam)].isUnderstood { withExamUnderstood += 1 }
        let hasText = orders.rows[row].flags.contains(.hasText)
        if hasText { withText += 1 }
        let facts = Int(orders.rows[row].facts)
        if facts == 0 { return }
        let sources = orders.facts.lesionSources(facts)
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
        guard orders.rows[row].flags.contains(.hasText), orders.rows[row].facts != 0 else { return false }
        let sources = orders.facts.lesionSources(Int(orders.rows[row].facts))
        return sources.isCoded && !sources.isWritten
    }
}

extension FactTable {
    /// Whether a lesion is spoken of in codes, and in texts, by the entry with this number.
    fileprivate func lesionSources(_ entry: Int) -> (isCoded: Bool, isWritten: Bool) {
        var found = (isCoded: false, isWritten: false)
        for number in entries[entry].statements {
            if statements[Int(number)].field == .icd10 { found.isCoded = true } else { found.isWritten = true }
        }
        return found
    }
}
