/// Gives every word that phrases use a number: a trie over letters and digits, walked once per word of a text.
/// A pattern ending in `*` stands for all words that begin so.
struct WordTable: Sendable {
    private static let width = Int(ByteClass.width)
    /// Node × byte class → node; 0 is "no such word".
    private var next: [UInt16]
    private var exact: [UInt16]
    private var prefix: [UInt16]
    private(set) var patterns: [String] = [""]
    private var ids: [String: UInt16] = [:]
    /// The words of at most sixteen letters, for a look at them as a whole.
    private var packed = PackedWordTable()
    /// By ASCII byte.
    private var signs: [UInt16] = Array(repeating: 0, count: 128)

    init() {
        next = Array(repeating: 0, count: 2 * Self.width)
        exact = [0, 0]
        prefix = [0, 0]
    }

    static let root: UInt16 = 1

    /// The number of a lower-case word, sign or prefix pattern; new ones are added.
    mutating func id(of pattern: String) -> UInt16 {
        if let known = ids[pattern] { return known }
        let id = UInt16(clamping: patterns.count)
        patterns.append(pattern)
        ids[pattern] = id
        let isPrefix = pattern.hasSuffix("*")
        var node = Int(Self.root)
        for byte in (isPrefix ? pattern.dropLast() : pattern[...]).utf8 {
            let step = Int(ByteClass.table[Int(byte)])
            guard step < Self.width else {
                signs[Int(byte & 0x7F)] = id
                return id
            }
            let slot = node * Self.width + step
            if next[slot] == 0 {
                next[slot] = UInt16(clamping: exact.count)
                exact.append(0)
                prefix.append(0)
                next.append(contentsOf: repeatElement(0, count: Self.width))
            }
            node = Int(next[slot])
        }
        if isPrefix { prefix[node] = id } else { exact[node] = id }
        return id
    }

    /// Signs are words of one character.
    func signID(_ sign: UInt8) -> UInt16 { signs[Int(sign & 0x7F)] }

    func existingID(of pattern: String) -> UInt16 { ids[pattern] ?? 0 }

    /// Every pattern, itself included, that covers whatever `pattern` covers.
    func moreSpecific(than pattern: String) -> [UInt16] {
        guard pattern.hasSuffix("*") else { return [existingID(of: pattern)] }
        let stem = pattern.dropLast()
        return patterns.indices.dropFirst().filter { patterns[$0].hasPrefix(stem) }.map { UInt16($0) }
    }

    /// Makes the words findable as a whole; nothing is added afterwards.
    mutating func seal() { packed = PackedWordTable(patterns) }

    /// The run of letters at `start`: where it ends and its number, without a walk. Nil where only a walk can tell.
    @inline(__always)
    func whole(_ bytes: Span<UInt8>, at start: Int) -> (end: Int, id: UInt16)? { packed.find(bytes, at: start) }

    /// One step of a walk; 0 once no pattern fits any more.
    @inline(__always) func step(_ node: UInt16, _ byteClass: UInt8) -> UInt16 {
        next[Int(node) * Self.width + Int(byteClass)]
    }

    @inline(__always) func exactID(_ node: UInt16) -> UInt16 { exact[Int(node)] }
    @inline(__always) func prefixID(_ node: UInt16) -> UInt16 { prefix[Int(node)] }
}
