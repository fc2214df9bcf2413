import AuditModel

/// How many orders were performed on each day.
struct PerformedDays: Sendable {
    private var start: Int32 = 0
    /// From `start` on.
    private var counts: [UInt32] = []

    mutating func count(_ day: Day, _ orders: UInt32 = 1) {
        if counts.isEmpty || day.number < start || Int(day.number - start) >= counts.count { widen(to: day.number) }
        counts[Int(day.number - start)] += orders
    }

    mutating func add(_ other: PerformedDays) {
        for (index, orders) in other.counts.enumerated() where orders > 0 {
            count(Day(number: other.start + Int32(index)), orders)
        }
    }

    /// Days come in no order: a year more each time, so that it is done seldom.
    private mutating func widen(to day: Int32) {
        let end = counts.isEmpty ? day : start + Int32(counts.count)
        let first = counts.isEmpty ? day - 366 : min(start, day - 366)
        let last = max(end, day + 366)
        var wider = [UInt32](repeating: 0, count: Int(last - first))
        for (index, orders) in counts.enumerated() { wider[Int(start - first) + index] = orders }
        (start, counts) = (first, wider)
    }

    /// Unknown where there are none.
    var span: (first: Day, last: Day) {
        guard let first = counts.firstIndex(where: { $0 > 0 }), let last = counts.lastIndex(where: { $0 > 0 }) else {
            return (.unknown, .unknown)
        }
        return (Day(number: start + Int32(first)), Day(number: start + Int32(last)))
    }

    /// Ascending.
    var months: [MonthCount] {
        var months: [MonthCount] = []
        for (index, orders) in counts.enumerated() where orders > 0 {
            let (year, month, _) = Day(number: start + Int32(index)).civil
            if let last = months.last, last.year == year, last.month == month {
                months[months.count - 1].orders += Int(orders)
            } else {
                months.append(MonthCount(year: year, month: month, orders: Int(orders)))
            }
        }
        return months
    }
}
