import AuditModel

/// Which rule speaks where several judge one event (specification 1.11).
extension RuleEvaluator {
    /// Takes back the verdicts on events for which another rule speaks.
    func yield(_ ruled: inout [Ruled]) {
        // What yields to another still speaks for a third.
        let before = ruled.map(\.judged)
        for index in before.indices {
            let current = before[index]
            guard !current.judgement.isNearMiss, current.judgement.verdict != .notApplicable else { continue }
            for yield in compiled[Int(current.judgement.rule)].yields
            where before.contains(where: { speaks($0, for: current, yield) }) {
                ruled[index].judged.judgement.verdict = .notApplicable
                ruled[index].judged.judgement.reason = yield.reason
                break
            }
        }
    }

    private func speaks(_ other: Judged, for current: Judged, _ yield: CompiledRule.YieldPlan) -> Bool {
        guard Int(other.judgement.rule) == yield.rule, !other.judgement.isNearMiss else { return false }
        let isRaised = other.judgement.verdict == .deviation || other.judgement.verdict == .advisory
        guard yield.when == .flagged ? isRaised : other.judgement.verdict != .notApplicable else { return false }
        return switch yield.extent {
        // One sampling of two lesions is two events.
        case .event:
            other.judgement.row == current.judgement.row
                && (other.lesion == nil || current.lesion == nil || other.lesion == current.lesion)
        case .episode: other.lesion == current.lesion && other.episode == current.episode
        }
    }
}
