import Dispatch
import Synchronization

/// Two things made at the same time, the second on this thread.
public func sideBySide<First: Sendable, Second>(
    _ first: @escaping @Sendable () -> First, _ second: () -> Second
) -> (First, Second) {
    let made = Mutex<First?>(nil)
    let group = DispatchGroup()
    DispatchQueue.global().async(group: group) {
        let value = first()
        made.withLock { $0 = value }
    }
    let other = second()
    group.wait()
    return (made.withLock { $0 } ?? first(), other)
}
