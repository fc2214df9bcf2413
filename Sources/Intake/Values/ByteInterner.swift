import Glibc

/// Numbers the distinct byte strings it is given, from 0, without allocating for one it has seen.
struct ByteInterner: Sendable {
    private var bytes: [UInt8] = []
    private var starts: [Int] = [0]
    /// The number of the empty string, once it has been seen.
    private var empty: Int?
    /// Strings whose bytes a key holds.
    private var short = SlotTable<ShortKey>()
    /// Longer ones, by their hashes.
    private var long = SlotTable<LongKey>()

    init() {}

    var count: Int { starts.count - 1 }

    /// The number of what stands at `place` in `source`.
    mutating func intern(_ source: Span<UInt8>, _ place: Range<Int>) -> Int {
        if place.isEmpty {
            if let empty { return empty }
            let number = add(source, place)
            empty = number
            return number
        }
        if let key = ShortKey(source, place) {
            if let number = short.number(of: key, where: { _ in true }) { return number }
            short.add(key, number: count)
        } else {
            let key = LongKey(hash: ByteHash.hash64(source.extracting(place)))
            if let number = long.number(of: key, where: { says($0, source, place) }) { return number }
            long.add(key, number: count)
        }
        return add(source, place)
    }

    private mutating func add(_ source: Span<UInt8>, _ place: Range<Int>) -> Int {
        for index in place { bytes.append(source[index]) }
        starts.append(bytes.count)
        return count - 1
    }

    /// Whether the string of this number is what stands at `place` in `source`.
    func says(_ number: Int, _ source: Span<UInt8>, _ place: Range<Int>) -> Bool {
        let start = starts[number]
        guard starts[number + 1] - start == place.count else { return false }
        return unsafe bytes.withUnsafeBytes { own in
            unsafe source.withUnsafeBytes { other in
                guard let mine = own.baseAddress, let theirs = other.baseAddress else { return true }
                return unsafe memcmp(mine + start, theirs + place.lowerBound, place.count) == 0
            }
        }
    }

    func string(_ number: Int) -> String {
        String(decoding: bytes[starts[number]..<starts[number + 1]], as: UTF8.self)
    }
}

/// What a string is found by.
private protocol SlotKey: Equatable, Sendable {
    /// Of no string.
    static var none: Self { get }
    var hash: UInt64 { get }
}

/// The hash of a string, which others may have too.
private struct LongKey: SlotKey {
    let hash: UInt64
    static var none: LongKey { LongKey(hash: 0) }
}

/// All of a string of up to sixteen bytes.
private struct ShortKey: SlotKey {
    private var first: UInt64 = 0
    private var last: UInt64 = 0
    private let count: Int32

    static var none: ShortKey { ShortKey() }

    private init() { count = 0 }

    /// Nil where it is longer.
    @inline(__always)
    init?(_ source: Span<UInt8>, _ place: Range<Int>) {
        let count = place.count
        guard count <= 16 else { return nil }
        self.count = Int32(truncatingIfNeeded: count)
        if place.lowerBound + 16 <= source.count {
            // What stands behind it is read too, and left out.
            let bits = UInt64(truncatingIfNeeded: count &* 8)
            let raw = unsafe source.bytes
            let head = unsafe raw.unsafeLoadUnaligned(fromByteOffset: place.lowerBound, as: UInt64.self)
            let tail = unsafe raw.unsafeLoadUnaligned(fromByteOffset: place.lowerBound &+ 8, as: UInt64.self)
            first = UInt64(littleEndian: head) & (count >= 8 ? .max : (1 &<< bits) &- 1)
            last = UInt64(littleEndian: tail) & (count <= 8 ? 0 : .max &>> (128 &- bits))
        } else {
            for (number, index) in place.enumerated() {
                if number < 8 { first |= UInt64(source[index]) << UInt64(8 * number) }
                if number >= 8 { last |= UInt64(source[index]) << UInt64(8 * (number - 8)) }
            }
        }
    }

    var hash: UInt64 {
        let product = (first ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: last ^ 0xE703_7ED1_A0B4_28DB)
        return product.high ^ product.low
    }
}

/// Numbers by key, by open addressing; at most half of the slots are taken.
private struct SlotTable<Key: SlotKey>: Sendable {
    private struct Entry {
        var key = Key.none
        /// -1 where there is none.
        var number: Int32 = -1
    }

    private var slots = [Entry](repeating: Entry(), count: 64)
    private var count = 0

    func number(of key: Key, where isMeant: (Int) -> Bool) -> Int? {
        let mask = slots.count &- 1
        var slot = Int(truncatingIfNeeded: key.hash) & mask
        while true {
            let entry = slots[slot]
            if entry.number < 0 { return nil }
            if entry.key == key, isMeant(Int(entry.number)) { return Int(entry.number) }
            slot = (slot &+ 1) & mask
        }
    }

    mutating func add(_ key: Key, number: Int) {
        count += 1
        if count * 2 > slots.count {
            let old = slots
            slots = [Entry](repeating: Entry(), count: old.count * 2)
            for entry in old where entry.number >= 0 { place(entry) }
        }
        place(Entry(key: key, number: Int32(number)))
    }

    private mutating func place(_ entry: Entry) {
        var slot = Int(truncatingIfNeeded: entry.key.hash) & (slots.count - 1)
        while slots[slot].number >= 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = entry
    }
}
