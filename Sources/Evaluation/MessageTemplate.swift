/// A message cut at its placeholders, so that filling it in for one order after another reads no name again.
struct MessageTemplate: Sendable {
    private enum Piece: Sendable {
        case words([UInt8])
        /// What stands between braces.
        case value(String)
    }

    private let pieces: [Piece]

    init(_ text: String) {
        var pieces: [Piece] = []
        var rest = Substring(text)
        while let brace = rest.firstIndex(of: "{") {
            if brace > rest.startIndex { pieces.append(.words(Array(rest[..<brace].utf8))) }
            rest = rest[rest.index(after: brace)...]
            let end = rest.firstIndex(of: "}") ?? rest.endIndex
            pieces.append(.value(String(rest[..<end])))
            rest = rest[end...].dropFirst()
        }
        if !rest.isEmpty { pieces.append(.words(Array(rest.utf8))) }
        self.pieces = pieces
    }

    /// The message with `value` of every placeholder; an unknown side or size leaves no gap.
    func filled(_ value: (String) -> String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(256)
        for piece in pieces {
            switch piece {
            case .words(let words): bytes += words
            case .value(let name): bytes += value(name).utf8
            }
        }
        return String(decoding: Self.tidied(bytes), as: UTF8.self)
    }

    private static func tidied(_ bytes: [UInt8]) -> [UInt8] {
        let (space, bracket) = (UInt8(ascii: " "), UInt8(ascii: "("))
        // Written over a copy, since most messages have nothing to mend.
        var tidy = bytes
        var count = 0
        for index in bytes.indices {
            let byte = bytes[index]
            let last = count == 0 ? 0 : tidy[count - 1]
            // Only behind a space or an opening bracket is there anything to mend.
            if last == space {
                if byte == space { continue }
                if isMark(byte) {
                    count -= 1
                } else if wantsLongArticle(tidy[..<count], before: bytes[index...]) {
                    tidy.insert(UInt8(ascii: "n"), at: count - 1)
                    count += 1
                }
            } else if last == bracket {
                if byte == space { continue }
                // An empty pair of brackets is one whose words were not known.
                if byte == UInt8(ascii: ")") {
                    count -= 1
                    continue
                }
            }
            tidy[count] = byte
            count += 1
        }
        tidy.removeLast(tidy.count - count)
        return tidy
    }

    private static func isMark(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ";")
    }

    /// Whether "a" stands right before a word that begins with a vowel, or before eight, eleven or eighteen.
    private static func wantsLongArticle(_ written: ArraySlice<UInt8>, before rest: ArraySlice<UInt8>) -> Bool {
        let count = written.count
        guard count >= 2, written[count - 2] | 0x20 == UInt8(ascii: "a"),
            count == 2 || written[count - 3] == UInt8(ascii: " "), let byte = rest.first
        else { return false }
        let number = rest.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
        return "aeiou8".utf8.contains(byte) || number.elementsEqual("11".utf8) || number.elementsEqual("18".utf8)
    }
}
