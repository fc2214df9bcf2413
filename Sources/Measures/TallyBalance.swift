public import AuditModel

extension Tallying {
    /// What does not add up: for every rule, `judged = compliant + exceptions + deviations + advisories + infos +
    /// indeterminate + pending + not applicable`, by verdict and by reason, against the judgements counted afresh.
    /// Empty when the books balance.
    public func imbalances(of tallies: [RuleTally], against judgements: [Judgement]) -> [AuditIssue] {
        var judged = [Int](repeating: 0, count: rules.count)
        var issues: [AuditIssue] = []
        for judgement in judgements where !judgement.isNearMiss {
            guard judged.indices.contains(Int(judgement.rule)) else {
                return [
                    AuditIssue(
                        .error, "a verdict names rule number \(judgement.rule), but there are \(rules.count) rules")
                ]
            }
            judged[Int(judgement.rule)] += 1
        }
        guard tallies.map(\.ruleID) == rules.map(\.id) else {
            return [AuditIssue(.error, "the tallies do not stand in the order of the rules")]
        }
        for (rule, tally) in tallies.enumerated() {
            let byReason = tally.reasons.reduce(0) { $0 + $1.count }
            guard tally.judged != judged[rule] || byReason != judged[rule] else { continue }
            issues.append(
                AuditIssue(
                    .error,
                    "\(tally.ruleID): \(judged[rule]) units were judged, but the verdicts add up to \(tally.judged) "
                        + "and the reasons to \(byReason)"))
        }
        return issues
    }
}
