/// Finds phrases in tokens: a trie over word numbers, the longest phrase at each place wins and hides what it covers.
/// A phrase carries any number of senses. A class, so that using a shared table copies nothing.
final class PhraseTable<Sense: Sendable>: Sendable {
    let words: WordTable
    private let edges: EdgeTable
    private let nodes: [Node]
    let senses: [Sense]
    /// More phrases than the numbers of nodes reach; what lies beyond them is not found.
    let isOverfull: Bool

    private struct Node {
        /// Which of `senses`.
        var senses: Range<UInt16>
        var hasEdges: Bool
    }

    struct Match {
        fileprivate var first: Int32
        fileprivate var last: Int32
        fileprivate var found: Range<UInt16>

        /// In tokens.
        var range: Range<Int> { Int(first)..<Int(last) }
        /// In `senses`.
        var senses: Range<Int> { Int(found.lowerBound)..<Int(found.upperBound) }
    }

    /// `phrases` are in the notation of lexicons: plain words, `*` after a stem for any ending, `-` as good as a space.
    /// `uses` tells
    /// what a word can be that begins a phrase of that sense.
    init(_ phrases: [(phrase: String, sense: Sense)], uses: (Sense) -> WordUse = { _ in [] }) {
        var words = WordNumbering()
        let parsed = phrases.map { PhraseNotation.words(of: $0.phrase).map { words.id(of: $0) } }
        // A word stands in many phrases, so what it covers is looked up once.
        let covered = words.patterns.map { words.moreSpecific(than: $0) }
        var marks = [WordMark](repeating: WordMark(), count: words.patterns.count)
        var steps: [UInt32: UInt16] = [:]
        var found: [[Int]] = [[]]
        // The nodes of first words lie together: most of a text's words go no further.
        for (phrase, parsed) in zip(phrases, parsed) {
            guard let first = parsed.first else { continue }
            for id in covered[Int(first)] {
                marks[Int(id)].uses.formUnion(uses(phrase.sense))
                guard marks[Int(id)].node == 0 else { continue }
                marks[Int(id)].node = UInt16(clamping: found.count)
                found.append([])
            }
        }
        for (number, phrase) in parsed.enumerated() where !phrase.isEmpty {
            var nodes: Set<UInt16> = []
            for (position, word) in phrase.enumerated() {
                var reached: Set<UInt16> = []
                for id in covered[Int(word)] {
                    if position > 0 { marks[Int(id)].uses.insert(.continues) }
                    for node in position == 0 ? [0] : nodes {
                        let key = UInt32(node) << 16 | UInt32(id)
                        let known = position == 0 ? marks[Int(id)].node : steps[key] ?? 0
                        if known != 0 {
                            reached.insert(known)
                            continue
                        }
                        let new = UInt16(clamping: found.count)
                        found.append([])
                        steps[key] = new
                        reached.insert(new)
                    }
                }
                nodes = reached
            }
            for node in nodes.sorted() { found[Int(node)].append(number) }
        }
        var senses: [Sense] = []
        let branching = Set(steps.keys.map { UInt16($0 >> 16) })
        for id in marks.indices where branching.contains(marks[id].node) { marks[id].uses.insert(.leads) }
        nodes = found.enumerated().map { node, numbers in
            let first = senses.count
            senses.append(contentsOf: numbers.map { phrases[$0].sense })
            return Node(
                senses: UInt16(clamping: first)..<UInt16(clamping: senses.count),
                hasEdges: branching.contains(UInt16(clamping: node)))
        }
        self.senses = senses
        isOverfull = found.count > Int(UInt16.max) || senses.count > Int(UInt16.max)
        self.words = WordTable(words, marks: marks)
        edges = EdgeTable(steps)
    }

