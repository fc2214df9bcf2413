import AuditModel
import AuditPipeline
import Episodes
import Evaluation
import Foundation
import Interpretation

/// Random patients, judged both ways.
struct Comparison: Sendable {
    /// One verdict in comparable form.
    struct Row: Hashable, Sendable, CustomStringConvertible {
        var rule: String
        var lesion: Int?
        var episode: Int?
        /// Line of the judged order; -1 where an unknown status leaves open which it is.
        var line: Int
        var verdict: Verdict
        var reason: String
        /// Nil where it is open which event it is.
        var finalDay: Day?
        /// Of low confidence, and so outside the rates; nil where nothing is claimed.
        var isLow: Bool?
        /// Of high confidence; of the specification's rows false where they can not be, nil where it does not tell.
        var isHigh: Bool?

        var description: String {
            "\(rule) lesion \(lesion.map(String.init) ?? "-") episode \(episode.map(String.init) ?? "-") line \(line): \(words)"
                + " final \(finalDay.map { String($0.days(since: RandomPatients.coverageStart)) } ?? "-")"
        }

        var words: String {
            "\(verdict.name) \(reason)" + (isLow == true ? " (low)" : isHigh == false ? " (not high)" : "")
        }
    }

    struct Difference: Sendable {
        var engine: Set<Row>
        var specification: Set<Row>
        var patient: String
    }

    private(set) var differences: [Difference] = []
    private var tallies: [String: [String: Int]] = [:]
    private var verdictCounts: [String: [Verdict: Int]] = [:]
    private let knowledge: Knowledge
    private let rules: [Rule]
    private let invented: RandomPatients
    /// Of the first patients, as the engine judged them.
    private let asInvented: Set<Row>
    private static let shuffled = 3_000

    init() throws {
        let environment = ProcessInfo.processInfo.environment
        let count = environment["ORACLE_PATIENTS"].flatMap { Int($0) } ?? 12_000
        let seed = environment["ORACLE_SEED"].flatMap { UInt64($0) } ?? 1
        knowledge = try Knowledge.load()
        rules = knowledge.rules.filter { rule in SlowBook.rules.contains { $0.id == rule.card.id } }
        var patients = RandomPatients(seed: seed, lexicons: knowledge.lexicons)
        patients.invent(patients: count)
        invented = patients
        let table = invented.table()
        let sites = Sites(table: table, knowledge: knowledge, rules: rules)
        var all: Set<Row> = []
        for (number, range) in table.patientRanges.enumerated() {
            let judges = sites.judges(of: range)
            let history = judges.builder.history(of: range)
            let said = judges.engine(history)
            let specification = judges.specification(history)
            if number < Self.shuffled { all.formUnion(said) }
            let engine = Set(
                said.map { row in
                    var row = row
                    let isHigh = row.isHigh
                    row.isHigh = nil
                    if !specification.contains(row) { row.isHigh = isHigh }
                    return row
                })
            for row in specification {
                tallies[row.rule, default: [:]]["\(row.verdict.name) \(row.reason)", default: 0] += 1
                verdictCounts[row.rule, default: [:]][row.verdict, default: 0] += 1
            }
            if engine != specification {
                differences.append(
                    Difference(
                        engine: engine.subtracting(specification), specification: specification.subtracting(engine),
                        patient: Telling(export: judges.export, history: history).text))
            }
        }
        asInvented = all
        if let path = environment["ORACLE_OUT"] { try written.write(toFile: path, atomically: true, encoding: .utf8) }
    }

    // MARK: What was met

    func units(of rule: String) -> Int { verdictCounts[rule]?.values.reduce(0, +) ?? 0 }
    func count(of verdict: Verdict, by rule: String) -> Int { verdictCounts[rule]?[verdict] ?? 0 }
    func tally(of rule: String) -> [String: Int] { tallies[rule] ?? [:] }

    /// The verdicts of the rule's outcome table.
    func possibleVerdicts(of id: String) -> [Verdict] {
        guard let rule = rules.first(where: { $0.card.id == id }) else { return [] }
        let verdicts = Set(rule.outcomes.filter { !$0.isSilent }.map(\.verdict))
        return Verdict.allCases.filter(verdicts.contains)
    }

    // MARK: Shuffled rows

    /// What the engine says only where the export's rows stand in another order, or only where they do not.
    func differencesOfShuffledRows() -> [Row] {
        let table = invented.table(of: Self.shuffled, shuffledBy: 7)
        let sites = Sites(table: table, knowledge: knowledge, rules: rules)
        var all: Set<Row> = []
        for range in table.patientRanges {
            let judges = sites.judges(of: range)
            all.formUnion(judges.engine(judges.builder.history(of: range)))
        }
        return Array(all.symmetricDifference(asInvented))
    }

    // MARK: For people

    /// The differences by kind, and the first of each with its patient.
    var report: String {
        var kinds: [String: (count: Int, first: Difference)] = [:]
        for difference in differences {
            for rule in Set(difference.engine.union(difference.specification).map(\.rule)) {
                let kind =
                    "\(rule): engine \(words(difference.engine, rule)) | specification \(words(difference.specification, rule))"
                kinds[kind, default: (0, difference)].count += 1
            }
        }
        return kinds.sorted { $0.value.count > $1.value.count }.map { kind, found in
            "##### \(found.count) × \(kind)\n"
                + found.first.engine.map { "engine \($0)\n" }.sorted().joined()
                + found.first.specification.map { "specification \($0)\n" }.sorted().joined() + found.first.patient
        }.joined(separator: "\n")
    }

