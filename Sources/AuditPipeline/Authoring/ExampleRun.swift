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
        package var passed: Bool
        /// The clause that decided each verdict, for a failed example.
        package var decisions: [String]
    }

    private struct Unit {
        var rule: Int
        var example: RuleExample
        var rows: [Range<Int>]
    }

    private let knowledge: Knowledge
    private let table: OrderTable
    private let units: [Unit]

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
        units = patients.map { Unit(rule: $0.rule, example: $0.example, rows: ranges[$0.key] ?? []) }
    }

    /// The outcomes of the rules named, or of all.
    package func outcomes(of ids: Set<String>? = nil) -> [Outcome] {
        units.filter { ids?.contains(knowledge.rules[$0.rule].card.id) ?? true }.map {
            outcome(of: $0, knowledge.rules)
        }
    }

    /// Whether every example of a changed rule still passes; stops at the first that does not.
    func passes(_ changed: Rule, at index: Int) -> Bool {
        var rules = knowledge.rules
        rules[index] = changed
        return units.allSatisfy { $0.rule != index || outcome(of: $0, rules).passed }
    }

    private func outcome(of unit: Unit, _ rules: [Rule]) -> Outcome {
        let rule = rules[unit.rule]
        // Only the rule itself and those it stands back for matter to its examples.
        let others = rules.filter { other in rule.yields.contains { $0.ruleID == other.card.id } }
        let evaluator = evaluator(unit.example, rules: [rule] + others)
        let builder = HistoryBuilder(
            table: table, vocabulary: knowledge.lexicons.vocabulary, parameters: evaluator.subject.parameters)
        var said: [String] = []
        var decisions: [String] = []
        for rows in unit.rows {
            let history = builder.history(of: rows)
            for judged in evaluator.judge(history) where judged.judgement.rule == 0 {
                let words = "\(judged.judgement.verdict.name) \(evaluator.reasons[Int(judged.judgement.reason)])"
                if !said.contains(words) { said.append(words) }
                if let last = evaluator.examine(judged, in: history)?.reasoning.last {
                    decisions.append("\(words), because: \(last.clause) [\(last.found)]")
                }
            }
        }
        return Outcome(
            ruleID: rule.card.id, file: knowledge.ruleFiles[unit.rule], example: unit.example, said: said,
            passed: Self.fits(said, unit.example), decisions: decisions)
    }

    private func evaluator(_ example: RuleExample, rules: [Rule]) -> RuleEvaluator {
        var parameters = knowledge.parameters
        parameters.values.merge(example.parameters) { _, own in own }
        let first = Day(number: Int32(Self.firstDay))
        let partners = Set(parameters.list("partner-sites"))
        return RuleEvaluator(
            rules: rules,
            subject: AuditSubject(
                table: table, vocabulary: knowledge.lexicons.vocabulary, parameters: parameters,
                coverageStart: first.advanced(by: example.coverageStart),
                dataCutoff: first.advanced(by: example.dataCutoff),
                partnerSites: Set(
                    table.performingSites.indices.filter { partners.contains(table.performingSites[$0]) }
                        .map { UInt16($0) })))
    }

    /// What must be said was said and, beside what may be, nothing else.
    private static func fits(_ said: [String], _ example: RuleExample) -> Bool {
        let also = example.also.map { $0.replacing("/", with: " ") }
        let rest = said.filter { !also.contains($0) }
        guard let verdict = example.verdict else { return rest.isEmpty }
        return rest == ["\(verdict.name) \(example.reason)"]
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
