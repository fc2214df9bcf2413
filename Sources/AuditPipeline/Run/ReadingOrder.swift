import AuditModel
import Evaluation

extension Judging {
    /// Metrics are lines of their own, not findings (specification 1.10).
    func isFinding(_ verdict: Verdict) -> Bool {
        let judgement = verdict.judged.judgement
        return judgement.verdict.isFinding && !evaluator.labels[Int(judgement.rule)].isMetric
    }

    /// Numbers of the verdicts that `isWanted` takes, most severe first, then most certain, then by rule, patient and
    /// time: the order a reviewer reads in.
    func readingOrder(of verdicts: [Verdict], where isWanted: (Verdict) -> Bool = { _ in true }) -> [UInt32] {
        var places: [(key: UInt64, number: UInt32)] = []
        places.reserveCapacity(verdicts.count)
        for number in verdicts.indices where isWanted(verdicts[number]) {
            places.append((verdicts[number].judged.judgement.readingKey, UInt32(number)))
        }
        places.sort { a, b in
            a.key != b.key ? a.key < b.key : readsBefore(verdicts[Int(a.number)], verdicts[Int(b.number)])
        }
        return places.map(\.number)
    }

    /// Of two verdicts by one rule on one row.
    private func readsBefore(_ a: Verdict, _ b: Verdict) -> Bool {
        let (x, y) = (a.judged.judgement.reason, b.judged.judgement.reason)
        if x != y { return x < y }
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

    /// Equal where only the row tells which of two is read first.
    var readingKind: Int {
        (Int(verdict.rawValue) * Confidence.allCases.count + Int(confidence.rawValue)) * RuleEvaluator.mostRules
            + Int(rule)
    }
}
