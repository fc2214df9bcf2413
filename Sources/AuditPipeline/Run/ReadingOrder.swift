import AuditModel
import Evaluation

extension Judging {
    /// Metrics are lines of their own, not findings (specification 1.10).
    func isFinding(_ verdict: Verdict) -> Bool {
        let judgement = verdict.judged.judgement
        return judgement.verdict.isFinding && evaluator.rules[Int(judgement.rule)].card.report != .metric
    }

    /// Numbers of the verdicts, most severe first, then most certain, then by rule, patient and time: the order a
    /// reviewer reads in.
    func readingOrder(of verdicts: [Verdict]) -> [UInt32] {
        var order = verdicts.indices.map { UInt32($0) }
        order.sort { a, b in readsBefore(verdicts[Int(a)], verdicts[Int(b)]) }
        return order
    }

    private func readsBefore(_ a: Verdict, _ b: Verdict) -> Bool {
        let (x, y) = (a.judged.judgement, b.judged.judgement)
        let (first, second) = (x.readingKey, y.readingKey)
        if first != second { return first < second }
        if x.reason != y.reason { return x.reason < y.reason }
        return (a.judged.lesion ?? -1, a.judged.episode ?? -1) < (b.judged.lesion ?? -1, b.judged.episode ?? -1)
    }

    /// Data-quality verdicts by code, in episodes and elsewhere: rules reported under a common name (1.13.7).
    func dataQuality(_ verdicts: [Verdict], outside: [Int]) -> [DataQualityCount] {
        var inside = [Int](repeating: 0, count: evaluator.rules.count)
        for verdict in verdicts where verdict.judged.judgement.verdict == .info {
            inside[Int(verdict.judged.judgement.rule)] += 1
        }
        return evaluator.rules.indices.filter { evaluator.rules[$0].isDataQuality }.map { index in
            let card = evaluator.rules[index].card
            return DataQualityCount(
                code: card.id, title: card.title, inEpisodes: inside[index], elsewhere: outside[index])
        }
    }
}

extension Judgement {
    /// Severity, certainty, rule and row in one number.
    fileprivate var readingKey: UInt64 {
        UInt64(verdict.rawValue) << 56 | UInt64(255 - confidence.rawValue) << 48 | UInt64(rule) << 32 | UInt64(row)
    }
}
