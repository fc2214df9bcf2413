import AuditModel
import Episodes
import Evaluation
import Measures

/// Judges every patient of a run on all threads. The result does not depend on how many there are.
struct Judging {
    /// One verdict, with the patient's rows it was reached from. Fixed size; a run holds one for every verdict.
    struct Verdict: Sendable {
        var judged: RuleEvaluator.Judged
        private var firstRow: UInt32
        private var rowCount: UInt32
        /// The lesion's; unspecified for a unit of the patient.
        var site = SiteID.unspecified
        var side = Laterality.unspecified
        /// An earlier lesion's verdict says the same of the same order, as where an order is of both sides.
        var isFurther = false
        /// Where its line lies; nil for what no table lists.
        var line: LineStore.Place?

        var rows: Range<Int> { Int(firstRow)..<Int(firstRow + rowCount) }
        /// The judged order's; the patient's first where none is judged.
        var row: Int { judged.judgement.row == .max ? Int(firstRow) : Int(judged.judgement.row) }

        init(_ judged: RuleEvaluator.Judged, of history: PatientHistory) {
            self.judged = judged
            firstRow = UInt32(history.rows.lowerBound)
            rowCount = UInt32(history.rows.count)
            if let lesion = judged.lesion {
                site = history.lesions[lesion].site
                side = history.lesions[lesion].side
            }
        }

        func saysTheSame(as other: Verdict) -> Bool {
            let (a, b) = (judged.judgement, other.judged.judgement)
            return a.rule == b.rule && a.row == b.row && a.reason == b.reason
        }
    }

    /// Orders are counted before they are judged, which brings what they say near: for so many patients that memory is waited for
    /// once, and so few that it is still near when they are judged.
    private static let patientsAtOnce = 32

    let builder: HistoryBuilder
    let evaluator: RuleEvaluator

    /// What judging a run's patients came to.
    struct Judged: Sendable {
        /// In patient order.
        var verdicts: [Verdict] = []
        /// Data-quality doubts about orders outside any episode, by rule.
        var doubtsOutside: [Int]
        /// Of all orders, counted on the way.
        var reading: ReadingCoverage
        var missingFields: MissingFieldCounts
    }

    /// Judges all patients; `keep` leaves out verdicts of other periods, and what `makeTelling` gives each thread writes
    /// their lines. Throws what telling throws.
    func judge(
        jobs: Int, keep: @Sendable (Judgement) -> Bool, makeTelling: @Sendable (RuleEvaluator) -> FindingTelling?
    ) throws(AuditIssues) -> Judged {
        let ranges = evaluator.subject.table.patientRanges
        let size = max(256, ranges.count / (max(1, jobs) * 8) + 1)
        let table = evaluator.subject.table
        let none = Judged(
            doubtsOutside: [Int](repeating: 0, count: evaluator.rules.count), reading: ReadingCoverage(examsOf: table),
            missingFields: MissingFieldCounts(departments: table.departments.count))
        var parts = try ParallelParts.done(ranges.count, by: size, jobs: jobs) {
            let own = evaluator.copy()
            return (evaluator: own, telling: makeTelling(own))
        } _: { (patients, state) throws(AuditIssues) in
            var found = none
            var statements: [Range<UInt32>] = []
            for first in stride(from: patients.lowerBound, to: patients.upperBound, by: Self.patientsAtOnce) {
                let end = min(first + Self.patientsAtOnce, patients.upperBound)
                let rows = ranges[first].lowerBound..<ranges[end - 1].upperBound
                found.reading.count(rows, in: table, statements: &statements)
                for row in rows { found.missingFields.count(row, in: table) }
                for patient in first..<end {
                    let history = builder.history(of: ranges[patient])
                    try judge(history, by: state.evaluator, keep: keep, telling: &state.telling, into: &found)
                }
            }
            return found
        }
        var all = none
        all.verdicts.reserveCapacity(parts.reduce(0) { $0 + $1.verdicts.count })
        for index in parts.indices {
            all.verdicts += parts[index].verdicts
            for rule in all.doubtsOutside.indices { all.doubtsOutside[rule] += parts[index].doubtsOutside[rule] }
            all.reading.addOrders(of: parts[index].reading)
            all.missingFields.add(parts[index].missingFields)
            // Given back at once, so that no verdict is held twice for long.
            parts[index].verdicts = []
        }
        return all
    }

    private func judge(
        _ history: PatientHistory, by evaluator: RuleEvaluator, keep: (Judgement) -> Bool,
        telling: inout FindingTelling?, into found: inout Judged
    ) throws(AuditIssues) {
        let first = found.verdicts.count
        for ruled in evaluator.judge(history) where keep(ruled.judged.judgement) {
            var verdict = Verdict(ruled.judged, of: history)
            verdict.isFurther = found.verdicts[first...].contains { $0.saysTheSame(as: verdict) }
            try telling?.tell(&verdict, ruled)
            found.verdicts.append(verdict)
        }
        evaluator.countDoubts(outsideEpisodesOf: history, into: &found.doubtsOutside)
    }
}
