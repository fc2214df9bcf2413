/// Numbers of words by their letters, eight to a machine word: one look into a hash table instead of a step a letter.
struct PackedWordTable: Sendable {
    private struct Word {
        var low: UInt64 = 0
        var high: UInt64 = 0
        /// 0 for none.
        var id: UInt16 = 0
        var mark = WordMark()
    }

    /// By hash; all of a word together, to be had with one look at memory.
    private var slots = [Word()]
    private var mask = 0
    /// Bit by the first three letters: a stem may begin so.
    private var stemBeginnings: [UInt64] = Array(repeating: .max, count: 512)

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highBits: UInt64 = 0x8080_8080_8080_8080

    /// `patterns` and their marks by their number, the first standing for no word.
    init(_ patterns: [String], marks: [WordMark]) {
        var capacity = 64
        while capacity < patterns.count * 2 { capacity *= 2 }
        slots = Array(repeating: Word(), count: capacity)
        mask = capacity - 1
        stemBeginnings = Array(repeating: 0, count: 512)
        for (id, pattern) in patterns.enumerated().dropFirst() {
            let letters = Array(pattern.utf8)
            if pattern.hasSuffix("*") {
                insertStem(letters.dropLast())
            } else if letters.count <= 16, letters.allSatisfy({ (0x61...0x7A).contains($0) }) {
                insert(letters, UInt16(clamping: id), marks[id])
            }
        }
    }

    private mutating func insert(_ letters: [UInt8], _ id: UInt16, _ mark: WordMark) {
        var word = Word(id: id, mark: mark)
        for (place, letter) in letters.enumerated() {
            if place < 8 { word.low |= UInt64(letter) << UInt64(8 * place) }
            if place >= 8 { word.high |= UInt64(letter) << UInt64(8 * (place - 8)) }
        }
        var slot = Self.hash(word.low, word.high) & mask
        while slots[slot].id != 0 { slot = (slot + 1) & mask }
        slots[slot] = word
    }

    private mutating func insertStem(_ letters: ArraySlice<UInt8>) {
        guard letters.count >= 3 else {
            stemBeginnings = Array(repeating: .max, count: 512)
            return
        }
        let beginning = Self.beginning(
            letters.prefix(3).enumerated().reduce(0) { $0 | UInt64($1.1) << UInt64(8 * $1.0) })
        stemBeginnings[beginning >> 6] |= 1 << UInt64(beginning & 63)
    }

    /// The first three letters in fifteen bits.
    @inline(__always)
    private static func beginning(_ low: UInt64) -> Int {
        Int((low & 0x1F) | (low >> 3 & 0x3E0) | (low >> 6 & 0x7C00))
    }

    @inline(__always)
    private static func hash(_ low: UInt64, _ high: UInt64) -> Int {
        let mixed = (low ^ high &* 0xC2B2_AE3D_27D4_EB4F) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: mixed >> 16)
    }

    @inline(__always) func id(at slot: Int) -> UInt16 { slots[slot].id }
    @inline(__always) func mark(at slot: Int) -> WordMark { slots[slot].mark }

    /// The run of letters at `start`, in any case: where it ends and where its number stands, be it that of no word. Nil
    /// where it goes on beyond ASCII or sixteen letters, or where a stem may fit.
    @inline(__always)
    func find(_ bytes: Span<UInt8>, at start: Int) -> (end: Int, slot: Int)? {
        guard mask > 0, bytes.count >= 8 else { return nil }
        let first = Self.eight(bytes, at: start)
        let (low, firstLength) = Self.letters(of: first)
        var length = firstLength
        var high: UInt64 = 0
        var next = length < 8 ? first >> UInt64(8 * length) : 0
        if length == 8, start + 8 < bytes.count {
            let second = Self.eight(bytes, at: start + 8)
            let (more, count) = Self.letters(of: second)
            guard count < 8 else { return nil }
            high = more
            length += count
            next = second >> UInt64(8 * count)
        }
        guard next & 0x80 == 0 else { return nil }
        var slot = Self.hash(low, high) & mask
        while slots[slot].id != 0 {
            if slots[slot].low == low, slots[slot].high == high { return (start + length, slot) }
            slot = (slot + 1) & mask
        }
        let beginning = Self.beginning(low)
        if length >= 3, stemBeginnings[beginning >> 6] & 1 << UInt64(beginning & 63) != 0 { return nil }
        return (start + length, slot)
    }

    /// Eight bytes from `start` on; zeros behind the end.
    @inline(__always)
    private static func eight(_ bytes: Span<UInt8>, at start: Int) -> UInt64 {
        let missing = start + 8 - bytes.count
        let place = missing > 0 ? start - missing : start
        let loaded = unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self)
        return missing > 0 ? UInt64(littleEndian: loaded) >> UInt64(8 * missing) : UInt64(littleEndian: loaded)
    }

    /// The letters at the beginning, in lower case, and how many there are.
    @inline(__always)
    private static func letters(of eight: UInt64) -> (folded: UInt64, count: Int) {
        let folded = eight | ones &* 0x20
        let plain = folded & ~highBits
        let isLetter = (plain &+ ones &* (0x80 - 0x61)) & ~(plain &+ ones &* (0x80 - 0x7B)) & ~eight & highBits
        let count = (~isLetter & highBits).trailingZeroBitCount >> 3
        return count >= 8 ? (folded, 8) : (folded & (1 << UInt64(8 * count) &- 1), count)
    }
}
