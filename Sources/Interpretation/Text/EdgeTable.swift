/// Node and word → node, by open addressing; small, so that most of what texts ask for stays near the processor.
struct EdgeTable: Sendable {
    /// Nodes that an edge can name.
    static let nodes = 1 << 24

    /// The node before (24 bits), the word (16) and the node behind them (24); 0 for none.
    private var edges = [UInt64](repeating: 0, count: 1 << 10)
    private var mask = (1 << 10) - 1
    private var count = 0

    /// The node behind `node` and `word`, which is `new` where there was none.
    mutating func step(from node: UInt32, by word: UInt16, orTo new: UInt32) -> UInt32 {
        let known = self[node, word]
        if known != 0 { return known }
        count += 1
        if count * 4 > edges.count * 3 {
            let old = edges
            edges = [UInt64](repeating: 0, count: old.count * 2)
            mask = edges.count - 1
            for edge in old where edge != 0 { place(edge) }
        }
        place(Self.key(node, word) << 24 | UInt64(new))
        return new
    }

    private mutating func place(_ edge: UInt64) {
        var slot = Self.hash(edge >> 24) & mask
        while edges[slot] != 0 { slot = (slot + 1) & mask }
        edges[slot] = edge
    }

    /// By node, of so many: whether an edge begins there.
    func beginnings(among nodes: Int) -> [Bool] {
        var begins = [Bool](repeating: false, count: nodes)
        for edge in edges where edge != 0 { begins[Int(edge >> 40)] = true }
        return begins
    }

    @inline(__always)
    private static func key(_ node: UInt32, _ word: UInt16) -> UInt64 { UInt64(node) << 16 | UInt64(word) }

    @inline(__always)
    private static func hash(_ key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 40)
    }

    @inline(__always)
    subscript(node: UInt32, word: UInt16) -> UInt32 {
        let key = Self.key(node, word)
        var slot = Self.hash(key) & mask
        while edges[slot] != 0 {
            if edges[slot] >> 24 == key { return UInt32(truncatingIfNeeded: edges[slot] & 0xFF_FFFF) }
            slot = (slot + 1) & mask
        }
        return 0
    }
}
