import AuditModel

/// How exports write dates, as far as the profile says so.
struct DateForms: Sendable {
    var months: MonthNames
    /// The order that the profile states; nil: told by the column.
    var order: Profile.DateOrder?
}

/// The three numbers of a date such as `03/04/2025` or `25-03-04`, and in which orders they give a day.
struct DateNumbers {
    private let first: UInt8
    private let last: UInt8
    private let dayFirst: Day?
    private let monthFirst: Day?
    private let yearFirst: Day?
    /// Between dots the month never stands first, so that such a date does not speak against it in others.
    private let isDotted: Bool
    private let isShort: Bool
    /// The profile has decided; the date is no evidence.
    private let isStated: Bool

    /// A year of two digits stands first or last; one of a single digit is none.
    init(
        _ first: (value: Int, digits: Int), _ second: Int, _ last: (value: Int, digits: Int), isDotted: Bool,
        stated: Profile.DateOrder?
    ) {
        isShort = last.digits < 4
        self.first = UInt8(truncatingIfNeeded: first.value)
        self.last = isShort ? UInt8(truncatingIfNeeded: last.value) : 0
        self.isDotted = isDotted
        // A statement that the year comes first leaves open what dates say in which it can not.
        let order = stated == .yearFirst && !isShort ? nil : stated
        isStated = order != nil
        func allows(_ other: Profile.DateOrder) -> Bool { order == nil || order == other }
        let lastYear = isShort ? (last.digits == 2 ? 2000 + last.value : 0) : last.value
        dayFirst = allows(.dayFirst) ? Day(year: lastYear, month: second, day: first.value) : nil
        monthFirst =
            allows(.monthFirst) && (!isDotted || isStated) ? Day(year: lastYear, month: first.value, day: second) : nil
        yearFirst =
            isShort && first.digits == 2 && allows(.yearFirst)
            ? Day(year: 2000 + first.value, month: second, day: last.value) : nil
    }

    /// The day in the first order in which there is one: month first, day first, year first. Nil: in none.
    var day: Day? { monthFirst ?? dayFirst ?? yearFirst }

    /// `day` has the day first, because the month can not be.
    var isDayTaken: Bool { monthFirst == nil && dayFirst != nil }

    /// The orders give more than one day.
    var isOpen: Bool {
        differ(dayFirst, monthFirst) || differ(dayFirst, yearFirst) || differ(monthFirst, yearFirst)
    }

    private func differ(_ a: Day?, _ b: Day?) -> Bool {
        guard let a, let b else { return false }
        return a != b
    }

    /// Adds what the date shows of its column.
    func note(in column: inout DateOrderEvidence) {
        if isStated { return }
        if dayFirst == nil { column.refuting.day += 1 } else { column.fitting.day += 1 }
        if monthFirst != nil { column.fitting.month += 1 } else if !isDotted { column.refuting.month += 1 }
        if yearFirst == nil { column.refuting.year += 1 } else { column.fitting.year += 1 }
        if differ(dayFirst, monthFirst) { column.open.dayMonth += 1 }
        if differ(dayFirst, yearFirst) { column.open.dayYear += 1 }
        // Among dates with the month first, one between dots has the day first.
        if differ(monthFirst ?? (isDotted ? dayFirst : nil), yearFirst) { column.open.monthYear += 1 }
        if isShort {
            if first < 32 { column.firsts |= 1 << UInt32(first) }
            if last < 32 { column.lasts |= 1 << UInt32(last) }
        }
    }
}

extension Day {
    /// What a date that was read month first, or day first where `isDayTaken`, says in another order.
    func reordered(to order: Profile.DateOrder, isDayTaken: Bool) -> Day {
        let (year, month, day) = civil
        let other: Day? =
            switch order {
            case .monthFirst: nil
            case .dayFirst: isDayTaken ? nil : Day(year: year, month: day, day: month)
            case .yearFirst:
                isDayTaken
                    ? Day(year: 2000 + day, month: month, day: year % 100)
                    : Day(year: 2000 + month, month: day, day: year % 100)
            }
        return other ?? self
    }
}
