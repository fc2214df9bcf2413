import AuditModel
import Glibc

/// What texts said that come time and again, by their very bytes and by what the codes beside them say of
/// lesions. Texts are kept when they come a second time; only what is the same on every day may be kept.
struct TextMemory {
    /// One order's texts and codes. Nothing that is too long to repeat has one.
    struct Key {
        fileprivate var hash: UInt64
        fileprivate var codes: UInt64
        fileprivate var lengths: (indication: UInt32, priorFinding: UInt32)

        init?(_ indication: Span<UInt8>, _ priorFinding: Span<UInt8>, codes: UInt64?) {
            guard let codes, (1...TextMemory.longest).contains(indication.count + priorFinding.count) else {
                return nil
            }
            self.codes = codes
            lengths = (UInt32(indication.count), UInt32(priorFinding.count))
            hash = TextMemory.hash(priorFinding, after: TextMemory.hash(indication, after: codes))
        }
    }

    private struct Text {
        var key: Key
        /// In `bytes`.
        var start: Int
        /// In `facts`.
        var entry: UInt32
    }

    private static let longest = 512
    /// Texts that are kept at most; with one more all are forgotten.
    private static let most = 8192

    /// By hash: one more than the number of a text, 0 for none.
    private var slots = [UInt16](repeating: 0, count: 2 * most)
    private var texts: [Text] = []
    private var bytes: [UInt8] = []
    /// What the texts say.
    private(set) var facts = FactTable()
    /// By hash: a part of the hash of the last text that came.
    private var lately = [UInt16](repeating: 0, count: 1 << 13)

    /// The number in `facts` of what the texts say; nil where they are not kept.
    func entry(of key: Key, _ indication: Span<UInt8>, _ priorFinding: Span<UInt8>) -> UInt32? {
        var slot = Self.slot(of: key)
        while slots[slot] != 0 {
            let text = texts[Int(slots[slot]) - 1]
            if text.key.hash == key.hash, text.key.codes == key.codes, text.key.lengths == key.lengths,
                holds(indication, at: text.start), holds(priorFinding, at: text.start + indication.count)
            {
                return text.entry
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Whether texts that are not kept have come a short while ago, which this call notes.
    mutating func hasCome(_ key: Key) -> Bool {
        let place = Int(truncatingIfNeeded: key.hash >> 16) & (lately.count - 1)
        let mark = UInt16(truncatingIfNeeded: key.hash >> 48)
        defer { lately[place] = mark }
        return lately[place] == mark
    }

    mutating func keep(
        _ key: Key, _ indication: Span<UInt8>, _ priorFinding: Span<UInt8>, saying order: OrderReading
    ) {
        if texts.count == Self.most { self = TextMemory() }
        let entry =
            order.saysSomething ? facts.append(order.entry, statements: order.statements, mentions: order.studies) : 0
        texts.append(Text(key: key, start: bytes.count, entry: entry))
        for index in indication.indices { bytes.append(indication[index]) }
        for index in priorFinding.indices { bytes.append(priorFinding[index]) }
        var slot = Self.slot(of: key)
        while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = UInt16(texts.count)
    }

    private func holds(_ text: Span<UInt8>, at start: Int) -> Bool {
        unsafe bytes.withUnsafeBytes { own in
            unsafe text.withUnsafeBytes { other in
                guard let mine = own.baseAddress, let theirs = other.baseAddress else { return true }
                return unsafe memcmp(mine + start, theirs, other.count) == 0
            }
        }
    }

    private static func slot(of key: Key) -> Int { Int(truncatingIfNeeded: key.hash) & (2 * most - 1) }

    private static func hash(_ text: Span<UInt8>, after seed: UInt64) -> UInt64 {
        let raw = unsafe text.bytes
        var state = seed ^ UInt64(text.count) &* 0xA076_1D64_78BD_642F
        var index = 0
        while text.count - index >= 8 {
            let eight = unsafe raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
            state = mix(state ^ eight)
            index += 8
        }
        // The last eight bytes of a longer text may be taken twice.
        if text.count >= 8 {
            let last = unsafe raw.unsafeLoadUnaligned(fromByteOffset: text.count - 8, as: UInt64.self)
            return mix(state ^ last)
        }
        for index in text.indices { state = state << 8 ^ state >> 56 ^ UInt64(text[index]) }
        return mix(state)
    }

    @inline(__always)
    private static func mix(_ value: UInt64) -> UInt64 {
        let product = (value ^ 0x2D35_8DCC_AA6C_78A5).multipliedFullWidth(by: 0x8BB8_4B93_962E_ACC9)
        return product.high ^ product.low
    }
}
