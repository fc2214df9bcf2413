import AuditModel

/// The stretch of time that one case shows; places are percentages of the track's width.
struct TimelineAxis {
    struct Tick {
        var place: String
        var label: String
    }

    private let first: Day
    private let last: Day
    private(set) var ticks: [Tick] = []
    /// The window that was searched; empty where none was.
    private(set) var windowStart = "0"
    private(set) var windowWidth = "0"
    /// What the band and the ends mean, in words.
    private(set) var legend: [String] = []

    private(set) var firstLabel = ""
    private(set) var lastLabel = ""

    init(_ view: CaseView, _ finding: Finding) {
        let days = view.timeline.map(\.moment.day).filter(\.isKnown)
        // History and data end are shown where they lie near what happened, else only said.
        let begins = [days.min(), finding.searchedFrom.isKnown ? finding.searchedFrom : nil].compactMap(\.self).min()
        let ends = [days.max(), finding.searchedTo.isKnown ? finding.searchedTo : nil].compactMap(\.self).max()
        let start = begins ?? view.coverageStart, end = ends ?? view.dataCutoff
        let margin = max(2, end.days(since: start) / 20)
        first = start.advanced(by: -margin)
        last = end.advanced(by: margin)
        firstLabel = first.description
        lastLabel = last.description
        if finding.searchedFrom.isKnown, finding.searchedTo.isKnown {
            let from = share(Moment(day: finding.searchedFrom, second: 0))
            let to = share(Moment(day: finding.searchedTo.advanced(by: 1), second: 0))
            windowStart = tenths(from)
            windowWidth = tenths(max(0.5, to - from))
            legend.append("Shaded: the window searched, \(finding.searchedFrom) to \(finding.searchedTo).")
        }
        if view.coverageStart.isKnown {
            legend.append("History in this export begins \(view.coverageStart) and ends \(view.dataCutoff).")
            for (day, label) in [(view.coverageStart, "history begins"), (view.dataCutoff, "data end")]
            where day >= first && day <= last {
                ticks.append(Tick(place: place(Moment(day: day)), label: "\(label) \(day)"))
            }
        }
    }

    func place(_ moment: Moment) -> String { tenths(share(moment)) }

    /// A day without a time stands at noon.
    private func share(_ moment: Moment) -> Double {
        guard moment.isKnown else { return 0 }
        let span = max(1, last.days(since: first)) * 1440
        let minute = moment.day.days(since: first) * 1440 + (moment.hasTime ? Int(moment.second) / 60 : 720)
        return min(100, max(0, Double(minute) * 100 / Double(span)))
    }
}
