import AuditModel
import Intake

/// Identifiers of one patient's orders, each read from the input once however many findings name it.
struct PatientIdentifiers {
    private let cells: OrderCells
    private var rows = 0..<0
    private var known: [OrderCells.Identifiers?] = []
    private var named = (patient: "", pseudonym: "")

    init(_ cells: OrderCells) { self.cells = cells }

    /// What is known of another patient is forgotten.
    mutating func turn(to rows: Range<Int>) {
        if rows == self.rows { return }
        self.rows = rows
        known.removeAll(keepingCapacity: true)
        known.append(contentsOf: repeatElement(nil, count: rows.count))
    }

    /// The identifiers of the order in a row of the patient, which stands at `source`. Throws where the input can no
    /// longer be read as it was.
    mutating func identifiers(of row: Int, at source: SourceSpan) throws(AuditIssues) -> OrderCells.Identifiers {
        if let known = known[row - rows.lowerBound] { return known }
        let identifiers = try cells.identifiers(of: source)
        known[row - rows.lowerBound] = identifiers
        return identifiers
    }

    /// The name in reports of a patient, who goes by the same identifier in most rows.
    mutating func pseudonym(of patient: String, by pseudonyms: Pseudonyms) -> String {
        if named.pseudonym.isEmpty || named.patient != patient {
            named = (patient, pseudonyms.name("patient", patient))
        }
        return named.pseudonym
    }
}
