/// Numbers the distinct byte strings it is given, from 0, without allocating for one it has seen.
struct ByteInterner: Sendable {
    private var bytes: [UInt8] = []
    private var starts: [Int] = [0]
    private var hashes: [UInt64] = []
    private var slots: [Int32]

    init() { slots = [Int32](repeating: -1, count: 64) }

    var count: Int { hashes.count }

    mutating func intern(_ value: Span<UInt8>) -> Int {
        let hash = ByteHash.hash64(value)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] >= 0 {
            let candidate = Int(slots[slot])
            if hashes[candidate] == hash, equals(candidate, value) {
                return candidate
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        let number = hashes.count
        slots[slot] = Int32(number)
        hashes.append(hash)
        for index in value.indices { bytes.append(value[index]) }
        starts.append(bytes.count)
        if hashes.count * 2 > slots.count { grow() }
        return number
    }

    private func equals(_ number: Int, _ value: Span<UInt8>) -> Bool {
        let start = starts[number]
        guard starts[number + 1] - start == value.count else { return false }
        var difference: UInt8 = 0
        for index in value.indices { difference |= bytes[start + index] ^ value[index] }
        return difference == 0
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        for (number, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(number)
        }
    }

    func string(_ number: Int) -> String {
        String(decoding: bytes[starts[number]..<starts[number + 1]], as: UTF8.self)
    }
}
