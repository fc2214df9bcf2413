/// Gives every word that phrases use a number. A pattern ending in `*` stands for all words that begin so.
struct WordNumbering {
    private static let width = Int(ByteClass.width)
    /// As in a `WordTable`.
    private(set) var next: [UInt16]
    private(set) var exact: [UInt16]
    private(set) var prefix: [UInt16]
    private(set) var signs: [UInt16] = Array(repeating: 0, count: 128)
    /// By number; the first stands for no word.
    private(set) var patterns: [String] = [""]
    private var ids: [String: UInt16] = [:]

    init() {
        next = Array(repeating: 0, count: 2 * Self.width)
        exact = [0, 0]
        prefix = [0, 0]
    }

    /// The number of a lower-case word, sign or prefix pattern; new ones are added.
    mutating func id(of pattern: String) -> UInt16 {
        if let known = ids[pattern] { return known }
        let id = UInt16(clamping: patterns.count)
        patterns.append(pattern)
        ids[pattern] = id
        let isPrefix = pattern.hasSuffix("*")
        var node = Int(WordTable.root)
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

    /// Every pattern, itself included, that covers whatever `pattern` covers.
    func moreSpecific(than pattern: String) -> [UInt16] {
        guard pattern.hasSuffix("*") else { return [ids[pattern] ?? 0] }
        let stem = pattern.dropLast()
        return patterns.indices.dropFirst().filter { patterns[$0].hasPrefix(stem) }.map { UInt16($0) }
    }
}
