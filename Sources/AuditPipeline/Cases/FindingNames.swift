import AuditModel
import Evaluation
import Intake

/// What findings, patients, orders and episodes go by in reports, for one thread.
struct FindingNames {
    let evaluator: RuleEvaluator
    private let cells: OrderCells
    private let pseudonyms: Pseudonyms
    private let keepsIdentifiers: Bool
    private var identifiers: PatientIdentifiers
    private var words = Pseudonyms.Words()
    /// The last patient's: one goes by the same identifier in most rows.
    private var named = (patient: "", pseudonym: "")

    init(_ evaluator: RuleEvaluator, cells: OrderCells, pseudonyms: Pseudonyms, keepsIdentifiers: Bool) {
        self.evaluator = evaluator
        self.cells = cells
        self.pseudonyms = pseudonyms
        self.keepsIdentifiers = keepsIdentifiers
        identifiers = PatientIdentifiers(cells)
    }

    // Lent, not copied: a table holds many references.
    private var table: OrderTable { _read { yield evaluator.subject.table } }

    /// The identifiers of the judged order, else of the patient's first. Throws where an input can no longer be read as it
    /// was.
    mutating func identifiers(of verdict: Judging.Verdict) throws(AuditIssues) -> OrderCells.Identifiers {
        let order = table.rows[verdict.row]
        identifiers.turn(to: verdict.rows, of: table.patients[Int(order.patient)])
        return try identifiers.identifiers(of: verdict.row, order)
    }

    /// The finding's id, stable between runs: from rule, patient, judged order and reason, never from wording or severity;
    /// where an order is judged for a second lesion with the same reason, from the lesion's place too.
    mutating func id(of verdict: Judging.Verdict, _ ids: OrderCells.Identifiers) -> UInt64 {
        let judgement = verdict.judged.judgement
        words.begin("finding")
        words.add(evaluator.labels[Int(judgement.rule)].id)
        words.add(ids.patient)
        words.add(ids.order)
        words.add(evaluator.reasons[Int(judgement.reason)])
        if verdict.isFurther {
            var place: [UInt8] = []
            writePlace(of: verdict, into: &place)
            words.add(String(decoding: place, as: UTF8.self))
        }
        return pseudonyms.code(of: words)
    }

    /// What the patient goes by: a pseudonym, or the identifier itself where those are kept.
    mutating func patient(_ ids: OrderCells.Identifiers) -> String {
        if keepsIdentifiers { return ids.patient }
        if named.patient != ids.patient || named.pseudonym.isEmpty {
            words.begin("patient")
            words.add(ids.patient)
            named = (ids.patient, hexadecimal(pseudonyms.code(of: words)))
        }
        return named.pseudonym
    }

    /// Order ids of these rows of the verdict's patient, and of the orders that repeat the judged one. Throws where an input
    /// can no longer be read as it was.
    mutating func evidence(
        _ rows: [Int], for verdict: Judging.Verdict, _ ids: OrderCells.Identifiers
    ) throws(AuditIssues) -> [String] {
        var evidence: [String] = []
        for other in rows {
            let id = try identifiers.identifiers(of: other, table.rows[other]).order
            if !evidence.contains(id), id != ids.order { evidence.append(id) }
        }
        for span in table.duplicates[verdict.row] ?? [] {
            let id = try cells.identifiers(of: span).order
            if !evidence.contains(id), id != ids.order { evidence.append(id) }
        }
        return evidence
    }

    /// Appends the lesion's place and the number of the episode; nothing for a unit of the patient.
    func writeEpisode(of verdict: Judging.Verdict, into bytes: inout [UInt8]) {
        if verdict.judged.lesion == nil { return }
        writePlace(of: verdict, into: &bytes)
        bytes.append(UInt8(ascii: "-"))
        bytes.append(digitsOf: (verdict.judged.episode ?? 0) + 1)
    }

    /// Appends site group and side of the lesion.
    private func writePlace(of verdict: Judging.Verdict, into bytes: inout [UInt8]) {
        let subject = evaluator.subject
        bytes += (verdict.site == .unspecified ? "unsited" : subject.vocabulary[verdict.site].group).utf8
        if verdict.side == .unspecified { return }
        bytes.append(UInt8(ascii: "-"))
        bytes += verdict.side.name.utf8
    }
}
