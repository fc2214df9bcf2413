/// One line of `findings.csv` or `verdicts.csv`, in the words a reader sees.
public struct Finding: Sendable {
    /// Stable between runs: keyed digest of rule, patient, judged order and reason.
    public var id: String
    public var ruleID: String
    public var verdict: Verdict
    public var reason: String
    public var confidence: Confidence
    /// Pseudonym, or the id itself with `--identifiers keep`.
    public var patient: String
    public var episode: String
    public var orderID: String
    public var ordered: Moment
    public var performed: Moment
    public var examCode: String
    public var examDescription: String
    public var lesionSite: String
    public var laterality: String
    public var performingSite: String
    public var department: String
    public var patientClass: String
    /// Age in whole years at the judged event; nil where unknown.
    public var ageYears: Int?
    /// Specification 1.9; without the two fixed lines.
    public var message: String
    public var evidenceOrderIDs: [String]
    public var searchedFrom: Day
    public var searchedTo: Day
    /// The day that decides the period and the month of a chart (1.13.4).
    public var finalDay: Day
    /// Reasoning, timeline and texts; nil beyond the number of cases the page shows.
    public var caseView: CaseView?

    public init(
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
public struct CaseView: Sendable {
    public var reasoning: [Reasoning]
    /// The episode's orders in time order.
    public var timeline: [TimelineMark]
    /// What would explain the finding, from the rule, as a checklist.
    public var explanations: [String]
    /// Differential clues by site and age (specification 5.8); display only.
    public var clues: [String] = []
    /// The first and last day the export covers for this patient's history, as far as it is known.
    public var coverageStart: Day
    public var dataCutoff: Day

    public init(
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
public struct TimelineMark: Sendable {
    public enum Role: Sendable {
        case judged
        /// Satisfied the requirement or was looked for and found.
        case counted
        /// Looked at and refused, with the reason in plain words.
        case refused(String)
        /// Looked at; whether it counts can not be told, with the reason in plain words.
        case open(String)
        case context
    }

    /// Number of the row in `OrderTable.rows`; evidence refers to it.
    public var row: Int
    public var orderID: String
    public var moment: Moment
    public var status: OrderStatus
    public var modality: Modality
    public var kind: ExamKind
    public var examCode: String
    public var examDescription: String
    public var role: Role
    /// Facts that came on record with this order: "mass", "calcification (US)".
    public var learned: [String]
    public var indication: String
    public var priorFinding: String

    public init(
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
