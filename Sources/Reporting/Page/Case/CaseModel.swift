import AuditModel

/// One finding with its case as the page shows it: final words and positions, nothing left to decide.
///
/// The template draws the first ones; the script draws the rest from the same values (`PageData`).
struct CaseModel: Sendable {
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
struct CaseRecord: Sendable {
    var axis: TimelineAxis
    var marks: [MarkModel]
    /// What decided, then whom the rule concerns, then what changed the verdict afterwards.
    var decided: [ClauseModel]
    /// Rows that would have spoken first and could not be told.
    var unknown: [ClauseModel]
    /// Rows that would have spoken first and do not hold.
    var ruledOut: [ClauseModel]
    /// `24 answers`.
    var ruledOutCount: String
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
struct ClauseModel: Sendable {
    /// What the clause leads to; empty for a part of another.
    var lead: String
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
        let words = { rule?.words(ofReason: $0) ?? "" }
        caveat = rule.flatMap { $0.caveat.isEmpty ? nil : $0.caveat }
        let exam = [finding.examCode, finding.examDescription].filter { !$0.isEmpty }.joined(separator: " · ")
        let window =
            finding.searchedFrom.isKnown ? "\(finding.searchedFrom) to \(finding.searchedTo)" : ""
        facts = [
            Fact(
                label: "Lesion",
                value: [finding.laterality, finding.lesionSite].filter { !$0.isEmpty }.joined(separator: " ")),
            Fact(label: "Age", value: finding.ageYears.map { counted($0, "year") } ?? ""),
            Fact(label: "Examination", value: exam),
            Fact(label: "Ordered", value: finding.ordered.description),
            Fact(label: "Performed", value: finding.performed.description),
            Fact(label: "Searched", value: window),
            Fact(label: "Department", value: finding.department), Fact(label: "Site", value: finding.performingSite),
            Fact(label: "Patient class", value: finding.patientClass),
            Fact(label: "Confidence", value: "\(finding.confidence.name): \(finding.confidence.meaning)"),
            Fact(label: "Patient", value: finding.patient), Fact(label: "Episode", value: finding.episode),
        ].filter { !$0.value.isEmpty }
        var ids: [String] = []
        for id in [finding.orderID] + finding.evidenceOrderIDs where !id.isEmpty && !ids.contains(id) { ids.append(id) }
        orderIDs = ids.joined(separator: " ")
        record = finding.caseView.map { CaseRecord($0, finding, words: words) }
    }
}

extension CaseRecord {
    init(_ view: CaseView, _ finding: Finding, words: (String) -> String) {
        let judged = view.timeline.first { if case .judged = $0.role { true } else { false } }?.moment ?? .unknown
        let axis = TimelineAxis(view, finding, judged: judged)
        self.axis = axis
        let evidence = view.reasoning.flatMap(\.allEvidence)
        marks = view.timeline.map { MarkModel($0, axis: axis, judged: judged, evidence: evidence) }
        decided = []
        unknown = []
        ruledOut = []
        for reasoning in view.reasoning {
            var clause = ClauseModel(reasoning, timeline: view.timeline)
            switch reasoning.role {
            case .decided(let verdict, let reason):
                clause.lead = "\(verdict.title): \(words(reason))"
                decided.insert(clause, at: 0)
            case .passed(let verdict, let reason):
                clause.lead = verdict.map { "\($0.title): \(words(reason))" } ?? "No verdict"
                if reasoning.truth == .unknown {
                    unknown.append(clause)
                } else {
                    // Said in one sentence: there are many, and `explain` tells each part.
                    clause.clause = reasoning.clause
                    clause.parts = []
                    ruledOut.append(clause)
                }
            case .scope:
                clause.lead = "The rule concerns this case"
                decided.append(clause)
            case .clause, .note: decided.append(clause)
            }
        }
        ruledOutCount = counted(ruledOut.count, "answer")
        explanations = view.explanations
        clues = view.clues
    }
}

extension ClauseModel {
    init(_ reasoning: Reasoning, timeline: [TimelineMark]) {
        lead = ""
        clause = reasoning.heading
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
