package import Reporting

/// Two reports side by side; with the new rules run on the old data between them, practice is told from rules.
package struct ReportComparison: Sendable {
    /// How one rule did in each report.
    package struct RuleLine: Sendable {
        package var ruleID: String
        package var title: String
        package var new: Int
        package var resolved: Int
        package var persisting: Int
        package var oldRate: RuleSummary.Rate?
        /// The old data by the new rules; nil where they were not run.
        package var betweenRate: RuleSummary.Rate?
        package var newRate: RuleSummary.Rate?
    }

    /// Finding ids, in alphabetical order.
    package var new: [String]
    package var resolved: [String]
    /// Of the earlier report, of a day outside the later one's period: neither resolved nor persisting.
    package var ofOtherPeriods: [String]
    package var persisting: [String]
    package var knowledgeChanged: Bool
    /// Ids that the new rules make or no longer make on the old data; nil where they were not run on it.
    package var byRules: (made: [String], dropped: [String])?
    package var rules: [RuleLine]

    package init(old: EarlierReport, new: EarlierReport, oldDataByNewRules between: EarlierReport? = nil) {
        let before = Set(old.findings.keys), after = Set(new.findings.keys)
        self.new = after.subtracting(before).sorted()
        let gone = old.gone(after, in: Period(named: new.summary.run.period))
        resolved = gone.resolved.sorted()
        ofOtherPeriods = gone.ofOtherPeriods.sorted()
        persisting = before.intersection(after).sorted()
        knowledgeChanged = new.summary.knowledgeDiffers(from: old.summary)
        byRules = between.map { between in
            let made = Set(between.findings.keys)
            return (made.subtracting(before).sorted(), before.subtracting(made).sorted())
        }
        func rate(_ id: String, _ report: EarlierReport?) -> RuleSummary.Rate? {
            report?.summary.rules.first { $0.id == id }?.rate
        }
        func count(_ ids: [String], _ rule: String, in report: EarlierReport) -> Int {
            ids.count { report.findings[$0]?.ruleID == rule }
        }
        let present = new.summary.rules
        let cards = present + old.summary.rules.filter { rule in !present.contains { $0.id == rule.id } }
        let (fresh, mended, kept) = (self.new, resolved, persisting)
        rules = cards.map { card in
            RuleLine(
                ruleID: card.id, title: card.title, new: count(fresh, card.id, in: new),
                resolved: count(mended, card.id, in: old), persisting: count(kept, card.id, in: new),
                oldRate: rate(card.id, old), betweenRate: rate(card.id, between), newRate: rate(card.id, new))
        }
    }
}
