import AuditModel
import Episodes
import Evaluation
import Foundation
import Intake
import Interpretation

/// Turns verdicts into the lines and cases that a reader sees, reading the orders' texts again from the input.
struct FindingWriter {
    private let builder: HistoryBuilder
    private var names: FindingNames
    private let cells: OrderCells
    private let coverage: CoverageSpan
    private var textReader: IndicationReader
    /// Of rules with cases, by number.
    private var words: [Int: RuleWords] = [:]

    init(
        builder: HistoryBuilder, names: FindingNames, cells: OrderCells, coverage: CoverageSpan,
        textReader: IndicationReader
    ) {
        self.builder = builder
        self.names = names
        self.cells = cells
        self.coverage = coverage
        self.textReader = textReader
    }

    /// Words of one field and the concept they express.
    private struct Quote {
        var concept: ConceptID
        var field: TextField
        var words: String
    }

    private var evaluator: RuleEvaluator { names.evaluator }
    // Lent, not copied: a table holds many references.
    private var table: OrderTable { _read { yield names.evaluator.subject.table } }

    /// The finding's id. Throws where an input can no longer be read as it was.
    mutating func id(of verdict: Judging.Verdict) throws(AuditIssues) -> String {
        hexadecimal(names.id(of: verdict, try names.identifiers(of: verdict)))
    }

    /// The verdict in words. Throws where an input can no longer be read as it was.
    mutating func finding(_ verdict: Judging.Verdict, withCase: Bool) throws(AuditIssues) -> Finding {
        let history = builder.history(of: verdict.rows)
        let judged = verdict.judged
        let judgement = judged.judgement
        let rule = Int(judgement.rule)
        // What is said of the data needs no look at the patient's history.
        let isOfData = evaluator.labels[rule].isDataQuality
        let examination =
            isOfData ? nil : evaluator.examine(judged, in: history, telling: withCase ? words(ofRule: rule) : nil)
        let order = table.rows[verdict.row]
        let exam = table.examNames[Int(order.exam)]
        let ids = try names.identifiers(of: verdict)
        var episode: [UInt8] = []
        names.writeEpisode(of: verdict, into: &episode)
        var finding = Finding(
            id: hexadecimal(names.id(of: verdict, ids)), ruleID: evaluator.labels[rule].reportedAs,
            verdict: judgement.verdict, reason: evaluator.reasons[Int(judgement.reason)],
            confidence: judgement.confidence, patient: names.patient(ids),
            episode: String(decoding: episode, as: UTF8.self),
            orderID: ids.order, ordered: order.ordered, performed: order.performed, examCode: exam.code,
            examDescription: exam.description,
            lesionSite: verdict.site == .unspecified ? "" : evaluator.subject.vocabulary[verdict.site].name,
            laterality: verdict.side.name,
            performingSite: table.performingSites[Int(order.performingSite)],
            department: table.departments[Int(order.department)],
            patientClass: table.patientClasses[Int(order.patientClass)], ageYears: examination?.ageYears,
            message: examination?.message ?? evaluator.message(ofRule: rule, row: verdict.row),
            evidenceOrderIDs: try names.evidence(examination?.evidenceRows ?? [], for: verdict, ids),
            searchedFrom: judgement.searchedFrom,
            searchedTo: judgement.searchedTo, finalDay: judgement.finalDay)
        if withCase, let examination {
            finding.caseView = try caseView(
                evaluator.rules[rule], examination, history, judged.lesion.map { history.lesions[$0] })
        }
        return finding
    }

    // MARK: Cases

    private mutating func words(ofRule rule: Int) -> RuleWords {
        if let known = words[rule] { return known }
        let words = evaluator.words(ofRule: rule)
        self.words[rule] = words
        return words
    }

