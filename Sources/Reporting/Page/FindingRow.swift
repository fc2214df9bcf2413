import AuditModel

/// One line of the worklist.
struct FindingRow {
    var id: String
    var ruleID: String
    var ruleLabel: String
    var ruleTitle: String
    var verdict: Verdict
    var verdictTitle: String
    var verdictClass: String
    var reason: String
    var reasonText: String
    var confidence: String
    var patient: String
    var orderID: String
    var exam: String
    var lesion: String
    var department: String
    var site: String
    /// The day that decides the period, or the judged event's where there is none.
    var day: String
    var month: String
    /// `new`, `persisting`, or empty without an earlier report.
    var change: String
    /// Digest of the facts behind the finding, to notice that they changed since a review.
    var facts: String
    var isNew: Bool
    /// What reviewers decided before this run; empty where nobody has.
    var review: String
    /// `Waived until 2026-12-31 by AB: reason`, or empty.
    var waiver: String
    var isWaived: Bool
}

extension FindingRow {
    /// `doubt` is the title of a finding about the data, which no rule card speaks for.
    init(_ finding: Finding, rule: RuleCard?, doubt: String?, changes: Changes?, review: ReviewNotes) {
        id = finding.id
        ruleID = finding.ruleID
        ruleLabel = rule.map { $0.number.isEmpty ? $0.id : $0.number } ?? "Data"
        ruleTitle = rule?.title ?? "Doubts about the data"
        verdict = finding.verdict
        verdictTitle = verdict.title
        verdictClass = verdict.name.lowercased()
        reason = finding.reason
        reasonText = rule?.words(ofReason: reason) ?? doubt ?? words(ofReason: reason)
        confidence = finding.confidence.name
        patient = finding.patient
        orderID = finding.orderID
        exam = finding.examDescription.isEmpty ? finding.examCode : finding.examDescription
        lesion = [finding.laterality, finding.lesionSite].filter { !$0.isEmpty }.joined(separator: " ")
        department = finding.department
        site = finding.performingSite
        let decided =
            finding.finalDay.isKnown
            ? finding.finalDay : finding.performed.isKnown ? finding.performed.day : finding.ordered.day
        day = decided.description
        month = String(day.prefix(7))
        change = changes.map { $0.new.contains(finding.id) ? "new" : "persisting" } ?? ""
        facts = finding.factsDigest
        isNew = change == "new"
        self.review = review.decisions(on: finding.id, facts: facts)
        waiver = review.waiver(of: finding.id)
        isWaived = !waiver.isEmpty
    }
}
