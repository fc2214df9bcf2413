import AuditModel
import Intake

/// Identifiers of one patient's orders: from their codes, else read from the input, each once however many findings
/// name it.
struct PatientIdentifiers {
    private let cells: OrderCells
    private var rows = 0..<0
    private var known: [OrderCells.Identifiers?] = []
    private var patient: String?

    init(_ cells: OrderCells) { self.cells = cells }

    /// What is known of another patient is forgotten.
    mutating func turn(to rows: Range<Int>, of patient: PatientKey) {
        if rows == self.rows { return }
        self.rows = rows
        self.patient = patient.id.text
        known.removeAll(keepingCapacity: true)
        known.append(contentsOf: repeatElement(nil, count: rows.count))
    }

    /// The identifiers of the order in a row of the patient. Throws where the input can no longer be read as it was.
    mutating func identifiers(of row: Int, _ order: OrderRow) throws(AuditIssues) -> OrderCells.Identifiers {
        if let known = known[row - rows.lowerBound] { return known }
        let identifiers: OrderCells.Identifiers
        if let patient, let order = order.orderID.text {
            identifiers = OrderCells.Identifiers(patient: patient, order: order)
        } else {
            identifiers = try cells.identifiers(of: order.source)
        }
        known[row - rows.lowerBound] = identifiers
        return identifiers
    }
}
