import AuditModel

/// Writes the findings that a report holds on all threads, in order.
struct FindingWriting: Sendable {
    let verdicts: [Judging.Verdict]
    let jobs: Int
    let makeWriter: @Sendable () -> FindingWriter

    /// Verdicts a thread takes at a time.
    private static let size = 256

    /// The findings of the verdicts with these numbers; the first `cases` get their whole case. Throws where an input can
    /// no longer be read as it was.
    func findings(_ order: [UInt32], cases: Int) throws(AuditIssues) -> [Finding] {
        try ParallelParts.done(order.count, by: Self.size, jobs: jobs, start: makeWriter) {
            (places, writer) throws(AuditIssues) in
            try places.map { (place) throws(AuditIssues) in
                try writer.finding(verdicts[Int(order[place])], withCase: place < cases)
            }
        }.flatMap(\.self)
    }
}
