import AuditModel

/// One verdict with its whole reasoning for a terminal: episode, timeline, each clause with what it was read from.
struct ExplanationText {
    let finding: Finding
    let rule: RuleCard

    var text: String {
        var lines = [
            "\(finding.verdict.name) \(finding.reason)  (confidence \(finding.confidence.name))",
            "\(rule.number.isEmpty ? "" : rule.number + " ")\(rule.id): \(rule.title)",
            "Patient \(finding.patient), episode \(finding.episode), order \(finding.orderID)", "", finding.message,
        ]
        if !rule.caveat.isEmpty { lines += ["", rule.caveat] }
        guard let view = finding.caseView else { return lines.joined(separator: "\n") }
        lines += ["", "Covered by the exports: \(view.coverageStart) to \(view.dataCutoff)"]
        if finding.searchedFrom.isKnown {
            lines.append("Window searched: \(finding.searchedFrom) to \(finding.searchedTo)")
        }
        lines += ["", "ORDERS"]
        for mark in view.timeline { lines += order(mark) }
        lines += ["", "REASONING  (+ holds, - does not hold, ? not known)"]
        for clause in view.reasoning { lines += reasoning(clause, depth: 0) }
        if !view.explanations.isEmpty {
            lines += ["", "WHAT WOULD EXPLAIN IT"] + view.explanations.map { "  - \($0)" }
        }
        lines += [
            "",
            "Audit flag from exported order data. Not a judgement of care and not advice for any patient. Check the record before use.",
        ]
        return lines.joined(separator: "\n")
    }

    private func order(_ mark: TimelineMark) -> [String] {
        let role =
            switch mark.role {
            case .judged: "judged"
            case .counted: "counts"
            case .refused(let why): "does not count: \(why)"
            case .open(let why): "may count: \(why)"
            case .context: ""
            }
        var lines = [
            "  \(mark.moment)  \(mark.status.name)  \(mark.examDescription.isEmpty ? mark.examCode : mark.examDescription)  [\(mark.orderID)]"
        ]
        if !role.isEmpty { lines.append("      \(role)") }
        if !mark.indication.isEmpty { lines.append("      indication: \(mark.indication)") }
        if !mark.priorFinding.isEmpty { lines.append("      prior finding: \(mark.priorFinding)") }
        if !mark.learned.isEmpty { lines.append("      came on record: \(mark.learned.joined(separator: ", "))") }
        return lines
    }

    private func lead(_ clause: Reasoning) -> String {
        switch clause.role {
        case .clause, .note: ""
        case .scope: "The rule concerns this: "
        case .passed(let verdict?, let reason): "\(verdict.name) \(reason) if "
        case .passed(nil, _): "No verdict if "
        case .decided(let verdict, let reason): "Decided: \(verdict.name) \(reason) if "
        }
    }

    private func reasoning(_ clause: Reasoning, depth: Int) -> [String] {
        let sign =
            switch clause.truth {
            case .yes: "+"
            case .no: "-"
            case .unknown: "?"
            }
        let indent = String(repeating: "  ", count: depth + 1)
        let words = "\(indent)\(sign) \(lead(clause))\(clause.heading)"
        var lines = [words + (clause.found.isEmpty ? "" : "  [\(clause.found)]")]
        var told: Set<String> = []
        for evidence in clause.evidence where !evidence.words.isEmpty {
            let quoted = "\(indent)    \"\(evidence.words)\" (\(evidence.field?.name ?? "order"))"
            if told.insert(quoted).inserted { lines.append(quoted) }
        }
        return lines + clause.parts.flatMap { reasoning($0, depth: depth + 1) }
    }
}
