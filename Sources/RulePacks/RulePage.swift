package import AuditModel

/// One rule as a Markdown page with fixed headings.
package struct RulePage {
    let rule: Rule
    let vocabulary: Vocabulary
    let parameters: Parameters

    package init(_ rule: Rule, vocabulary: Vocabulary, parameters: Parameters) {
        self.parameters = parameters
        self.rule = rule
        self.vocabulary = vocabulary
    }

    package var markdown: String {
        let prose = ConditionProse(vocabulary: vocabulary, finds: rule.finds, parameters: parameters)
        var lines = [
            "# \(rule.card.number.isEmpty ? "" : rule.card.number + " ")`\(rule.card.id)`", "", rule.card.title, "",
        ]
        lines.append(
            "Status: \(rule.card.status.rawValue) · Rate: \(rule.card.rate.rawValue) · Shown as: \(rule.card.report.rawValue)"
        )
        section("Why", [rule.card.rationale], &lines)
        if !rule.card.caveat.isEmpty { section("Caveat", [rule.card.caveat], &lines) }
        section("Who is judged", Array(rule.card.prose.prefix(2)), &lines)
        section(
            "What is searched", rule.card.prose.dropFirst(2).prefix { $0.hasPrefix("Searches") }.map { "- \($0)" },
            &lines)
        lines += ["", "## What decides", "", "The first row that holds decides.", ""]
        lines += ["| verdict | reason | if |", "|---|---|---|"]
        for outcome in rule.outcomes {
            lines.append("| \(outcome.verdict.name) | `\(outcome.reason)` | \(cell(prose.text(outcome.when))) |")
        }
        for cap in rule.caps { lines.append("| at most \(cap.verdict.name) | | \(cell(prose.text(cap.when))) |") }
        section(
            "Stands back for",
            rule.yields.map {
                "- `\($0.ruleID)` where it \($0.when == .flagged ? "raised a flag" : "judged") for the same \($0.extent.rawValue)"
            }, &lines)
        section("What would explain a finding", rule.card.explanations.map { "- \($0)" }, &lines)
        section("Source sentences", [rule.card.sources.joined(separator: ", ")], &lines)
        lines += ["", "## Examples", "", "| case | orders | expected |", "|---|---|---|"]
        for example in rule.examples {
            let expected = example.verdict.map { "\($0.name) `\(example.reason)`" } ?? "nothing"
            lines.append(
                "| \(cell(example.name)) | \(cell(example.orders.map(text).joined(separator: " → "))) | \(expected) |")
        }
        lines.append("")
        return lines.joined(separator: "\n")
    }

    private func section(_ title: String, _ content: [String], _ lines: inout [String]) {
        let content = content.filter { !$0.isEmpty }
        guard !content.isEmpty else { return }
        lines += ["", "## \(title)", ""] + content
    }

    private func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }

    private func text(_ order: RuleExample.Order) -> String {
        let status = order.cells[.status].map { $0.isEmpty ? " (status blank)" : " (\($0))" } ?? ""
        let says = order.cells[.indication].map { " «\($0)»" } ?? ""
        let prior = order.cells[.priorFinding].map { " {\($0)}" } ?? ""
        return "d\(order.day) \(order.cells[.examDescription] ?? order.cells[.examCode] ?? "")\(status)\(says)\(prior)"
    }
}
