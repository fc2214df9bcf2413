import AuditModel
import Dispatch
import Episodes
import Evaluation
import Synchronization

/// Judges every patient of a run on all threads. The result does not depend on how many there are.
struct Judging {
    /// One verdict, with the patient's rows it was reached from.
    struct Verdict: Sendable {
        var judged: RuleEvaluator.Judged
        var rows: Range<Int>
        /// The lesion's; unspecified for a unit of the patient.
        var site = SiteID.unspecified
        var side = Laterality.unspecified
    }

    let builder: HistoryBuilder
    let evaluator: RuleEvaluator

    /// What judging a run's patients came to.
    struct Judged: Sendable {
        /// In patient order.
        var verdicts: [Verdict] = []
        /// Data-quality doubts about orders outside any episode, by rule.
        var doubtsOutside: [Int]
    }

    /// Judges all patients; `keep` leaves out verdicts of other periods.
    func judge(jobs: Int, keep: @Sendable (Judgement) -> Bool) -> Judged {
        let ranges = evaluator.subject.table.patientRanges
        let size = max(256, ranges.count / (max(1, jobs) * 8) + 1)
        let starts = Array(stride(from: 0, to: ranges.count, by: size))
        let done = Mutex<[Int: Judged]>([:])
        let none = [Int](repeating: 0, count: evaluator.rules.count)
        let next = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: max(1, min(jobs, starts.count))) { _ in
            while true {
                let index = next.withLock { value in
                    defer { value += 1 }
                    return value
                }
                guard index < starts.count else { return }
                var found = Judged(doubtsOutside: none)
                for rows in ranges[starts[index]..<min(starts[index] + size, ranges.count)] {
                    let history = builder.history(of: rows)
                    for judged in evaluator.judge(history) where keep(judged.judgement) {
                        let lesion = judged.lesion.map { history.lesions[$0] }
                        found.verdicts.append(
                            Verdict(
                                judged: judged, rows: rows, site: lesion?.site ?? .unspecified,
                                side: lesion?.side ?? .unspecified))
                    }
                    evaluator.countDoubts(outsideEpisodesOf: history, into: &found.doubtsOutside)
                }
                done.withLock { $0[index] = found }
            }
        }
        var parts = done.withLock { done in
            defer { done = [:] }
            return done
        }
        var all = Judged(doubtsOutside: none)
        all.verdicts.reserveCapacity(parts.values.reduce(0) { $0 + $1.verdicts.count })
        for index in starts.indices {
            guard let part = parts.removeValue(forKey: index) else { continue }
            all.verdicts += part.verdicts
            for rule in none.indices { all.doubtsOutside[rule] += part.doubtsOutside[rule] }
        }
        return all
    }
}
