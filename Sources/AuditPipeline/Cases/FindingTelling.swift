import AuditModel
import Evaluation

/// Puts one thread's verdicts into lines while the units they were reached for are at hand.
struct FindingTelling {
    private var writer: LineWriter
    private let sheet: LineStore.Sheet
    private let isTold: @Sendable (Judging.Verdict) -> Bool

    /// `isTold` says which verdicts a table will list.
    init(_ writer: LineWriter, on sheet: LineStore.Sheet, isTold: @escaping @Sendable (Judging.Verdict) -> Bool) {
        self.writer = writer
        self.sheet = sheet
        self.isTold = isTold
    }

    /// Writes the line of a verdict, where a table lists it. Throws where an input can no longer be read as it was, or where
    /// the temporary folder has no room.
    mutating func tell(_ verdict: inout Judging.Verdict, _ ruled: RuleEvaluator.Ruled) throws(AuditIssues) {
        guard isTold(verdict) else { return }
        let told = verdict
        verdict.line = try sheet.add(kind: verdict.judged.judgement.readingKind) { (bytes) throws(AuditIssues) in
            try writer.write(told, ruled, into: &bytes)
        }
    }
}
