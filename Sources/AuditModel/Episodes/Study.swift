/// Order lines of one patient that belong together: a session of one modality, or a single procedure.
package struct Study: Sendable {
    /// Rows of `OrderTable.rows`, in table order; never empty.
    package var rows: [Int]
    package var moment: Moment
    package var modality: Modality
    package var kind: ExamKind
    package var status: OrderStatus

    package init(rows: [Int], moment: Moment, modality: Modality, kind: ExamKind, status: OrderStatus) {
        self.rows = rows
        self.moment = moment
        self.modality = modality
        self.kind = kind
        self.status = status
    }
}
