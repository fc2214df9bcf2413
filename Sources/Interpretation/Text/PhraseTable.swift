/// Finds phrases in tokens: a trie over word numbers, the longest phrase at each place wins and hides what it covers.
/// A phrase carries any number of senses. A class, so that using a shared table copies nothing.
final class PhraseTable<Sense: Sendable>: Sendable {
    let words: WordTable
    private let edges: EdgeTable
    private let nodes: [Node]
    let senses: [Sense]
    /// More different words, or ways to go on from them, than there are numbers for.
    let isOverfull: Bool

    /// Fixed size, and small: most look-ups end in one.
    private struct Node {
        /// In `senses`.
        var first: UInt32
        var count: UInt16
        var hasEdges: Bool
    }

    struct Match {
        fileprivate var first: Int32
        fileprivate var last: Int32
        fileprivate var firstSense: UInt32
        fileprivate var senseCount: UInt16

        /// In tokens.
        var range: Range<Int> { Int(first)..<Int(last) }
        /// In `senses`.
        var senses: Range<Int> { Int(firstSense)..<Int(firstSense) + Int(senseCount) }
    }

    /// A table of all `phrases`, in the notation of lexicons.
    convenience init(_ phrases: [(phrase: String, sense: Sense)]) {
        var spelled = SpelledPhrases()
        for (phrase, _) in phrases { spelled.add(phrase) }
        self.init(spelled, phrases.indices.map { ($0, phrases[$0].sense) })
    }

    /// A table of those phrases of `all` that have these numbers. `uses` tells what a word can be that begins a phrase of
    /// that sense.
    init(_ all: SpelledPhrases, _ phrases: [(number: Int, sense: Sense)], uses: (Sense) -> WordUse = { _ in [] }) {
        // The table's own words by their numbers among those of all phrases.
        var words = WordNumbering()
        var numbers = [UInt16](repeating: 0, count: all.words.patterns.count)
        // The words of the phrases, one behind the other.
        var spelled: [UInt16] = []
        let places = phrases.map { phrase in
            let first = spelled.count
            for word in all[phrase.number] {
                if numbers[Int(word)] == 0 { numbers[Int(word)] = words.id(of: all.words.patterns[Int(word)]) }
                spelled.append(numbers[Int(word)])
            }
            return first..<spelled.count
        }
        // A word stands in many phrases, so what it covers is looked up once.
        let covered = words.patterns.indices.map { words.moreSpecific(than: UInt16(clamping: $0)) }
        var marks = [WordMark](repeating: WordMark(), count: words.patterns.count)
        var count = 1
        // The nodes of first words lie together: most of a text's words go no further.
        for (place, phrase) in zip(places, phrases) where !place.isEmpty {
            for id in covered[Int(spelled[place.lowerBound])] {
                marks[Int(id)].uses.formUnion(uses(phrase.sense))
                guard marks[Int(id)].node == 0 else { continue }
                marks[Int(id)].node = UInt32(count)
                count += 1
            }
        }
        var edges = EdgeTable()
        var ends: [(node: UInt32, phrase: Int)] = []
        var reached: [UInt32] = []
        var further: [UInt32] = []
        for (number, place) in places.enumerated() where !place.isEmpty && count < EdgeTable.nodes {
            reached.removeAll(keepingCapacity: true)
            for id in covered[Int(spelled[place.lowerBound])] { reached.append(marks[Int(id)].node) }
            for word in spelled[place].dropFirst() {
                further.removeAll(keepingCapacity: true)
                for id in covered[Int(word)] {
                    marks[Int(id)].uses.insert(.continues)
                    for node in reached {
                        let next = edges.step(from: node, by: id, orTo: UInt32(count))
                        if Int(next) == count { count += 1 }
                        further.append(next)
                    }
                }
                swap(&reached, &further)
            }
            for node in reached { ends.append((node, number)) }
        }
        isOverfull = all.words.isOverfull || count >= EdgeTable.nodes
        let branching = edges.beginnings(among: count)
        for id in marks.indices where branching[Int(marks[id].node)] { marks[id].uses.insert(.leads) }
        // By node, in the order of the phrases.
        var starts = [Int](repeating: 0, count: count + 1)
        for (node, _) in ends { starts[Int(node) + 1] += 1 }
        for node in 1...count { starts[node] += starts[node - 1] }
        nodes = (0..<count).map { node in
            Node(
                first: UInt32(starts[node]), count: UInt16(clamping: starts[node + 1] - starts[node]),
                hasEdges: branching[node])
        }
        var ordered = [Int](repeating: 0, count: ends.count)
        for (node, phrase) in ends {
            ordered[starts[Int(node)]] = phrase
            starts[Int(node)] += 1
        }
        senses = ordered.map { phrases[$0].sense }
        self.words = WordTable(words, marks: marks)
        self.edges = edges
    }

    /// The longest phrase that begins at `index` and ends before `end`; none begins behind the last token.
    @inline(__always)
    func match(_ tokens: borrowing [Token], at index: Int, upTo end: Int = .max) -> Match? {
        guard index < tokens.count else { return nil }
        let first = tokens[index].mark
        guard first.node != 0 else { return nil }
        let end = min(end, tokens.count)
        if first.uses.contains(.leads), index + 1 < end,
            !tokens[index + 1].mark.uses.isDisjoint(with: [.continues, .number])
        {
            return extend(tokens, at: index, node: first.node, upTo: end)
        }
        return match(at: nodes[Int(first.node)], from: index, to: index + 1)
    }

    /// Whether the longest phrase that begins at `index` and ends before `end` has a sense that fits.
    @inline(__always)
    func means(
        _ tokens: borrowing [Token], at index: Int, upTo end: Int = .max, _ fits: (Sense) -> Bool
    ) -> Bool {
        guard let match = match(tokens, at: index, upTo: end) else { return false }
        return means(match, fits)
    }

    /// Whether a phrase that was found has a sense that fits.
    @inline(__always)
    func means(_ match: Match, _ fits: (Sense) -> Bool) -> Bool {
        match.senses.contains { fits(senses[$0]) }
    }

    @inline(__always)
    private func match(at node: Node, from first: Int, to last: Int) -> Match? {
        node.count == 0
            ? nil
            : Match(first: Int32(first), last: Int32(last), firstSense: node.first, senseCount: node.count)
    }

    private func extend(_ tokens: borrowing [Token], at index: Int, node first: UInt32, upTo end: Int) -> Match? {
        var node = first
        var best = match(at: nodes[Int(node)], from: index, to: index + 1)
        var next = index + 1
        while nodes[Int(node)].hasEdges, next < end {
            var further = step(from: node, by: tokens[next])
            if further == 0, let behind = endOfDay(tokens, at: next), behind < end {
                next = behind
                further = step(from: node, by: tokens[next])
            }
            guard further != 0 else { return best }
            node = further
            next += 1
            best = match(at: nodes[Int(node)], from: index, to: next) ?? best
        }
        return best
    }

    @inline(__always)
    private func step(from node: UInt32, by token: Token) -> UInt32 {
        token.mark.uses.contains(.continues) ? edges[node, token.word] : 0
    }

    /// A day within a phrase is passed over: "biopsy 2/2 showed sarcoma".
    private func endOfDay(_ tokens: borrowing [Token], at index: Int) -> Int? {
        guard tokens.isSlashed(at: index) else { return nil }
        return tokens.isSlashed(at: index + 2) ? index + 5 : index + 3
    }
}