    /// The longest phrase that begins at `index` and ends before `end`.
    @inline(__always)
    func match(_ tokens: borrowing [Token], at index: Int, upTo end: Int = .max) -> Match? {
        let first = tokens[index].mark
        guard first.node != 0 else { return nil }
        let end = min(end, tokens.count)
        if first.uses.contains(.leads), index + 1 < end, tokens[index + 1].mark.uses.contains(.continues) {
            return extend(tokens, at: index, node: first.node, upTo: end)
        }
        let found = nodes[Int(first.node)].senses
        return found.isEmpty ? nil : Match(first: Int32(index), last: Int32(index + 1), found: found)
    }

    private func extend(_ tokens: borrowing [Token], at index: Int, node first: UInt16, upTo end: Int) -> Match? {
        var node = first
        var best: Match?
        var next = index + 1
        while true {
            let found = nodes[Int(node)]
            if !found.senses.isEmpty {
                best = Match(first: Int32(index), last: Int32(next), found: found.senses)
            }
            guard found.hasEdges, next < end else { return best }
            guard tokens[next].mark.uses.contains(.continues) else { return best }
            node = edges[node, tokens[next].word]
            guard node != 0 else { return best }
            next += 1
        }
    }
}

/// Node and word → node, by open addressing.
struct EdgeTable: Sendable {
    private struct Edge {
        /// Node and word; 0 for none.
        var key: UInt32 = 0
        var node: UInt16 = 0
    }

    private var edges: [Edge]
    private let mask: Int

    init(_ steps: [UInt32: UInt16]) {
        var capacity = 16
        while capacity < steps.count * 2 { capacity *= 2 }
        edges = Array(repeating: Edge(), count: capacity)
        mask = capacity - 1
        for (key, node) in steps {
            var slot = Self.hash(key) & mask
            while edges[slot].key != 0 { slot = (slot + 1) & mask }
            edges[slot] = Edge(key: key, node: node)
        }
    }

    private static func hash(_ key: UInt32) -> Int {
        Int(truncatingIfNeeded: (UInt64(key) &* 0x9E37_79B9_7F4A_7C15) >> 40)
    }

    @inline(__always)
    subscript(node: UInt16, word: UInt16) -> UInt16 {
        let key = UInt32(node) << 16 | UInt32(word)
        var slot = Self.hash(key) & mask
        while edges[slot].key != 0 {
            if edges[slot].key == key { return edges[slot].node }
            slot = (slot + 1) & mask
        }
        return 0
    }
}

/// How lexicons write phrases.
enum PhraseNotation {
    /// `"(unable|not able) to have (an|) mri"` → the four phrases it stands for; an empty choice may be left out.
    static func variants(of phrase: String) -> [String] {
        guard let open = phrase.firstIndex(of: "("), let close = phrase[open...].firstIndex(of: ")") else {
            return [phrase]
        }
        let choices = phrase[phrase.index(after: open)..<close].split(
            separator: "|", omittingEmptySubsequences: false)
        return variants(of: String(phrase[phrase.index(after: close)...])).flatMap { rest in
            choices.map { "\(phrase[..<open])\($0)\(rest)" }
        }
    }

    /// `"non-mobile calcif* w/o"` → `non mobile calcif* w / o`.
    static func words(of phrase: String) -> [String] {
        var result: [String] = []
        var current: [UInt8] = []
        var isDigits = false
        func flush() {
            if !current.isEmpty { result.append(String(decoding: current, as: UTF8.self)) }
            current.removeAll(keepingCapacity: true)
        }
        for byte in phrase.lowercased().utf8 {
            let byteClass = ByteClass.table[Int(byte)]
            if byteClass < ByteClass.width {
                if !current.isEmpty && isDigits != (byteClass >= ByteClass.letters) { flush() }
                isDigits = byteClass >= ByteClass.letters
                current.append(byte)
            } else if byte == UInt8(ascii: "*"), !current.isEmpty {
                current.append(byte)
                flush()
            } else {
                flush()
                if byte > 0x20, byte < 0x7F, byte != UInt8(ascii: "-"), byte != UInt8(ascii: "'") {
                    result.append(String(decoding: [byte], as: UTF8.self))
                }
            }
        }
        flush()
        return result
    }
}
