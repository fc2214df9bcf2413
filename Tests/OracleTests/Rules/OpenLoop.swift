import AuditModel

/// A rule that waits for what follows the day on which a fact came on record (R6, R10, R16).
protocol OpenLoopRule: SlowRule {
    /// The statement that opens the loop.
    func opening(_ lesion: Lesion, _ chart: Chart) -> Lesion.KnownStatement?
    /// Days it may take.
    func window(_ beginning: Judged) -> Int
    /// `judged` is read at the end of the window.
    func says(_ judged: Judged, _ loop: OpenLoop) -> Says?
    /// Where nothing opened a loop.
    func verdictsWithoutLesion(_ chart: Chart) -> [SlowVerdict]
}

struct OpenLoop {
    let known: Lesion.KnownStatement
    /// What was on record on the day it opened.
    let beginning: Judged
    let end: Day

    var day: Day { known.known.day }

    /// What remains where nothing followed (R6, R10): the window is open, or the study is made where the export does not see it.
    func isLeftOpen(_ judged: Judged) -> Says? {
        if judged.chart.export.cutoff < end { return Says(.pending, "WINDOW_OPEN") }
        if judged.isStated("transferred-out") { return Says(.indeterminate, "TRANSFERRED_OUT") }
        if judged.isStated("ct-ordered-elsewhere") { return Says(.indeterminate, "CT_ORDERED_ELSEWHERE") }
        return judged.tellsOfUnnamedImaging ? Says(.indeterminate, "OUTSIDE_MODALITY_UNKNOWN") : nil
    }
}

extension OpenLoopRule {
    var tellsNearMisses: Bool { false }

    func window(_ beginning: Judged) -> Int {
        beginning.ageGroup == .child ? Window.nextStudyChild : Window.nextStudyOther
    }

    func verdictsWithoutLesion(_ chart: Chart) -> [SlowVerdict] { [] }

    func verdicts(_ chart: Chart) -> [SlowVerdict] {
        var found: [SlowVerdict] = []
        var isOpened = false
        for (number, lesion) in chart.history.lesions.enumerated() {
            guard let known = opening(lesion, chart) else { continue }
            isOpened = true
            let row = known.linkedRow ?? known.row
            let beginning = Judged(chart, lesion, row: row, asOf: known.known)
            let end = known.known.day.advanced(by: window(beginning))
            let judged = Judged(chart, lesion, row: row, asOf: Moment(day: end))
            guard let says = says(judged, OpenLoop(known: known, beginning: beginning, end: end)) else { continue }
            found.append(
                SlowVerdict(
                    says: says, lesion: number, episode: chart.episode(of: row, lesion), study: judged.study, row: row,
                    finalDay: end, isLow: judged.isLow(says, by: self, since: known.known.day)))
        }
        return isOpened ? found : verdictsWithoutLesion(chart)
    }
}
