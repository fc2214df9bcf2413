/// The words that phrases use, by number: a trie over letters and digits, walked once per word of a text. A class, so that
/// lending it copies nothing.
final class WordTable: Sendable {
    /// Node × byte class → node; 0 is "no such word".
    private let next: [UInt32]
    private let exact: [UInt16]
    private let prefix: [UInt16]
    /// By number.
    let patterns: [String]
    private let marks: [WordMark]
    /// The words of at most sixteen letters, for a look at them as a whole.
    let packed: PackedWordTable
    /// By ASCII byte.
    private let signs: [UInt16]

    static let root: UInt32 = 1

    /// `marks` by number.
    init(_ numbers: WordNumbering, marks: [WordMark]) {
        next = numbers.next
        exact = numbers.exact
        prefix = numbers.prefix
        patterns = numbers.patterns
        signs = numbers.signs
        packed = PackedWordTable(numbers.patterns, marks: marks)
        self.marks = marks
    }

    /// Signs are words of one character.
    func signID(_ sign: UInt8) -> UInt16 { signs[Int(sign & 0x7F)] }

    @inline(__always) func mark(_ id: UInt16) -> WordMark { marks[Int(id)] }

    /// The run of letters at `start`: where it ends and which word of `packed` it is, without a walk. Nil where only a walk
    /// can tell.
    @inline(__always)
    func whole(_ bytes: Span<UInt8>, at start: Int) -> (end: Int, slot: Int)? { packed.find(bytes, at: start) }

    /// One step of a walk; 0 once no pattern fits any more.
    @inline(__always) func step(_ node: UInt32, _ byteClass: UInt8) -> UInt32 {
        next[Int(node) * Int(ByteClass.width) + Int(byteClass)]
    }

    @inline(__always) func exactID(_ node: UInt32) -> UInt16 { exact[Int(node)] }
    @inline(__always) func prefixID(_ node: UInt32) -> UInt16 { prefix[Int(node)] }
}
