import Glibc

/// Numbers the distinct byte strings it is given, from 0, without allocating for one it has seen.
struct ByteInterner: Sendable {
    private var bytes: [UInt8] = []
    private var starts: [Int] = [0]
    /// Strings whose bytes a key holds.
    private var short = SlotTable<ShortKey>()
    /// Longer ones, by their hashes.
    private var long = SlotTable<UInt64>()

    init() {}

    var count: Int { starts.count - 1 }

    mutating func intern(_ value: Span<UInt8>) -> Int {
        if let key = ShortKey(value) {
            if let number = short.number(of: key, hash: key.hash, where: { _ in true }) { return number }
            short.add(key, hash: key.hash, number: count)
        } else {
            let hash = ByteHash.hash64(value)
            if let number = long.number(of: hash, hash: hash, where: { equals($0, value) }) { return number }
            long.add(hash, hash: hash, number: count)
        }
        for index in value.indices { bytes.append(value[index]) }
        starts.append(bytes.count)
        return count - 1
    }

    private func equals(_ number: Int, _ value: Span<UInt8>) -> Bool {
        let start = starts[number]
        guard starts[number + 1] - start == value.count else { return false }
        return unsafe bytes.withUnsafeBytes { own in
            unsafe value.withUnsafeBytes { other in
                guard let mine = own.baseAddress, let theirs = other.baseAddress else { return true }
                return unsafe memcmp(mine + start, theirs, other.count) == 0
            }
        }
    }

    func string(_ number: Int) -> String {
        String(decoding: bytes[starts[number]..<starts[number + 1]], as: UTF8.self)
    }
}

/// All of a string of up to sixteen bytes: its first and its last eight, which may overlap.
private struct ShortKey: Equatable {
    private let first: UInt64
    private let last: UInt64
    private let count: Int

    init?(_ value: Span<UInt8>) {
        count = value.count
        let raw = unsafe value.bytes
        switch count {
        case 0: (first, last) = (0, 0)
        case 1...3: (first, last) = (UInt64(value[0]) << 8 | UInt64(value[count / 2]), UInt64(value[count - 1]))
        case 4...7:
            first = UInt64(unsafe raw.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt32.self))
            last = UInt64(unsafe raw.unsafeLoadUnaligned(fromByteOffset: count - 4, as: UInt32.self))
        case 8...16:
            first = unsafe raw.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt64.self)
            last = unsafe raw.unsafeLoadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
        default: return nil
        }
    }

    var hash: UInt64 { ByteHash.mix(first ^ UInt64(count) &* 0xA076_1D64_78BD_642F) ^ ByteHash.mix(last) }
}

/// Numbers by key, found by a hash. Slots are small, so that they stay at hand.
private struct SlotTable<Key: Equatable & Sendable>: Sendable {
    private struct Entry {
        var key: Key
        var number: Int32
        /// The low bits of the key's hash.
        var hash: UInt32
    }

    private var entries: [Entry] = []
    /// Numbers of entries; -1 where there is none.
    private var slots = [Int32](repeating: -1, count: 64)

    func number(of key: Key, hash: UInt64, where isMeant: (Int) -> Bool) -> Int? {
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] >= 0 {
            let entry = entries[Int(slots[slot])]
            if entry.key == key, isMeant(Int(entry.number)) { return Int(entry.number) }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    mutating func add(_ key: Key, hash: UInt64, number: Int) {
        entries.append(Entry(key: key, number: Int32(number), hash: UInt32(truncatingIfNeeded: hash)))
        if entries.count * 2 <= slots.count { return place(entries.count - 1) }
        slots = [Int32](repeating: -1, count: slots.count * 2)
        for entry in entries.indices { place(entry) }
    }

    private mutating func place(_ entry: Int) {
        var slot = Int(entries[entry].hash) & (slots.count - 1)
        while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = Int32(entry)
    }
}