    private func words(_ rows: Set<Row>, _ rule: String) -> String {
        rows.filter { $0.rule == rule }.map(\.words).sorted().joined(separator: ", ")
    }

    private var written: String {
        report + "\n"
            + tallies.sorted { $0.key < $1.key }.map { rule, reasons in
                "\(rule) \(units(of: rule))\n"
                    + reasons.sorted { $0.key < $1.key }.map { "    \($0.key) \($0.value)\n" }.joined()
            }.joined()
    }
}

/// A site that has told how it records referrals, and one in ten patients' that has not (R14).
private struct Sites {
    let telling: Judges
    let silent: Judges

    init(table: OrderTable, knowledge: Knowledge, rules: [Rule]) {
        telling = Judges(table: table, knowledge: knowledge, rules: rules, knowsReferrals: true)
        silent = Judges(table: table, knowledge: knowledge, rules: rules, knowsReferrals: false)
    }

    func judges(of rows: Range<Int>) -> Judges {
        let line = telling.export.table.rows[rows].map(\.source.line).min() ?? 0
        return line % 10 == 0 ? silent : telling
    }
}

/// Both ways of judging one table.
struct Judges {
    let export: Export
    let builder: HistoryBuilder
    let evaluator: RuleEvaluator

    init(table: OrderTable, knowledge: Knowledge, rules: [Rule], knowsReferrals: Bool) {
        let vocabulary = knowledge.lexicons.vocabulary
        export = Export(
            table: table, vocabulary: vocabulary, coverageStart: RandomPatients.coverageStart,
            cutoff: RandomPatients.cutoff, knowsReferrals: knowsReferrals)
        var parameters = knowledge.parameters
        if knowsReferrals { parameters.values.merge(Referral.parameters) { _, local in local } }
        builder = HistoryBuilder(table: table, vocabulary: vocabulary, parameters: parameters)
        evaluator = RuleEvaluator(
            rules: rules,
            subject: AuditSubject(
                table: table, vocabulary: vocabulary, parameters: parameters,
                coverageStart: RandomPatients.coverageStart, dataCutoff: RandomPatients.cutoff, partnerSites: []))
    }

    func engine(_ history: PatientHistory) -> Set<Comparison.Row> {
        var rows: Set<Comparison.Row> = []
        for judged in evaluator.judge(history).map(\.judged) where isSited(judged.lesion, history) {
            let judgement = judged.judgement
            rows.insert(
                row(
                    evaluator.rules[Int(judgement.rule)].card.id, judged.lesion, judged.episode, Int(judgement.row),
                    judgement.verdict, evaluator.reasons[Int(judgement.reason)], judgement.finalDay,
                    confidence: isClaim(judgement.verdict) && !judgement.isNearMiss ? judgement.confidence : nil))
        }
        return rows
    }

    func specification(_ history: PatientHistory) -> Set<Comparison.Row> {
        var rows: Set<Comparison.Row> = []
        for (rule, verdict) in SlowBook().verdicts(Chart(export: export, history: history))
        where isSited(verdict.lesion, history) {
            var told = row(
                rule, verdict.lesion, verdict.episode, verdict.row, verdict.says.verdict, verdict.says.reason,
                verdict.finalDay, confidence: nil)
            if isClaim(verdict.says.verdict), !isDataQuality(rule) {
                told.isLow = verdict.isLow
                if verdict.isHedged { told.isHigh = false }
            }
            rows.insert(told)
        }
        return rows
    }

    /// Lesions without a site have examples of their own; the slow evaluator knows places only.
    private func isSited(_ lesion: Int?, _ history: PatientHistory) -> Bool {
        lesion.map { history.lesions[$0].site != .unspecified } ?? true
    }

    private func isClaim(_ verdict: Verdict) -> Bool {
        switch verdict {
        case .deviation, .advisory, .info, .compliant, .compliantException: true
        case .indeterminate, .pending, .notApplicable: false
        }
    }

    private func row(
        _ rule: String, _ lesion: Int?, _ episode: Int?, _ row: Int, _ verdict: Verdict, _ reason: String,
        _ finalDay: Day, confidence: Confidence?
    ) -> Comparison.Row {
        let isOpen = reason == "STATUS_UNKNOWN"
        let confidence = isDataQuality(rule) ? nil : confidence
        return Comparison.Row(
            rule: rule, lesion: lesion, episode: episode, line: isOpen ? -1 : Int(export.table.rows[row].source.line),
            verdict: verdict, reason: reason, finalDay: isOpen ? nil : finalDay,
            isLow: confidence.map { $0 == .low }, isHigh: confidence.map { $0 == .high })
    }

    /// A finding that is a fact of one row, and so of no more or less confidence.
    private func isDataQuality(_ rule: String) -> Bool { rule.hasPrefix("DQ-") }
}
