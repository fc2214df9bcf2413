import AuditModel
import Evaluation

extension Judging {
    /// Metrics are lines of their own, not findings (specification 1.10).
    func isFinding(_ verdict: Verdict) -> Bool {
        let judgement = verdict.judged.judgement
        return judgement.verdict.isFinding && evaluator.rules[Int(judgement.rule)].card.report != .metric
    }

    /// Most severe first, then most certain, then rule, then patient and time: the order a reviewer reads in.
    func readsBefore(_ a: Verdict, _ b: Verdict) -> Bool {
        let (x, y) = (a.judged.judgement, b.judged.judgement)
        if x.verdict != y.verdict { return x.verdict.rawValue < y.verdict.rawValue }
        if x.confidence != y.confidence { return x.confidence > y.confidence }
        if x.rule != y.rule { return x.rule < y.rule }
        if x.row != y.row { return x.row < y.row }
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
