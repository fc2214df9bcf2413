import Dispatch
import Synchronization

/// Work in numbered parts, done on several threads and given back in the order of the numbers.
package enum ParallelParts {
    /// Every thread makes its own `start` and takes the next part until none is left.
    package static func done<State, Part: Sendable>(
        _ count: Int, jobs: Int, start: @Sendable () -> State, _ work: @Sendable (Int, inout State) -> Part
    ) -> [Part] {
        let next = Mutex(0)
        let done = Mutex<[Int: Part]>([:])
        DispatchQueue.concurrentPerform(iterations: max(1, min(jobs, count))) { _ in
            var state = start()
            while true {
                let index = next.withLock { value in
                    defer { value += 1 }
                    return value
                }
                guard index < count else { return }
                let part = work(index, &state)
                done.withLock { $0[index] = part }
            }
        }
        return done.withLock { parts in (0..<count).compactMap { parts.removeValue(forKey: $0) } }
    }

    /// The same where threads need nothing of their own.
    package static func done<Part: Sendable>(
        _ count: Int, jobs: Int, _ work: @Sendable (Int) -> Part
    ) -> [Part] {
        done(count, jobs: jobs, start: {}) { index, _ in work(index) }
    }
}
