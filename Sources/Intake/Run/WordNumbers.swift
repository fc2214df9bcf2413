/// A run's dictionary of one column; number 0 is the empty word.
struct WordNumbers: Sendable {
    /// Words a dictionary may have.
    static let most = Int(UInt16.max) + 1

    private(set) var words = [""]
    private var numbers: [String: UInt16] = ["": 0]
    /// There were more words than the dictionary may have; a run can not go on without them.
    private(set) var isFull = false

    /// The number of a word; 0 for one more than there may be.
    mutating func number(of word: String) -> UInt16 {
        if let number = numbers[word] { return number }
        guard let number = UInt16(exactly: words.count) else {
            isFull = true
            return 0
        }
        numbers[word] = number
        words.append(word)
        return number
    }

    /// Takes note of how many words a thread has met.
    mutating func note(_ count: Int) { isFull = isFull || count > Self.most }

    /// Puts the words in order, the empty one first, and returns every word's new number by its old one.
    mutating func sort() -> [UInt16] {
        let order = words.indices.sorted { words[$0] < words[$1] }
        var numbers = [UInt16](repeating: 0, count: words.count)
        for (new, old) in order.enumerated() { numbers[old] = UInt16(new) }
        words = order.map { words[$0] }
        return numbers
    }
}
