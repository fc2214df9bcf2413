/// Gives every word that phrases use a number. A pattern ending in `*` stands for all words that begin so.
struct WordNumbering {
    private static let width = Int(ByteClass.width)
    /// As in a `WordTable`.
    private(set) var next: [UInt32]
    private(set) var exact: [UInt16]
    private(set) var prefix: [UInt16]
    private(set) var signs: [UInt16] = Array(repeating: 0, count: 128)
    /// By number; the first stands for no word.
    private(set) var patterns: [String] = [""]

    init() {
        next = Array(repeating: 0, count: 2 * Self.width)
        exact = [0, 0]
        prefix = [0, 0]
    }

    /// More words than numbers; what lies beyond is not told apart.
    var isOverfull: Bool { patterns.count > Int(UInt16.max) }

    mutating func id(of pattern: String) -> UInt16 {
        let bytes = Array(pattern.utf8)
        return id(of: bytes, bytes.indices)
    }

    /// The number of the lower-case word, sign or prefix pattern at `place` in `bytes`; new ones are added.
    mutating func id(of bytes: [UInt8], _ place: Range<Int>) -> UInt16 {
        let isPrefix = bytes[place.upperBound - 1] == UInt8(ascii: "*")
        var node = Int(WordTable.root)
        for byte in bytes[place.lowerBound..<(isPrefix ? place.upperBound - 1 : place.upperBound)] {
            let step = Int(ByteClass.of(byte))
            guard step < Self.width else {
                let sign = Int(byte & 0x7F)
                if signs[sign] == 0 { signs[sign] = add(bytes[place]) }
                return signs[sign]
            }
            let slot = node * Self.width + step
            if next[slot] == 0 {
                next[slot] = UInt32(exact.count)
                exact.append(0)
                prefix.append(0)
                next.append(contentsOf: repeatElement(0, count: Self.width))
            }
            node = Int(next[slot])
        }
        if isPrefix {
            if prefix[node] == 0 { prefix[node] = add(bytes[place]) }
            return prefix[node]
        }
        if exact[node] == 0 { exact[node] = add(bytes[place]) }
        return exact[node]
    }

    private mutating func add(_ pattern: ArraySlice<UInt8>) -> UInt16 {
        patterns.append(String(decoding: pattern, as: UTF8.self))
        return UInt16(clamping: patterns.count - 1)
    }

    /// Every pattern, itself included, that covers whatever pattern `id` covers.
    func moreSpecific(than id: UInt16) -> [UInt16] {
        let pattern = patterns[Int(id)].utf8
        guard pattern.last == UInt8(ascii: "*") else { return [id] }
        var node = WordTable.root
        for byte in pattern.dropLast() { node = next[Int(node) * Self.width + Int(ByteClass.of(byte))] }
        var found: [UInt16] = []
        var open = [node]
        while let node = open.popLast() {
            let beyond = Int(node) * Self.width
            found += [exact[Int(node)], prefix[Int(node)]].filter { $0 != 0 }
            open += next[beyond..<beyond + Self.width].filter { $0 != 0 }
        }
        return found.sorted()
    }
}