    private mutating func caseView(
        _ rule: Rule, _ examination: Examination, _ history: PatientHistory, _ lesion: Lesion?
    ) throws(AuditIssues) -> CaseView {
        var marks: [TimelineMark] = []
        var words: [Int: [Quote]] = [:]
        for row in history.rows {
            let text = try cells.text(
                of: table.rows[row].source, in: [.orderID, .indication, .priorFinding, .icd10])
            words[row] = quotes(in: text, of: row)
            marks.append(mark(row, text, examination, lesion))
        }
        marks.sort { a, b in a.moment != b.moment ? a.moment < b.moment : a.row < b.row }
        // What an earlier order already told is no news.
        var known: Set<String> = []
        for index in marks.indices {
            marks[index].learned.removeAll { !known.insert($0).inserted }
        }
        return CaseView(
            reasoning: examination.reasoning.map { quoted($0, words) }, timeline: marks,
            explanations: rule.card.explanations, coverageStart: coverage.start, dataCutoff: coverage.end)
    }

    private mutating func quotes(in text: OrderText, of row: Int) -> [Quote] {
        let fields: [TextField: [UInt8]] = [
            .indication: Array(text[.indication].utf8), .priorFinding: Array(text[.priorFinding].utf8),
        ]
        return mentions(in: text, of: row).compactMap { mention in
            guard let bytes = fields[mention.field] else { return nil }
            // The words that deny or doubt stand with what they are said of, up to a readable length.
            var range = mention.words
            if let cue = mention.cue {
                let both = min(cue.lowerBound, range.lowerBound)..<max(cue.upperBound, range.upperBound)
                if both.count <= 80 { range = both }
            }
            return Quote(
                concept: mention.concept, field: mention.field,
                words: String(decoding: bytes[range.clamped(to: bytes.indices)], as: UTF8.self))
        }
    }

    /// Kept apart: the optimiser of Swift 6.3.1 fails when spans and the strings cut from them share a function.
    @inline(never)
    private mutating func mentions(in text: OrderText, of row: Int) -> [TextEvidence] {
        let indication = Array(text[.indication].utf8)
        let prior = Array(text[.priorFinding].utf8)
        let codes = Array(text[.icd10].utf8)
        return textReader.evidence(
            indication: indication.span, priorFinding: prior.span, icd10: codes.span,
            ordered: table.rows[row].ordered)
    }

    /// The reasoning with the words behind each fact filled in.
    private func quoted(_ reasoning: Reasoning, _ words: [Int: [Quote]]) -> Reasoning {
        var result = reasoning
        result.evidence = reasoning.evidence.map { evidence in
            guard let concept = evidence.concept else { return evidence }
            var evidence = evidence
            let mention = words[evidence.row]?.first {
                $0.concept == concept && (evidence.field == nil || $0.field == evidence.field)
            }
            if let mention {
                evidence.field = mention.field
                evidence.words = mention.words
            }
            return evidence
        }
        result.parts = reasoning.parts.map { quoted($0, words) }
        return result
    }

    private func mark(_ row: Int, _ text: OrderText, _ examination: Examination, _ lesion: Lesion?) -> TimelineMark {
        let order = table.rows[row]
        let exam = table.exams[Int(order.exam)]
        let name = table.examNames[Int(order.exam)]
        let role: TimelineMark.Role =
            examination.judgedRows.contains(row)
            ? .judged
            : examination.counted.contains(row)
                ? .counted : examination.uncounted[row] ?? .context
        return TimelineMark(
            row: row, orderID: text[.orderID], moment: order.placed, status: order.status, modality: exam.modality,
            kind: exam.kind, examCode: name.code, examDescription: name.description, role: role,
            learned: learned(row, lesion), indication: text[.indication], priorFinding: text[.priorFinding])
    }

    /// The facts that came on record with an order, in words.
    private func learned(_ row: Int, _ lesion: Lesion?) -> [String] {
        guard let lesion else { return [] }
        var facts: [String] = []
        for statement in lesion.statements where (statement.linkedRow ?? statement.row) == row {
            let says = table.facts.statements[statement.statement]
            let certain = says.present.subtracting(says.likely)
            let queried = says.uncertain.subtracting(says.likely)
            for (set, suffix) in [
                (certain, ""), (says.likely, " (likely)"), (queried, " (queried)"), (says.absent, " (denied)"),
            ] {
                for concept in set.members {
                    let fact = evaluator.subject.vocabulary[concept].title + suffix
                    if !facts.contains(fact) { facts.append(fact) }
                }
            }
        }
        return facts
    }
}
