import AuditModel
import Intake

/// What the exports cover: stated by the user, or the span of performed dates without outliers (specification 1.13.3).
struct CoverageSpan {
    var start: Day
    var end: Day
    /// How the span was found and what was left out, for the report.
    var notes: [String]

    init(of result: IntakeResult, stated: (start: Day?, cutoff: Day?), today: Day) {
        let counts = result.performedByMonth.map(\.orders).sorted()
        let median = counts.isEmpty ? 0 : counts[counts.count / 2]
        let sparse = Set(
            result.performedByMonth.filter { Double($0.orders) < Double(median) / 100 }.map { $0.year * 12 + $0.month })
        let earliest = Day(year: 1990, month: 1, day: 1) ?? .unknown
        var first = Day.unknown
        var last = Day.unknown
        var dropped = 0
        for row in result.table.rows where row.performed.isKnown {
            let day = row.performed.day
            let (year, month, _) = day.civil
            if day < earliest || day > today || sparse.contains(year * 12 + month) {
                dropped += 1
                continue
            }
            if !first.isKnown || day < first { first = day }
            if !last.isKnown || day > last { last = day }
        }
        start = stated.start ?? (first.isKnown ? first : today)
        end = stated.cutoff ?? (last.isKnown ? last : today)
        notes = []
        if stated.start == nil { notes.append("Coverage start \(start) is the first performed date in the exports.") }
        if stated.cutoff == nil { notes.append("Data cut-off \(end) is the last performed date in the exports.") }
        if dropped > 0, stated.start == nil || stated.cutoff == nil {
            notes.append(
                "\(dropped) performed \(dropped == 1 ? "date was" : "dates were") left out of the span: before 1990, in the future, or in months with almost no orders."
            )
        }
        for column in result.timePlaceholderColumns {
            notes.append("00:00:00 in \(column.rawValue) was read as \"no time recorded\".")
        }
    }
}
