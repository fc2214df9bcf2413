import AuditModel
import Episodes
import Evaluation
import Reporting

/// Puts one thread's verdicts into words while the history they were reached from is at hand.
struct FindingTelling {
    private var writer: FindingWriter
    private let sheet: LineStore.Sheet
    private let isTold: @Sendable (Judging.Verdict) -> Bool

    /// `isTold` says which verdicts a table will list.
    init(_ writer: FindingWriter, on sheet: LineStore.Sheet, isTold: @escaping @Sendable (Judging.Verdict) -> Bool) {
        self.writer = writer
        self.sheet = sheet
        self.isTold = isTold
    }

    /// Writes the lines of the verdicts from `first` on, which are of one patient. Throws where an input can no longer be
    /// read as it was, or where the temporary folder has no room.
    mutating func tell(
        _ verdicts: inout [Judging.Verdict], from first: Int, in history: PatientHistory
    ) throws(AuditIssues) {
        for number in first..<verdicts.count where isTold(verdicts[number]) {
            let finding = try writer.finding(verdicts[number], in: history, withCase: false)
            let kind = verdicts[number].judged.judgement.readingKind
            verdicts[number].line = try sheet.add(kind: kind) { finding.writeLine(to: &$0) }
        }
    }
}
