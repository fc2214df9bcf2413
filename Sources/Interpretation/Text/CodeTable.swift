/// Meanings by the beginning of a code: a trie over its letters and digits, dots left out.
struct CodeTable: Sendable {
    private static let width = Int(ByteClass.width)
    private var next: [UInt16] = Array(repeating: 0, count: 2 * Self.width)
    private var outputs: [[Int]] = [[], []]
    private var hasOutput = [false, false]
    private(set) var meanings: [CodeMeaning] = []

    mutating func insert(_ prefix: String, _ meaning: CodeMeaning) {
        var node = 1
        for byte in prefix.utf8 {
            let step = Int(ByteClass.of(byte))
            guard step < Self.width else { continue }
            let slot = node * Self.width + step
            if next[slot] == 0 {
                next[slot] = UInt16(clamping: outputs.count)
                outputs.append([])
                hasOutput.append(false)
                next.append(contentsOf: repeatElement(0, count: Self.width))
            }
            node = Int(next[slot])
        }
        outputs[node].append(meanings.count)
        hasOutput[node] = true
        meanings.append(meaning)
    }

    /// Adds the numbers of every meaning of the code that begins at `start`, and returns where the code ends.
    func walk(_ bytes: Span<UInt8>, from start: Int, into found: inout [Int]) -> Int {
        var node = 1
        var index = start
        while index < bytes.count {
            let byteClass = ByteClass.of(bytes[index])
            if byteClass < ByteClass.width {
                if node != 0 {
                    node = Int(next[node * Self.width + Int(byteClass)])
                    if hasOutput[node] { found.append(contentsOf: outputs[node]) }
                }
            } else if bytes[index] != UInt8(ascii: ".") {
                break
            }
            index += 1
        }
        return index
    }
}
