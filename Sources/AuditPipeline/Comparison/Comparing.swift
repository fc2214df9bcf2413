package import AuditModel
package import Foundation
import Reporting

/// `orderaudit compare`: reads two folders, audits the old data again where it is named, and says what changed.
package struct Comparing: Sendable {
    private let old: URL
    private let new: URL
    private let oldData: AuditSettings?

    package init(old: URL, new: URL, oldData: AuditSettings?) {
        self.old = old
        self.new = new
        self.oldData = oldData
    }

    /// What is printed: sentences for people, or a table for programs.
    package struct Compared: Sendable {
        package var text: String
        package var table: String
    }

    package func compare() throws(AuditIssues) -> Compared {
        let earlier = try EarlierReport(in: old), later = try EarlierReport(in: new)
        try earlier.requireKey(of: later.summary.run.keyMark, name: "the later report")
        let between = try oldData.map { (settings) throws(AuditIssues) in try audit(settings, as: earlier) }
        if let between { try earlier.requireKey(of: between.summary.run.keyMark, name: "the run on --old-data") }
        let comparison = ReportComparison(old: earlier, new: later, oldDataByNewRules: between)
        return Compared(
            text: Self.text(comparison, earlier, later), table: Self.table(comparison, earlier, later))
    }

    private func audit(_ settings: AuditSettings, as earlier: EarlierReport) throws(AuditIssues) -> EarlierReport {
        var settings = settings
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "orderaudit-compare-\(ProcessInfo.processInfo.globallyUniqueString)")
        settings.out = folder
        settings.formats = ["csv", "json"]
        let run = earlier.summary.run
        if settings.period == nil { settings.period = Period(named: run.period) }
        settings.coverageStart = Day(iso: run.coverageStart)
        settings.dataCutoff = Day(iso: run.dataCutoff)
        settings.keepsIdentifiers = run.identifiers == "kept"
        defer { try? FileManager.default.removeItem(at: folder) }
        _ = try AuditRun(settings).run()
        return try EarlierReport(in: folder)
    }

    private static let ruleChangeSentence = """
        The middle figure below is the old data by the present rules: left to middle is what the rules changed, middle to \
        right what practice changed.
        """
    private static let mixedSentence = """
        Rules, lexicons, parameters or site choices differ between the two: what changed need not be practice. Name the \
        old exports with --old-data to tell the two apart.
        """
    private static let sameRulesSentence = """
        Both used the same rules, lexicons, parameters and site choices: what changed is in the data.
        """

    private static func text(_ comparison: ReportComparison, _ old: EarlierReport, _ new: EarlierReport) -> String {
        func share(_ rate: RuleSummary.Rate?) -> String {
            rate.map { "\($0.numerator) of \($0.denominator)" } ?? "no rate"
        }
        func run(_ report: EarlierReport) -> String {
            "\(report.summary.run.period) (\(report.summary.run.generatedAt))"
        }
        func changes(_ new: Int, _ resolved: Int, _ persisting: Int) -> String {
            "\(new) new, \(resolved) resolved, \(persisting) persisting"
        }
        var lines = [
            "\(run(old)) against \(run(new))",
            changes(comparison.new.count, comparison.resolved.count, comparison.persisting.count) + " findings",
        ]
        let others = comparison.ofOtherPeriods.count
        if others > 0 {
            lines.append(
                "\(others) more of the earlier report lie outside the later one's period and were not looked for again")
        }
        if let byRules = comparison.byRules {
            lines.append(
                "By the rules alone, on the old data: \(byRules.made.count) findings more, \(byRules.dropped.count) fewer."
            )
            lines.append(ruleChangeSentence)
        } else {
            lines.append(comparison.knowledgeChanged ? mixedSentence : sameRulesSentence)
        }
        for rule in comparison.rules where rule.new + rule.resolved + rule.persisting > 0 || rule.newRate != nil {
            let rates = [rule.oldRate] + (comparison.byRules == nil ? [] : [rule.betweenRate]) + [rule.newRate]
            let shares = rates.map(share).joined(separator: " → ")
            lines.append(
                "\(rule.ruleID): \(changes(rule.new, rule.resolved, rule.persisting)); deviations \(shares)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func table(_ comparison: ReportComparison, _ old: EarlierReport, _ new: EarlierReport) -> String {
        var rows = [["change", "finding_id", "rule_id", "verdict", "reason", "order_id"]]
        for (change, ids, report) in [
            ("new", comparison.new, new), ("resolved", comparison.resolved, old),
            ("persisting", comparison.persisting, new), ("other-period", comparison.ofOtherPeriods, old),
        ] {
            for id in ids {
                guard let entry = report.findings[id] else { continue }
                rows.append([change, id, entry.ruleID, entry.verdict, entry.reason, entry.orderID])
            }
        }
        return CSVText.text(of: rows)
    }
}
