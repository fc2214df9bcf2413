import AuditModel
import Measures
import Reporting

extension AuditResult {
    /// Attaches what reviewers decided before, the waivers, and the changes since an earlier report.
    mutating func attachEarlierDecisions(_ settings: AuditSettings) throws(AuditIssues) {
        if let previous = settings.previous { changes = try Changes(of: self, since: try EarlierReport(in: previous)) }
        reviews.today = settings.now.day
        if let file = settings.waivers { reviews.waivers = try WaiverFile.read(file) }
        if findingCount > findings.count, !reviews.waivers.isEmpty {
            let named = Set(reviews.waivers.map(\.findingID))
            reviews.waivedOfMany = try tableOfFindings.verdicts().filter { named.contains($0.key) }
        }
        if let file = settings.dispositions {
            reviews.dispositions = DispositionFile.merged([try DispositionFile.read(file)])
            reviews.measures = ReviewMeasure.measures(of: reviews.dispositions, rules: rules.map(\.id))
        }
    }
}

extension Changes {
    init(of result: AuditResult, since earlier: EarlierReport) throws(AuditIssues) {
        try earlier.requireKey(of: result.run.keyMark, name: "this run")
        let now = Set(try result.tableOfFindings.verdicts().keys), before = Set(earlier.findings.keys)
        let gone = earlier.gone(now, in: Period(named: result.run.period))
        self.init(
            previousPeriod: earlier.summary.run.period, previousRun: earlier.summary.run.generatedAt,
            new: now.subtracting(before), persisting: now.intersection(before).count,
            resolved: gone.resolved.count, ofOtherPeriods: gone.ofOtherPeriods.count,
            knowledgeChanged: Summary(result).knowledgeDiffers(from: earlier.summary))
    }
}
