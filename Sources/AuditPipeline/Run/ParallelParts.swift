import Dispatch
import Synchronization

/// Work in numbered parts, done on several threads and given back in the order of the numbers.
enum ParallelParts {
    /// Every thread makes its own `start` and takes the next part until none is left.
    static func done<State, Part: Sendable>(
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
        let parts = done.withLock { $0 }
        return (0..<count).compactMap { parts[$0] }
    }
}
