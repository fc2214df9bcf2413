import Dispatch
import Synchronization

/// Work in numbered parts, done on several threads and given back in the order of the numbers.
public enum ParallelParts {
    /// Every thread makes its own `start` and takes the next part until none is left. Throws what the first part that
    /// fails throws.
    public static func done<State, Part: Sendable, Failure>(
        _ count: Int, jobs: Int, start: @Sendable () -> State,
        _ work: @Sendable (Int, inout State) throws(Failure) -> Part
    ) throws(Failure) -> [Part] {
        let next = Mutex(0)
        let done = Mutex<[Int: Result<Part, Failure>]>([:])
        DispatchQueue.concurrentPerform(iterations: max(1, min(jobs, count))) { _ in
            var state = start()
            while true {
                let index = next.withLock { value in
                    defer { value += 1 }
                    return value
                }
                guard index < count else { return }
                let part = Result { () throws(Failure) in try work(index, &state) }
                done.withLock { $0[index] = part }
            }
        }
        var parts: [Part] = []
        parts.reserveCapacity(count)
        for index in 0..<count {
            guard let part = done.withLock({ $0.removeValue(forKey: index) }) else { continue }
            parts.append(try part.get())
        }
        return parts
    }

    /// The same in stretches of `size` of so many items.
    package static func done<State, Part: Sendable, Failure>(
        _ count: Int, by size: Int, jobs: Int, start: @Sendable () -> State,
        _ work: @Sendable (Range<Int>, inout State) throws(Failure) -> Part
    ) throws(Failure) -> [Part] {
        try done((count + size - 1) / size, jobs: jobs, start: start) { (part, state) throws(Failure) in
            try work(part * size..<min((part + 1) * size, count), &state)
        }
    }

    /// The same where threads need nothing of their own.
    public static func done<Part: Sendable>(
        _ count: Int, jobs: Int, _ work: @Sendable (Int) -> Part
    ) -> [Part] {
        done(count, jobs: jobs, start: {}) { index, _ in work(index) }
    }

    /// Two pieces of work side by side, the second on the calling thread; each may have parts on several threads.
    public static func both<First: Sendable, Second>(
        _ first: @escaping @Sendable () -> First, _ second: () -> Second
    ) -> (First, Second) {
        let kept = Kept<First>()
        let group = DispatchGroup()
        DispatchQueue.global().async(group: group) {
            let value = first()
            kept.value.withLock { $0 = value }
        }
        let other = second()
        group.wait()
        return (kept.value.withLock(\.self) ?? first(), other)
    }

    private final class Kept<Value: Sendable>: Sendable {
        let value = Mutex<Value?>(nil)
    }
}
