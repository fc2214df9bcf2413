/// What the dates of a column show together of the order in which they are written.
struct DateOrderEvidence: Sendable {
    /// Dates that can, and that can not, be read with the day, the month, the year first.
    var fitting = (day: 0, month: 0, year: 0)
    var refuting = (day: 0, month: 0, year: 0)
    /// Dates that give two days in two orders.
    var open = (dayMonth: 0, dayYear: 0, monthYear: 0)
    /// Numbers below 32 in the first and in the last place of dates with two-digit years, one bit each.
    var firsts: UInt32 = 0
    var lasts: UInt32 = 0

    enum Finding: Equatable {
        case settled(Profile.DateOrder)
        /// Each of these is about as likely.
        case open([Profile.DateOrder])
        /// No order fits all dates.
        case mixed
    }

    static func + (a: Self, b: Self) -> Self {
        var sum = a
        sum.fitting.day += b.fitting.day
        sum.fitting.month += b.fitting.month
        sum.fitting.year += b.fitting.year
        sum.refuting.day += b.refuting.day
        sum.refuting.month += b.refuting.month
        sum.refuting.year += b.refuting.year
        sum.open.dayMonth += b.open.dayMonth
        sum.open.dayYear += b.open.dayYear
        sum.open.monthYear += b.open.monthYear
        sum.firsts |= b.firsts
        sum.lasts |= b.lasts
        return sum
    }

    /// The order that fits all dates and leaves no other about as likely.
    var finding: Finding {
        if fitting == (0, 0, 0) { return .settled(.monthFirst) }
        let all = Profile.DateOrder.allCases
        let whole = all.filter { counts(of: $0).refuting == 0 && counts(of: $0).fitting > 0 }
        if whole.isEmpty { return .mixed }
        if let clear = whole.first(where: { order in all.allSatisfy { $0 == order || isClear(order, over: $0) } }) {
            return .settled(clear)
        }
        return .open(all.filter { order in whole.contains(order) || whole.contains { !isClear($0, over: order) } })
    }

    /// Whether any date hangs on the finding.
    var decides: Bool { open != (0, 0, 0) || finding == .mixed }

    private func counts(of order: Profile.DateOrder) -> (fitting: Int, refuting: Int) {
        switch order {
        case .dayFirst: (fitting.day, refuting.day)
        case .monthFirst: (fitting.month, refuting.month)
        case .yearFirst: (fitting.year, refuting.year)
        }
    }

    /// One slip of the pen among many open dates is no evidence: of true days, more than half are above 12.
    private func isClear(_ order: Profile.DateOrder, over other: Profile.DateOrder) -> Bool {
        if counts(of: other).fitting == 0 { return true }
        let between: Int
        switch (order, other) {
        case (.dayFirst, .monthFirst), (.monthFirst, .dayFirst): between = open.dayMonth
        case (.dayFirst, .yearFirst):
            between = open.dayYear
            if Self.areDays(firsts, besideYears: lasts) { return true }
        case (.yearFirst, .dayFirst):
            between = open.dayYear
            if Self.areDays(lasts, besideYears: firsts) { return true }
        default: between = open.monthYear
        }
        return between == 0 || counts(of: other).refuting * 50 >= between
    }

    /// Whether one place's numbers run through a month, as days do, and the other's are few, as years are. Days that
    /// stand for a whole month are no years.
    private static func areDays(_ days: UInt32, besideYears years: UInt32) -> Bool {
        let early: UInt32 = 0xFE
        let late: UInt32 = 0xFE00_0000
        let roundDays: UInt32 = 0xF000_8002
        let (dayCount, yearCount) = (days.nonzeroBitCount, years.nonzeroBitCount)
        return days & early != 0 && days & late != 0 && years & ~roundDays != 0
            && (dayCount >= 15 && yearCount * 2 <= dayCount || dayCount >= 24 && yearCount + 8 <= dayCount)
    }
}
