import AuditModel

/// Writes many findings on all threads, in order.
struct FindingWriting: Sendable {
    let verdicts: [Judging.Verdict]
    let jobs: Int
    let makeWriter: @Sendable () -> FindingWriter

    /// Verdicts a thread takes at a time.
    private static let size = 256

    /// The findings of the verdicts with these numbers; the first `cases` get their whole case. Throws where an input can
    /// no longer be read as it was.
    func findings(_ order: [UInt32], cases: Int) throws(AuditIssues) -> [Finding] {
        try parts(order.indices) { (places, writer) throws(AuditIssues) in
            try places.map { (place) throws(AuditIssues) in
                try writer.finding(verdicts[Int(order[place])], withCase: place < cases)
            }
        }.flatMap(\.self)
    }

    /// The same without cases, made as they are asked for.
    func source(of order: [UInt32]) -> FindingSource {
        FindingSource(count: order.count) { (stretch, line) throws(AuditIssues) in
            try parts(stretch) { (places, writer) throws(AuditIssues) in
                var bytes: [UInt8] = []
                for place in places {
                    line(try writer.finding(verdicts[Int(order[place])], withCase: false), &bytes)
                }
                return bytes
            }
        }
    }

    private func parts<Part: Sendable>(
        _ places: Range<Int>, _ make: @Sendable (Range<Int>, inout FindingWriter) throws(AuditIssues) -> Part
    ) throws(AuditIssues) -> [Part] {
        let size = Self.size
        let parts = ParallelParts.done((places.count + size - 1) / size, jobs: jobs, start: makeWriter) {
            (index, writer) -> Result<Part, AuditIssues> in
            let start = places.lowerBound + index * size
            return Result { () throws(AuditIssues) in try make(start..<min(start + size, places.upperBound), &writer) }
        }
        var done: [Part] = []
        done.reserveCapacity(parts.count)
        for part in parts { done.append(try part.get()) }
        return done
    }
}
