/// One line of `findings.csv` or `verdicts.csv`, in the words a reader sees.
package struct Finding: Sendable {
    /// Stable between runs: keyed digest of rule, patient, judged order and reason.
    package var id: String
    package var ruleID: String
    package var verdict: Verdict
    package var reason: String
    package var confidence: Confidence
    /// Pseudonym, or the id itself with `--identifiers keep`.
    package var patient: String
    package var episode: String
    package var orderID: String
    package var ordered: Moment
    package var performed: Moment
    package var examCode: String
    package var examDescription: String
    package var lesionSite: String
    package var laterality: String
    package var performingSite: String
    package var department: String
    package var patientClass: String
    /// Age in whole years at the judged event; nil where unknown.
    package var ageYears: Int?
    /// Specification 1.9; without the two fixed lines.
    package var message: String
    package var evidenceOrderIDs: [String]
    package var searchedFrom: Day
    package var searchedTo: Day
    /// The day that decides the period and the month of a chart (1.13.4).
    package var finalDay: Day
    /// Reasoning, timeline and texts; nil beyond the number of cases the page shows.
    package var caseView: CaseView?

    package init(
        id: String, ruleID: String, verdict: Verdict, reason: String, confidence: Confidence, patient: String,
        episode: String, orderID: String, ordered: Moment, performed: Moment, examCode: String, examDescription: String,
        lesionSite: String, laterality: String, performingSite: String, department: String, patientClass: String,
        ageYears: Int?, message: String, evidenceOrderIDs: [String], searchedFrom: Day, searchedTo: Day, finalDay: Day,
        caseView: CaseView? = nil
    ) {
        self.id = id
        self.ruleID = ruleID
        self.verdict = verdict
        self.reason = reason
        self.confidence = confidence
        self.patient = patient
        self.episode = episode
        self.orderID = orderID
        self.ordered = ordered
        self.performed = performed
        self.examCode = examCode
        self.examDescription = examDescription
        self.lesionSite = lesionSite
        self.laterality = laterality
        self.performingSite = performingSite
        self.department = department
        self.patientClass = patientClass
        self.ageYears = ageYears
        self.message = message
        self.evidenceOrderIDs = evidenceOrderIDs
        self.searchedFrom = searchedFrom
        self.searchedTo = searchedTo
        self.finalDay = finalDay
        self.caseView = caseView
    }
}

/// Everything a reviewer sees of one finding beyond its line. Holds patient data.
package struct CaseView: Sendable {
    package var reasoning: [Reasoning]
    /// The episode's orders in time order.
    package var timeline: [TimelineMark]
    /// What would explain the finding, from the rule, as a checklist.
    package var explanations: [String]
    /// Differential clues by site and age (specification 5.8); display only.
    package var clues: [String] = []
    /// The first and last day the export covers for this patient's history, as far as it is known.
    package var coverageStart: Day
    package var dataCutoff: Day

    package init(
        reasoning: [Reasoning], timeline: [TimelineMark], explanations: [String], coverageStart: Day, dataCutoff: Day
    ) {
        self.reasoning = reasoning
        self.timeline = timeline
        self.explanations = explanations
        self.coverageStart = coverageStart
        self.dataCutoff = dataCutoff
    }
}

/// One order on a case's timeline.
package struct TimelineMark: Sendable {
    package enum Role: Sendable {
        case judged
        /// Satisfied the requirement or was looked for and found.
        case counted
        /// Looked at and refused, with the reason in plain words.
        case refused(String)
        case context
    }

    /// Number of the row in `OrderTable.rows`; evidence refers to it.
    package var row: Int
    package var orderID: String
    package var moment: Moment
    package var status: OrderStatus
    package var modality: Modality
    package var kind: ExamKind
    package var examCode: String
    package var examDescription: String
    package var role: Role
    /// Facts that came on record with this order: "mass", "calcification (US)".
    package var learned: [String]
    package var indication: String
    package var priorFinding: String

    package init(
        row: Int, orderID: String, moment: Moment, status: OrderStatus, modality: Modality, kind: ExamKind,
        examCode: String, examDescription: String, role: Role, learned: [String], indication: String,
        priorFinding: String
    ) {
        self.row = row
        self.orderID = orderID
        self.moment = moment
        self.status = status
        self.modality = modality
        self.kind = kind
        self.examCode = examCode
        self.examDescription = examDescription
        self.role = role
        self.learned = learned
        self.indication = indication
        self.priorFinding = priorFinding
    }
}
