import AuditModel

/// One finding with its case as the page shows it: final words and positions, nothing left to decide.
///
/// The template draws the first ones; the script draws the rest from the same values (`PageData`).
struct CaseModel {
    struct Fact {
        var label: String
        var value: String
    }

    var finding: FindingRow
    var message: String
    var caveat: String?
    var facts: [Fact]
    /// To be copied into the record system.
    var orderIDs: String
    /// Nil where the page holds no case for this finding.
    var record: CaseRecord?
}

/// The part of a case that comes from the patient's orders.
struct CaseRecord {
    var axis: TimelineAxis
    var marks: [MarkModel]
    var clauses: [ClauseModel]
    var explanations: [String]
    var clues: [String]
}

/// What decided a clause: an order of the timeline, or words in it.
struct Ground {
    /// Number in the case's timeline.
    var mark: Int
    /// Empty where the order itself is the ground.
    var field: String
    var words: String
    /// `“calcified mass” (indication of order O-2, 2026-03-05)`.
    var sentence: String

    init?(_ evidence: Evidence, timeline: [TimelineMark]) {
        guard let index = timeline.firstIndex(where: { $0.row == evidence.row }) else { return nil }
        mark = index
        field = evidence.field?.title ?? ""
        words = evidence.words
        let order = "order \(timeline[index].orderID), \(timeline[index].moment.day)"
        let place = field.isEmpty ? order : "\(field) of \(order)"
        sentence = words.isEmpty ? place : "“\(words)” (\(place))"
    }
}

/// A clause of the rule and those below it.
struct ClauseModel {
    var clause: String
    /// `yes`, `no`, `unknown`.
    var mark: String
    var state: String
    var found: String
    var grounds: [Ground]
    var parts: [ClauseModel]
}

extension Truth {
    var name: String {
        switch self {
        case .yes: "yes"
        case .no: "no"
        case .unknown: "unknown"
        }
    }
}

extension CaseModel {
    init(_ finding: Finding, row: FindingRow, rule: RuleCard?) {
        self.finding = row
        message = finding.message
        caveat = rule.flatMap { $0.caveat.isEmpty ? nil : $0.caveat }
        let exam = [finding.examCode, finding.examDescription].filter { !$0.isEmpty }.joined(separator: " · ")
        let window =
            finding.searchedFrom.isKnown ? "\(finding.searchedFrom) to \(finding.searchedTo)" : ""
        facts = [
            Fact(label: "Patient", value: finding.patient), Fact(label: "Episode", value: finding.episode),
            Fact(label: "Order", value: finding.orderID), Fact(label: "Examination", value: exam),
            Fact(label: "Ordered", value: finding.ordered.description),
            Fact(label: "Performed", value: finding.performed.description),
            Fact(
                label: "Lesion",
                value: [finding.laterality, finding.lesionSite].filter { !$0.isEmpty }.joined(separator: " ")),
            Fact(label: "Age", value: finding.ageYears.map { "\($0) years" } ?? ""),
            Fact(label: "Department", value: finding.department), Fact(label: "Site", value: finding.performingSite),
            Fact(label: "Patient class", value: finding.patientClass), Fact(label: "Searched", value: window),
            Fact(label: "Confidence", value: "\(finding.confidence.name): \(finding.confidence.meaning)"),
        ].filter { !$0.value.isEmpty }
        var ids: [String] = []
        for id in [finding.orderID] + finding.evidenceOrderIDs where !id.isEmpty && !ids.contains(id) { ids.append(id) }
        orderIDs = ids.joined(separator: " ")
        record = finding.caseView.map { CaseRecord($0, finding) }
    }
}

extension CaseRecord {
    init(_ view: CaseView, _ finding: Finding) {
        let axis = TimelineAxis(view, finding)
        self.axis = axis
        let evidence = view.reasoning.flatMap(\.allEvidence)
        marks = view.timeline.map { MarkModel($0, axis: axis, evidence: evidence) }
        clauses = view.reasoning.map { ClauseModel($0, timeline: view.timeline) }
        explanations = view.explanations
        clues = view.clues
    }
}

extension ClauseModel {
    init(_ reasoning: Reasoning, timeline: [TimelineMark]) {
        clause = reasoning.clause
        mark = reasoning.truth.name
        state = reasoning.truth.title
        found = reasoning.found
        grounds = reasoning.evidence.compactMap { Ground($0, timeline: timeline) }
        parts = reasoning.parts.map { ClauseModel($0, timeline: timeline) }
    }
}

extension Reasoning {
    var allEvidence: [Evidence] { evidence + parts.flatMap(\.allEvidence) }
}

extension TextField {
    var title: String {
        switch self {
        case .indication: "indication"
        case .priorFinding: "prior finding"
        case .icd10: "diagnosis codes"
        case .examDescription: "exam name"
        }
    }
}
