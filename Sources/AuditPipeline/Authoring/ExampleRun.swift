package import AuditModel
import Episodes
import Evaluation
import Foundation
import Intake
import Interpretation

/// Runs the examples that rules carry: the same way from export to verdict that a report takes.
package struct ExampleRun {
    /// One example and what its rule said of it.
    package struct Outcome: Sendable {
        package var ruleID: String
        package var file: String
        package var example: RuleExample
        /// What the rule said, `VERDICT REASON` each, in no particular order; NOT_APPLICABLE and near misses too.
        package var said: [String]
        /// How sure each of `said` is.
        package var confidences: [Confidence]
        package var passed: Bool
        /// The clause that decided each verdict, for a failed example.
        package var decisions: [String]
    }

    private struct Unit {
        var rule: Int
        var example: RuleExample
        var histories: [PatientHistory]
        /// Number of the setting under which it is judged.
        var setting: Int
    }

    /// What examples may have in common, so that they can share an evaluator.
    private struct Setting: Equatable {
        var coverageStart: Int
        var dataCutoff: Int
        var parameters: [String: ParameterValue]

        init(_ example: RuleExample) {
            coverageStart = example.coverageStart
            dataCutoff = example.dataCutoff
            parameters = example.parameters
        }
    }

    private let knowledge: Knowledge
    private let table: OrderTable
    private let units: [Unit]
    private let settings: [Setting]

    private static let firstDay = 20_150

    /// Takes the orders of all examples through intake and interpretation once; rules can then be judged on them again
    /// and again.
    package init(_ knowledge: Knowledge) throws(AuditIssues) {
        self.knowledge = knowledge
        var lines = [CanonicalField.allCases.map(\.rawValue).joined(separator: ",")]
        var patients: [(rule: Int, example: RuleExample, key: String)] = []
        for (rule, definition) in knowledge.rules.enumerated() {
            for example in definition.examples {
                let key = "E\(patients.count)"
                for (index, order) in example.orders.enumerated() {
                    lines.append(ExampleRun.line(order, patient: key, number: index))
                }
                patients.append((rule, example, key))
            }
        }
        let file = FileManager.default.temporaryDirectory.appending(
            path: "orderaudit-examples-\(UUID().uuidString).csv")
        defer { try? FileManager.default.removeItem(at: file) }
        do { try Data(lines.joined(separator: "\n").utf8).write(to: file) } catch {
            throw AuditIssues(.output, [AuditIssue(file: file.path, "can not be written")])
        }
        let lexicons = knowledge.lexicons
        var taken = try intake(
            [.file(path: file.path)], settings: IntakeSettings(), makeReader: { IndicationReader(lexicons) })
        guard taken.quarantine.isEmpty else {
            throw AuditIssues(
                .knowledge,
                taken.quarantine.map { AuditIssue(.error, "an example's order can not be read: \($0.reason)") })
        }
        let reader = ExamReader(lexicons, examMap: nil)
        taken.table.exams = taken.table.examNames.map { reader.read($0) }
        table = taken.table

        var ranges: [String: [Range<Int>]] = [:]
        for range in taken.table.patientRanges {
            let id = try taken.archive.text(of: taken.table.rows[range.lowerBound].source)[.patientID]
            let key = String(id.prefix { $0 != "/" })
            ranges[key, default: []].append(range)
        }
        var settings: [Setting] = []
        units = patients.map { patient in
            let setting = Setting(patient.example)
            if !settings.contains(setting) { settings.append(setting) }
            var parameters = knowledge.parameters
            parameters.values.merge(setting.parameters) { _, own in own }
            let builder = HistoryBuilder(
                table: taken.table, vocabulary: lexicons.vocabulary, parameters: parameters)
            return Unit(
                rule: patient.rule, example: patient.example,
                histories: (ranges[patient.key] ?? []).map { builder.history(of: $0) },
                setting: settings.firstIndex(of: setting) ?? 0)
        }
        self.settings = settings
    }

    /// The outcomes of the rules of these ids, or of all.
    package func outcomes(of ids: Set<String>? = nil) -> [Outcome] {
        knowledge.rules.indices.filter { ids?.contains(knowledge.rules[$0].card.id) ?? true }
            .flatMap { outcomes(of: knowledge.rules[$0], at: $0) }
    }

    /// What the examples of the rule at `index` give when `rule` judges them in its stead; `explains`: with the clause that
    /// decided each.
    package func outcomes(of rule: Rule, at index: Int, explains: Bool = true) -> [Outcome] {
        var evaluators: [Int: RuleEvaluator] = [:]
        return units.filter { $0.rule == index }.map { outcome(of: $0, rule, &evaluators, explains: explains) }
    }

    /// Whether every example still passes when `rule` judges in the stead of that at `index`; stops at the first that
    /// does not.
    func passes(_ rule: Rule, at index: Int) -> Bool {
        var evaluators: [Int: RuleEvaluator] = [:]
        return units.allSatisfy {
            $0.rule != index || outcome(of: $0, rule, &evaluators, explains: false).passed
        }
    }

    private func outcome(
        of unit: Unit, _ rule: Rule, _ evaluators: inout [Int: RuleEvaluator], explains: Bool
    ) -> Outcome {
        let evaluator = evaluators[unit.setting] ?? evaluator(settings[unit.setting], rule: rule)
        evaluators[unit.setting] = evaluator
        var said: [String] = []
        var confidences: [Confidence] = []
        var decisions: [String] = []
        for history in unit.histories {
            for judged in evaluator.judge(history).map(\.judged) where judged.judgement.rule == 0 {
                let words = "\(judged.judgement.verdict.name) \(evaluator.reasons[Int(judged.judgement.reason)])"
                if !said.contains(words) {
                    said.append(words)
                    confidences.append(judged.judgement.confidence)
                }
                if explains,
                    let last = evaluator.examine(judged, in: history, telling: evaluator.words(ofRule: 0))?.reasoning
                        .last
                {
                    decisions.append("\(words), because: \(last.clause)\(last.found.isEmpty ? "" : " [\(last.found)]")")
                }
            }
        }
        return Outcome(
            ruleID: rule.card.id, file: knowledge.ruleFiles[unit.rule], example: unit.example, said: said,
            confidences: confidences, passed: Self.fits(said, confidences, unit.example), decisions: decisions)
    }

    private func evaluator(_ setting: Setting, rule: Rule) -> RuleEvaluator {
        // Only the rule itself and those it stands back for matter to its examples.
        let others = knowledge.rules.filter { other in
            other.card.id != rule.card.id && rule.yields.contains { $0.ruleID == other.card.id }
        }
        var parameters = knowledge.parameters
        parameters.values.merge(setting.parameters) { _, own in own }
        let first = Day(number: Int32(Self.firstDay))
        let partners = Set(parameters.list("partner-sites"))
        return RuleEvaluator(
            rules: [rule] + others,
            subject: AuditSubject(
                table: table, vocabulary: knowledge.lexicons.vocabulary, parameters: parameters,
                coverageStart: first.advanced(by: setting.coverageStart),
                dataCutoff: first.advanced(by: setting.dataCutoff),
                partnerSites: Set(
                    table.performingSites.indices.filter { partners.contains(table.performingSites[$0]) }
                        .map { UInt16($0) })))
    }

    /// What must be said was said and, beside what may be, nothing else.
    private static func fits(_ said: [String], _ confidences: [Confidence], _ example: RuleExample) -> Bool {
        let also = example.also.map { $0.replacing("/", with: " ") }
        let rest = said.indices.filter { !also.contains(said[$0]) }
        guard let verdict = example.verdict else { return rest.isEmpty }
        return rest.map { said[$0] } == ["\(verdict.name) \(example.reason)"]
            && (example.confidence.map { confidences[rest[0]] == $0 } ?? true)
    }

    private static func line(_ order: RuleExample.Order, patient: String, number: Int) -> String {
        var cells = order.cells
        let clock =
            order.second < 0 ? "" : " \(two(order.second / 3600)):\(two(order.second / 60 % 60))"
        let status = cells[.status] ?? "COMPLETED"
        cells[.status] = status
        cells[.orderID] = cells[.orderID] ?? "\(patient)-\(number)"
        cells[.patientID] = "\(patient)/\(cells[.patientID] ?? "")"
        cells[.orderedTime] = "\(Day(number: Int32(firstDay + order.day)))\(clock)"
        if status == "COMPLETED" || status.isEmpty {
            cells[.performedTime] = "\(Day(number: Int32(firstDay + (order.performedDay ?? order.day))))\(clock)"
        }
        return CanonicalField.allCases.map { quoted(cells[$0] ?? "") }.joined(separator: ",")
    }

    private static func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : String(number) }

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
