/// Order lines of one patient that belong together: a session of one modality, or a single procedure. Fixed size.
package struct Study: Sendable {
    /// Places of its lines in `PatientHistory.lines`; never empty.
    package var lines: Range<Int>
    package var moment: Moment
    package var modality: Modality
    package var kind: ExamKind
    package var status: OrderStatus

    package init(lines: Range<Int>, moment: Moment, modality: Modality, kind: ExamKind, status: OrderStatus) {
        self.lines = lines
        self.moment = moment
        self.modality = modality
        self.kind = kind
        self.status = status
    }
}
