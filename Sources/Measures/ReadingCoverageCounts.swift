package import AuditModel

extension ReadingCoverage {
    /// Counts the orders of a run whose exams are interpreted.
    package static func count(in orders: OrderTable) -> ReadingCoverage {
        var coverage = ReadingCoverage()
        coverage.orders = orders.rows.count
        coverage.examNames = orders.exams.count
        coverage.examNamesUnderstood = orders.exams.count { $0.isUnderstood }
        for row in orders.rows {
            let sources = orders.facts.lesionSources(of: row)
            if orders.exams[Int(row.exam)].isUnderstood { coverage.withExamUnderstood += 1 }
            if row.flags.contains(.hasText) { coverage.withText += 1 }
            if sources.isWritten { coverage.withLesionInText += 1 }
            if sources.isCoded { coverage.withLesionCode += 1 }
            if isUnread(row, in: orders) { coverage.withLesionCodeAgainstText += 1 }
        }
        return coverage
    }

    /// Whether an order's code names a lesion and its text, though there is one, says nothing of any.
    package static func isUnread(_ row: OrderRow, in orders: OrderTable) -> Bool {
        let sources = orders.facts.lesionSources(of: row)
        return sources.isCoded && !sources.isWritten && row.flags.contains(.hasText)
    }
}

extension FactTable {
    /// Whether a lesion is spoken of in an order's codes, and in its texts.
    fileprivate func lesionSources(of row: OrderRow) -> (isCoded: Bool, isWritten: Bool) {
        var found = (isCoded: false, isWritten: false)
        for number in entries[Int(row.facts)].statements {
            if statements[Int(number)].field == .icd10 { found.isCoded = true } else { found.isWritten = true }
        }
        return found
    }
}
