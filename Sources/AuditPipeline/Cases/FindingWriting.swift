import AuditModel

/// Writes many findings on all threads, in order.
struct FindingWriting: Sendable {
    let jobs: Int
    let makeWriter: @Sendable () -> FindingWriter

    /// The first `cases` findings get their whole case. Throws where an input can no longer be read as it was.
    func findings(of verdicts: [Judging.Verdict], cases: Int) throws(AuditIssues) -> [Finding] {
        let size = 256
        var parts = ParallelParts.done((verdicts.count + size - 1) / size, jobs: jobs, start: makeWriter) {
            index, writer in
            Result { () throws(AuditIssues) in
                try (index * size..<min((index + 1) * size, verdicts.count)).map { (position) throws(AuditIssues) in
                    try writer.finding(verdicts[position], withCase: position < cases)
                }
            }
        }
        var findings: [Finding] = []
        findings.reserveCapacity(verdicts.count)
        for index in parts.indices {
            findings += try parts[index].get()
            // Given back at once, so that no finding is held twice for long.
            parts[index] = .success([])
        }
        return findings
    }
}
