import AuditModel
import Dispatch
import Synchronization

/// Writes many findings on all threads, in order.
struct FindingWriting: Sendable {
    let jobs: Int
    let makeWriter: @Sendable () -> FindingWriter

    /// The first `cases` findings get their whole case. Throws where an input can no longer be read as it was.
    func findings(of verdicts: [Judging.Verdict], cases: Int) throws(AuditIssues) -> [Finding] {
        let size = 256
        let starts = Array(stride(from: 0, to: verdicts.count, by: size))
        let next = Mutex(0)
        let done = Mutex<(parts: [Int: [Finding]], issues: [AuditIssue])>(([:], []))
        DispatchQueue.concurrentPerform(iterations: max(1, min(jobs, starts.count))) { _ in
            var writer = makeWriter()
            while true {
                let index = next.withLock { value in
                    defer { value += 1 }
                    return value
                }
                guard index < starts.count else { return }
                do throws(AuditIssues) {
                    var part: [Finding] = []
                    for position in starts[index]..<min(starts[index] + size, verdicts.count) {
                        part.append(try writer.finding(verdicts[position], withCase: position < cases))
                    }
                    done.withLock { $0.parts[index] = part }
                } catch {
                    done.withLock { $0.issues += error.issues }
                    return
                }
            }
        }
        var result = done.withLock { done in
            defer { done.parts = [:] }
            return done
        }
        guard result.issues.isEmpty else { throw AuditIssues(.input, Array(Set(result.issues))) }
        // Part by part, each given back at once, so that no finding is held twice for long.
        var findings: [Finding] = []
        findings.reserveCapacity(verdicts.count)
        for index in starts.indices { findings += result.parts.removeValue(forKey: index) ?? [] }
        return findings
    }
}
