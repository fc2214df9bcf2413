import AuditModel
import Evaluation
import Intake
import Reporting

/// Writes verdicts' lines of the tables straight from what was judged, as `FindingWriter` and `Finding.writeLine` would: a run
/// has so many that none is made a finding first. For one thread.
struct LineWriter {
    private var names: FindingNames
    // By number: rule and verdict, reason and confidence, exam, site and side, and the words of the orders' columns.
    private var rules: EncodedCells
    private var reasons: EncodedCells
    private var exams: EncodedCells
    private var places: EncodedCells
    private var performingSites: EncodedCells
    private var departments: EncodedCells
    private var patientClasses: EncodedCells

    init(_ names: FindingNames) {
        self.names = names
        let evaluator = names.evaluator
        let table = evaluator.subject.table
        rules = EncodedCells(count: evaluator.labels.count * Verdict.allCases.count)
        reasons = EncodedCells(count: evaluator.reasons.count * Confidence.allCases.count)
        exams = EncodedCells(count: table.examNames.count)
        places = EncodedCells(count: evaluator.subject.vocabulary.sites.count * Laterality.allCases.count)
        performingSites = EncodedCells(count: table.performingSites.count)
        departments = EncodedCells(count: table.departments.count)
        patientClasses = EncodedCells(count: table.patientClasses.count)
    }

    /// Appends the line of a verdict, of which `ruled` has the unit. Throws where an input can no longer be read as it was.
    mutating func write(
        _ verdict: Judging.Verdict, _ ruled: RuleEvaluator.Ruled, into bytes: inout [UInt8]
    ) throws(AuditIssues) {
        let judgement = verdict.judged.judgement
        let subject = names.evaluator.subject
        let order = subject.table.rows[verdict.row]
        let ids = try names.identifiers(of: verdict)
        let id = names.id(of: verdict, ids)
        var facts = LineFacts()

        // In the order of the table's columns.
        var row = CSVRow(behind: &bytes)
        defer { row.giveBack(to: &bytes) }
        row.add { $0.append(hexadecimal: id) }
        let rule = Int(judgement.rule)
        row.add(rule * Verdict.allCases.count + Int(judgement.verdict.rawValue), of: &rules) {
            [names.evaluator.labels[rule].reportedAs, judgement.verdict.name]
        }
        let reason = Int(judgement.reason)
        row.add(reason * Confidence.allCases.count + Int(judgement.confidence.rawValue), of: &reasons) {
            [names.evaluator.reasons[reason], judgement.confidence.name]
        }
        row.add(names.patient(ids))
        row.add { names.writeEpisode(of: verdict, into: &$0) }
        row.add(ids.order)
        row.add(order.ordered)
        row.add(order.performed)
        let exam = Int(order.exam)
        row.add(exam, of: &exams) { [subject.table.examNames[exam].code, subject.table.examNames[exam].description] }
        row.add(Int(verdict.site.index) * Laterality.allCases.count + Int(verdict.side.rawValue), of: &places) {
            [
                verdict.site == .unspecified ? "" : subject.vocabulary[verdict.site].name,
                verdict.side.name,
            ]
        }
        row.add(Int(order.performingSite), of: &performingSites) {
            [subject.table.performingSites[Int(order.performingSite)]]
        }
        row.add(Int(order.department), of: &departments) { [subject.table.departments[Int(order.department)]] }
        row.add { facts = names.evaluator.tell(ruled, into: &$0) }
        row.add(try names.evidence(facts.evidenceRows, for: verdict, ids).joined(separator: ";"))
        row.add(judgement.searchedFrom)
        row.add(judgement.searchedTo)
        row.add(judgement.finalDay)
        row.add(Int(order.patientClass), of: &patientClasses) {
            [subject.table.patientClasses[Int(order.patientClass)]]
        }
        row.add { bytes in
            if let age = facts.ageYears { bytes.append(digitsOf: age) }
        }
    }
}
