package import AuditModel

/// Looks for flaws in a rule's clinical logic that its syntax does not show.
package struct RuleLint {
    let rule: Rule
    let file: String
    let conditions: ConditionLint
    let parameters: Parameters
    /// Ids of all rules that are loaded.
    let known: Set<String>
    /// Ids of the sentences that the rule's pack lists; empty where it lists none.
    let sentences: Set<String>
    /// The day against which review dates are held.
    let today: Day

    package init(
        _ rule: Rule, file: String, vocabulary: Vocabulary, parameters: Parameters, known: Set<String>,
        sentences: Set<String>, today: Day
    ) {
        self.rule = rule
        self.file = file
        conditions = ConditionLint(rule, vocabulary, parameters)
        self.parameters = parameters
        self.known = known
        self.sentences = sentences
        self.today = today
    }

    package var issues: [AuditIssue] {
        unreachableOutcomes + untestedOutcomes + contradictions + impossibleWindows + formalities
    }

    private func issue(_ severity: AuditIssue.Severity, line: Int = 1, _ message: String) -> AuditIssue {
        AuditIssue(severity, file: file, line: line, "\(rule.card.id): \(message)")
    }

    private func name(_ outcome: Outcome) -> String { outcome.isSilent ? "nothing" : outcome.reason }

    /// A row behind one that always holds, or behind one that holds wherever it does, can never decide.
    private var unreachableOutcomes: [AuditIssue] {
        var found: [AuditIssue] = []
        for (index, outcome) in rule.outcomes.enumerated() {
            if case .always = outcome.when, index + 1 < rule.outcomes.count {
                found.append(
                    issue(
                        .error, line: outcome.line,
                        "rows behind '\(name(outcome))' can never be reached: it always holds"))
            }
            let clauses = conditions.clauses(of: outcome.when)
            let earlier = rule.outcomes[..<index].first { conditions.clauses(of: $0.when).isSubset(of: clauses) }
            guard let earlier, !clauses.isEmpty else { continue }
            let asks = conditions.clauses(of: earlier.when) == clauses ? "the same as" : "all that is asked by"
            found.append(
                issue(
                    .error, line: outcome.line,
                    "the row '\(name(outcome))' asks \(asks) '\(name(earlier))' above and is never reached"))
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
                let what = outcome.verdict == .compliantException ? "the exception \(reason)" : words
                missing.append(issue(.error, line: outcome.line, "no example shows \(what)"))
            }
        }
        if !rule.examples.contains(where: { $0.verdict == nil }) {
            missing.append(issue(.warning, "no example shows a case outside the rule's scope ('expect: nothing')"))
        }
        return missing
    }

    private var contradictions: [AuditIssue] {
        conditions.problems(in: rule.scope).map { issue(.error, "scope: \($0)") }
            + rule.outcomes.flatMap { outcome in
                (conditions.problems(in: outcome.when) + conditions.problems(in: outcome.when, under: rule.scope)).map {
                    issue(.error, line: outcome.line, "\(name(outcome)): \($0)")
                }
            } + rule.caps.flatMap { cap in conditions.problems(in: cap.when).map { issue(.error, "cap: \($0)") } }
    }

    private var impossibleWindows: [AuditIssue] {
        func days(_ quantity: Quantity) -> Int { Int(parameters.number(quantity)) }
        var found = rule.finds.compactMap { find -> AuditIssue? in
            let from = days(find.from)
            if find.order == .before, from > 0 {
                return issue(.error, line: find.line, "the search '\(find.name)' looks before, in days after")
            }
            guard let to = find.to.map(days) else { return nil }
            if from > to { return issue(.error, line: find.line, "the search '\(find.name)' ends before it begins") }
            if find.order == .after, to < 0 {
                return issue(.error, line: find.line, "the search '\(find.name)' looks after, in days before")
            }
            return nil
        }
        for band in rule.unit.windows where days(band.days) <= 0 {
            found.append(issue(.error, "a window of \(days(band.days)) days can not hold anything"))
        }
        if let lookback = rule.unit.lookback, days(lookback) <= 0 {
            found.append(issue(.error, "a look-back of \(days(lookback)) days covers nothing"))
        }
        return found
    }

    private var formalities: [AuditIssue] {
        var found: [AuditIssue] = []
        if rule.card.sources.isEmpty { found.append(issue(.error, "no source sentence is cited")) }
        for source in rule.card.sources where source.isSentenceID && !sentences.isEmpty && !sentences.contains(source) {
            found.append(issue(.error, "cites \(source), which the pack's sources.yaml does not list"))
        }
        // A rate whose numerator no row can raise would tell "0 of 40" of a rule that only advises (specification 1.10).
        if rule.card.rate != .none, !rule.outcomes.contains(where: { $0.verdict == .deviation }) {
            found.append(
                issue(
                    .error,
                    "'rate: \(rule.card.rate.rawValue)' counts deviations, and no row gives one; it is 'rate: none'"))
        }
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

extension String {
    /// `S0.12`: a letter, the source's number, the sentence's number.
    fileprivate var isSentenceID: Bool {
        let parts = dropFirst().split(separator: ".")
        return first?.isLetter == true && parts.count == 2 && parts.allSatisfy { Int($0) != nil }
    }
}
