import AuditModel

extension RunAssembly {
    /// Settles day and month order, placeholder times and what follows from them, for the whole run.
    ///
    /// Throws where a column's order can not be told: a guess could move an examination by months.
    mutating func settleDates(profile: Profile?, columns: [ColumnMap]) throws(AuditIssues) -> [CanonicalField] {
        var issues: [AuditIssue] = []
        func isDayFirst(_ column: ColumnEvidence.Column, _ field: CanonicalField) -> Bool {
            if let order = profile?.dateOrder { return order == .dayFirst }
            guard column.open > 0 || (column.dayFirst > 0 && column.monthFirst > 0) else { return false }
            // One slip of the pen among many open dates is no evidence: of true days, more than half are above 12.
            let isClear = max(column.dayFirst, column.monthFirst) * 50 >= column.open
            if isClear, column.dayFirst > 0, column.monthFirst == 0 { return true }
            if isClear, column.monthFirst > 0, column.dayFirst == 0 { return false }
            let file = table.files.count == 1 ? table.files[0].name : ""
            let what =
                column.dayFirst == 0 || column.monthFirst == 0
                ? "nearly every date in it could be read day first or month first"
                : "some dates in it have the day first, some the month"
            issues.append(
                AuditIssue(
                    file: file,
                    "column \(heading(of: field, columns)): \(what); say which in a profile, "
                        + "date-order: day-first or date-order: month-first"))
            return false
        }
        let orderedDayFirst = isDayFirst(evidence.ordered, .orderedTime)
        let performedDayFirst = isDayFirst(evidence.performed, .performedTime)
        let birthDayFirst = isDayFirst(evidence.birth, .birthDate)
        guard issues.isEmpty else { throw AuditIssues(.input, issues) }

        let orderedPlaceholders = evidence.ordered.midnights * 2 > evidence.ordered.clockTimes
        let performedPlaceholders = evidence.performed.midnights * 2 > evidence.performed.clockTimes
        func settle(_ day: inout Day, _ isOpen: Bool, _ isDayFirst: Bool) {
            if isOpen, isDayFirst, let exchanged = day.dayAndMonthExchanged { day = exchanged }
        }
        let numbers = numberByContent()
        for index in table.rows.indices {
            let flags = pending[index].flags
            var row = table.rows[index]
            settle(&row.ordered.day, flags.contains(.orderedOpen), orderedDayFirst)
            settle(&row.performed.day, flags.contains(.performedOpen), performedDayFirst)
            settle(&row.birth, flags.contains(.birthOpen), birthDayFirst)
            if orderedPlaceholders, row.ordered.second == 0 { row.ordered.second = -1 }
            if performedPlaceholders, row.performed.second == 0 { row.performed.second = -1 }
            row.settle(isBirthCenturyOpen: flags.contains(.birthCenturyOpen))
            numbers.renumber(&row)
            table.rows[index] = row
        }
        var placeholders: [CanonicalField] = []
        if orderedPlaceholders { placeholders.append(.orderedTime) }
        if performedPlaceholders { placeholders.append(.performedTime) }
        return placeholders
    }

    private func heading(of field: CanonicalField, _ columns: [ColumnMap]) -> String {
        for map in columns { if let column = map.column(of: field) { return map.headings[column] } }
        return field.rawValue
    }
}

extension OrderRow {
    /// What follows from status and dates together, once both are settled.
    fileprivate mutating func settle(isBirthCenturyOpen: Bool) {
        switch status {
        case .completed:
            if !performed.isKnown {
                performed = ordered
                flags.insert(.performedImputed)
            }
        case .cancelled, .scheduled:
            // Placed by its order time; where there is none, the written time of the examination that was to be.
            if !ordered.isKnown { ordered = performed }
            performed = .unknown
        case .unknown: break
        }
        if isBirthCenturyOpen, birth.isKnown { settleCentury() }
        if birth.isKnown {
            let days = placed.day.days(since: birth)
            if days < 0 || days > 120 * 366 { flags.insert(.ageConflict) }
            // A written age has passed its year by up to a year.
            if ageDays >= 0, days < Int(ageDays) - 366 || days > Int(ageDays) + 731 { flags.insert(.ageConflict) }
        }
        if ageDays > 120 * 366 { flags.insert(.ageConflict) }
    }

    /// A birth year of two digits is taken only where no living person could have the other.
    private mutating func settleCentury() {
        let (year, month, day) = birth.civil
        let earlier = Day(year: year - 100, month: month, day: day) ?? .unknown
        if placed.day.days(since: birth) < 0 {
            birth = earlier
        } else if ageDays >= 0 {
            let near = abs(placed.day.days(since: birth) - Int(ageDays)) < 731
            birth = near ? birth : earlier
        } else {
            birth = .unknown
        }
    }
}
