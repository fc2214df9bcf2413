import AuditModel

/// A message cut at its placeholders, so that filling it in for one order after another reads no name again.
struct MessageTemplate: Sendable {
    /// What stands for a placeholder.
    enum Value: Sendable {
        case named(MessageWords.Name)
        /// A word and the title of a concept, where the concept is asserted.
        case joined(word: String, concept: String)
        /// Of what a search of the rule found: its name, and what of it.
        case search(String, part: String)
        /// The words of the verdict's reason.
        case reason
    }

    private enum Piece: Sendable {
        case words([UInt8])
        case value(Value)
    }

    private let pieces: [Piece]

    init(_ text: String) {
        var pieces: [Piece] = []
        var rest = Substring(text)
        while let brace = rest.firstIndex(of: "{") {
            if brace > rest.startIndex { pieces.append(.words(Array(rest[..<brace].utf8))) }
            rest = rest[rest.index(after: brace)...]
            let end = rest.firstIndex(of: "}") ?? rest.endIndex
            if let value = Self.value(String(rest[..<end])) { pieces.append(.value(value)) }
            rest = rest[end...].dropFirst()
        }
        if !rest.isEmpty { pieces.append(.words(Array(rest.utf8))) }
        self.pieces = pieces
    }

    private static func value(_ placeholder: String) -> Value? {
        if let name = MessageWords.Name(rawValue: placeholder) { return .named(name) }
        if placeholder == reason { return .reason }
        if let (word, concept) = MessageWords.joined(placeholder) { return .joined(word: word, concept: concept) }
        let parts = placeholder.split(separator: ".")
        return parts.count == 2 ? .search(String(parts[0]), part: String(parts[1])) : nil
    }

    /// The placeholder of `Value.reason`, for messages of the engine's own.
    static let reason = "why"

    /// Appends the message, with what `write` appends for every placeholder; an unknown side or size leaves no gap.
    func fill(into bytes: inout [UInt8], _ write: (Value, inout [UInt8]) -> Void) {
        let start = bytes.count
        for piece in pieces {
            switch piece {
            case .words(let words): bytes += words
            case .value(let value): write(value, &bytes)
            }
        }
        Self.tidy(&bytes, from: start)
    }

    private static let space = UInt8(ascii: " ")
    private static let bracket = UInt8(ascii: "(")

    /// Mends in place what was written from `start` on.
    private static func tidy(_ bytes: inout [UInt8], from start: Int) {
        // Most messages have nothing to mend.
        guard let fault = firstFault(in: bytes, from: start) else { return }
        // What is kept moves up to `end`; what lies behind `index` is still to be looked at.
        var end = fault
        var index = fault
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            let last = end == start ? 0 : bytes[end - 1]
            if last == space {
                if byte == space { continue }
                if isMark(byte) {
                    end -= 1
                } else if wantsLongArticle(bytes[start..<end], before: bytes[(index - 1)...]) {
                    bytes.insert(UInt8(ascii: "n"), at: end - 1)
                    end += 1
                    index += 1
                }
            } else if last == bracket {
                if byte == space { continue }
                // An empty pair of brackets is one whose words were not known.
                if byte == UInt8(ascii: ")") {
                    end -= 1
                    continue
                }
            }
            bytes[end] = byte
            end += 1
        }
        bytes.removeLast(bytes.count - end)
    }

    /// The place of the first byte to be mended; only behind a space or an opening bracket there can be one.
    private static func firstFault(in bytes: [UInt8], from start: Int) -> Int? {
        var last: UInt8 = 0
        for place in start..<bytes.count {
            let byte = bytes[place]
            if last == space {
                if byte == space || isMark(byte) || wantsLongArticle(bytes[start..<place], before: bytes[place...]) {
                    return place
                }
            } else if last == bracket, byte == space || byte == UInt8(ascii: ")") {
                return place
            }
            last = byte
        }
        return nil
    }

    private static func isMark(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ";")
    }

    /// Whether "a" stands right before a word that begins with a vowel, or before eight, eleven or eighteen.
    private static func wantsLongArticle(_ written: ArraySlice<UInt8>, before rest: ArraySlice<UInt8>) -> Bool {
        let end = written.endIndex
        guard written.count >= 2, written[end - 2] | 0x20 == UInt8(ascii: "a"),
            written.count == 2 || written[end - 3] == UInt8(ascii: " "), let byte = rest.first
        else { return false }
        let number = rest.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
        return "aeiou8".utf8.contains(byte) || number.elementsEqual("11".utf8) || number.elementsEqual("18".utf8)
    }
}
