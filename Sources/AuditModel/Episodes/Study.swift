/// Order lines of one patient that belong together: a session of one modality, or a single procedure. Fixed size.
public struct Study: Sendable {
    /// Places of its lines in `PatientHistory.lines`; never empty.
    public var lines: Range<Int>
    public var moment: Moment
    public var modality: Modality
    public var kind: ExamKind
    public var status: OrderStatus
    /// Number of the exam of a study of one line; nil for several.
    public var soleExam: UInt32?

    public init(
        lines: Range<Int>, moment: Moment, modality: Modality, kind: ExamKind, status: OrderStatus,
        soleExam: UInt32? = nil
    ) {
        self.lines = lines
        self.moment = moment
        self.modality = modality
        self.kind = kind
        self.status = status
        self.soleExam = soleExam
    }
}
