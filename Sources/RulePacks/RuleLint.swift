package import AuditModel

/// Looks for flaws in a rule's clinical logic that its syntax does not show.
package struct RuleLint {
    let rule: Rule
    let file: String
    let prose: ConditionProse
    /// Ids of all rules that are loaded.
    let known: Set<String>
    /// The day against which review dates are held.
    let today: Day

    package init(_ rule: Rule, file: String, vocabulary: Vocabulary, known: Set<String>, today: Day) {
        self.rule = rule
        self.file = file
        prose = ConditionProse(vocabulary: vocabulary, finds: rule.finds)
        self.known = known
        self.today = today
    }

    package var issues: [AuditIssue] {
        unreachableOutcomes + untestedOutcomes + contradictions + impossibleWindows + formalities
    }

    private func issue(_ severity: AuditIssue.Severity, _ message: String) -> AuditIssue {
        AuditIssue(severity, file: file, line: 1, "\(rule.card.id): \(message)")
    }

    /// A row behind one that always holds, or with the same condition as an earlier one, can never decide.
    private var unreachableOutcomes: [AuditIssue] {
        var seen: [String: String] = [:]
        var found: [AuditIssue] = []
        for (index, outcome) in rule.outcomes.enumerated() {
            let text = prose.text(outcome.when)
            if case .always = outcome.when, index + 1 < rule.outcomes.count {
                found.append(issue(.error, "rows behind '\(outcome.reason)' can never be reached: it always holds"))
            }
            if let earlier = seen[text] {
                found.append(
                    issue(
                        .error,
                        "the row '\(outcome.reason)' has the same condition as '\(earlier)' and is never reached"))
            }
            seen[text] = outcome.reason
        }
        return found
    }

    private var untestedOutcomes: [AuditIssue] {
        let tested = Set(
            rule.examples.map { "\($0.verdict?.name ?? "") \($0.reason)" }
                + rule.examples.flatMap(\.also).map { $0.replacing("/", with: " ") })
        var missing: [AuditIssue] = []
        var told: Set<String> = []
        for outcome in rule.outcomes where !outcome.isSilent {
            let reasons = [outcome.reason] + (outcome.provisionalReason.isEmpty ? [] : [outcome.provisionalReason])
            for reason in reasons {
                let words = "\(outcome.verdict.name) \(reason)"
                let capped = rule.caps.map { "\($0.verdict.name) \($0.reason.isEmpty ? reason : $0.reason)" }
                guard !tested.contains(words), told.insert(words).inserted else { continue }
                if capped.contains(where: tested.contains) { continue }
                missing.append(issue(.error, "no example shows \(words)"))
            }
        }
        if !rule.examples.contains(where: { $0.verdict == nil }) {
            missing.append(issue(.warning, "no example shows a case outside the rule's scope ('expect: nothing')"))
        }
        return missing
    }

    private var contradictions: [AuditIssue] {
        ([rule.scope] + rule.outcomes.map(\.when)).flatMap(contradictions(in:))
    }

    /// A condition that asks for something and its opposite, or for nothing at all.
    private func contradictions(in condition: Condition) -> [AuditIssue] {
        switch condition {
        case .all(let parts):
            let texts = Set(parts.map(prose.text))
            let opposites = parts.compactMap { part -> String? in
                guard case .not(let inner) = part, texts.contains(prose.text(inner)) else { return nil }
                return prose.text(inner)
            }
            return opposites.map { issue(.error, "a condition asks that \($0), and that it does not") }
                + parts.flatMap(contradictions(in:))
        case .any(let parts): return parts.flatMap(contradictions(in:))
        case .not(let part): return contradictions(in: part)
        case .stated(let test) where test.concepts.isEmpty: return [issue(.error, "a clause names no concept")]
        case .site(let test) where test.names.isEmpty && test.tags.isEmpty:
            return [issue(.error, "a clause names no site: its population is empty")]
        case .age(let test), .size(let test), .daysSinceKnown(let test):
            if case .number(let low)? = test.atLeast, case .number(let high)? = test.below, low >= high {
                return [issue(.error, "no number is \(prose.text(condition))")]
            }
            return []
        default: return []
        }
    }

    private var impossibleWindows: [AuditIssue] {
        rule.finds.compactMap { find in
            guard case .number(let from) = find.from, case .number(let to)? = find.to else { return nil }
            if from > to { return issue(.error, "the search '\(find.name)' ends before it begins") }
            if find.order == .before, from > 0 {
                return issue(.error, "the search '\(find.name)' looks before, in days after")
            }
            if find.order == .after, to < 0 {
                return issue(.error, "the search '\(find.name)' looks after, in days before")
            }
            return nil
        }
    }

    private var formalities: [AuditIssue] {
        var found: [AuditIssue] = []
        if rule.card.sources.isEmpty { found.append(issue(.error, "no source sentence is cited")) }
        if rule.message.isEmpty { found.append(issue(.error, "there is no wording for a finding")) }
        for yield in rule.yields where !known.contains(yield.ruleID) {
            found.append(issue(.warning, "yields to '\(yield.ruleID)', which is not loaded"))
        }
        if let review = Day(iso: rule.card.nextReview), review < today {
            found.append(issue(.warning, "the review of \(review) is due"))
        }
        if rule.card.status == .active, rule.card.reviewer.isEmpty {
            found.append(issue(.error, "an active rule names the reviewer who signed it off"))
        }
        return found
    }
}
