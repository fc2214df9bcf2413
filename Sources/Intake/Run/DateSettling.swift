import AuditModel

extension RunAssembly {
    /// Settles the order of written dates and placeholder times for the whole run.
    ///
    /// Throws where a column's order can not be told: a guess could move an examination by months or years.
    func settleDates(columns: [ColumnMap]) throws(AuditIssues) -> SettledDates {
        var issues: [AuditIssue] = []
        var settled = SettledDates()
        func order(_ column: ColumnEvidence.Column, _ field: CanonicalField) -> Profile.DateOrder {
            let finding = column.order.finding
            if case .settled(let order) = finding {
                if column.order.decides { settled.orders.append((field, order)) }
                return order
            }
            let file = table.files.count == 1 ? table.files[0].name : ""
            issues.append(
                AuditIssue(file: file, "column \(heading(of: field, columns)): \(column.order.question(finding))"))
            return .monthFirst
        }
        settled.ordered.order = order(evidence.ordered, .orderedTime)
        settled.performed.order = order(evidence.performed, .performedTime)
        settled.birthOrder = order(evidence.birth, .birthDate)
        guard issues.isEmpty else { throw AuditIssues(.input, issues) }
        settled.ordered.hasPlaceholders = evidence.ordered.midnights * 2 > evidence.ordered.clockTimes
        settled.performed.hasPlaceholders = evidence.performed.midnights * 2 > evidence.performed.clockTimes
        return settled
    }

    func heading(of field: CanonicalField, _ columns: [ColumnMap]) -> String {
        for map in columns { if let column = map.column(of: field) { return map.headings[column] } }
        return field.rawValue
    }
}

/// What was settled of a run's dates.
struct SettledDates: Sendable {
    struct Times: Sendable {
        var order = Profile.DateOrder.monthFirst
        /// 00:00:00 is no time.
        var hasPlaceholders = false

        fileprivate func settle(_ moment: inout Moment, isOpen: Bool, isDayTaken: Bool) {
            if isOpen { moment.day = moment.day.reordered(to: order, isDayTaken: isDayTaken) }
            if hasPlaceholders, moment.second == 0 { moment.second = -1 }
        }
    }

    /// Columns whose dates could be read in several orders, and the one that they show.
    var orders: [(field: CanonicalField, order: Profile.DateOrder)] = []
    var ordered = Times()
    var performed = Times()
    var birthOrder = Profile.DateOrder.monthFirst

    /// Columns whose 00:00:00 is no time.
    var placeholders: [CanonicalField] {
        (ordered.hasPlaceholders ? [.orderedTime] : []) + (performed.hasPlaceholders ? [.performedTime] : [])
    }

    /// The row with its dates settled, and what follows from them.
    func settled(_ read: ReadRow) -> OrderRow {
        var row = read.row
        let flags = read.flags
        ordered.settle(
            &row.ordered, isOpen: flags.contains(.orderedOpen), isDayTaken: flags.contains(.orderedDayTaken))
        performed.settle(
            &row.performed, isOpen: flags.contains(.performedOpen), isDayTaken: flags.contains(.performedDayTaken))
        if flags.contains(.birthOpen) {
            row.birth = row.birth.reordered(to: birthOrder, isDayTaken: flags.contains(.birthDayTaken))
        }
        row.settle(isBirthCenturyOpen: flags.contains(.birthCenturyOpen))
        return row
    }
}

extension DateOrderEvidence {
    /// What is not clear, with the lines of a profile that decide it.
    fileprivate func question(_ finding: Finding) -> String {
        var choices = Profile.DateOrder.allCases
        var what = "its dates are not all written in one order"
        if case .open(let orders) = finding {
            choices = orders
            let words = orders.map { $0.rawValue.replacing("-", with: " ") }
            what = "nearly every date in it could be read \(words.listed)"
        } else if firsts == 0, lasts == 0 {
            choices = [.dayFirst, .monthFirst]
            what = "some dates in it have the day first, some the month"
        }
        return "\(what); say which in a profile, \(choices.map { "date-order: \($0.rawValue)" }.listed)"
    }
}

extension [String] {
    /// `a, b or c`
    fileprivate var listed: String {
        count < 2 ? joined() : dropLast().joined(separator: ", ") + " or " + self[count - 1]
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
