import AuditModel

/// The stretch of time that one case shows; places are percentages of the track's width.
struct TimelineAxis {
    struct Tick {
        var place: String
        var label: String
    }

    private let first: Day
    private let last: Day
    /// Beginnings of months, quarters or years.
    private(set) var ticks: [Tick] = []
    /// Where history begins and ends, if that lies within the stretch.
    private(set) var edges: [Tick] = []
    /// The judged order; empty where there is none.
    private(set) var judgedPlace = ""
    /// The window that was searched; empty where none was.
    private(set) var windowStart = "0"
    private(set) var windowWidth = "0"
    /// What the band and the ends mean, in words.
    private(set) var legend: [String] = []

    init(_ view: CaseView, _ finding: Finding, judged: Moment) {
        let days = view.timeline.map(\.moment.day).filter(\.isKnown)
        // History and data end are shown where they lie near what happened, else only said.
        let begins = [days.min(), finding.searchedFrom.isKnown ? finding.searchedFrom : nil].compactMap(\.self).min()
        let ends = [days.max(), finding.searchedTo.isKnown ? finding.searchedTo : nil].compactMap(\.self).max()
        let start = begins ?? view.coverageStart, end = ends ?? view.dataCutoff
        let margin = max(2, end.days(since: start) / 20)
        first = start.advanced(by: -margin)
        last = end.advanced(by: margin)
        if judged.isKnown { judgedPlace = place(judged) }
        if finding.searchedFrom.isKnown, finding.searchedTo.isKnown {
            let from = share(Moment(day: finding.searchedFrom, second: 0))
            let to = share(Moment(day: finding.searchedTo.advanced(by: 1), second: 0))
            windowStart = tenths(from)
            windowWidth = tenths(max(0.5, to - from))
            legend.append("Shaded: the window searched, \(finding.searchedFrom) to \(finding.searchedTo).")
        }
        if view.coverageStart.isKnown {
            legend.append("This export covers \(view.coverageStart) to \(view.dataCutoff).")
            for (day, label) in [(view.coverageStart, "history begins"), (view.dataCutoff, "data end")]
            where day >= first && day <= last { edges.append(tick(day, label)) }
        }
        ticks = calendarTicks()
    }

    func place(_ moment: Moment) -> String { tenths(share(moment)) }

    private func tick(_ day: Day, _ label: String) -> Tick {
        Tick(place: place(Moment(day: day, second: 0)), label: label)
    }

    /// Two or three beginnings of months; where the stretch holds none, its first and last day.
    private func calendarTicks() -> [Tick] {
        var months: [Day] = []
        var (year, month) = (first.civil.year, first.civil.month)
        while let day = Day(year: year, month: month, day: 1), day <= last {
            if day >= first { months.append(day) }
            (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1)
        }
        for step in [1, 3, 6, 12, 24, 60, 120] {
            let kept = months.filter { ($0.civil.year * 12 + $0.civil.month - 1) % step == 0 }
            if (2...3).contains(kept.count) {
                return kept.map { tick($0, String($0.description.prefix(7))) }
            }
        }
        return [tick(first, first.description), tick(last, last.description)]
    }

    /// A day without a time stands at noon.
    private func share(_ moment: Moment) -> Double {
        guard moment.isKnown else { return 0 }
        let span = max(1, last.days(since: first)) * 1440
        let minute = moment.day.days(since: first) * 1440 + (moment.hasTime ? Int(moment.second) / 60 : 720)
        return min(100, max(0, Double(minute) * 100 / Double(span)))
    }
}
