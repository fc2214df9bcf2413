/// How a file marks cells and rows.
package struct Dialect: Hashable, Sendable {
    package enum Escape: String, CaseIterable, Sendable {
        /// A quote inside a quoted cell is written twice.
        case doubled
        /// A backslash takes the meaning from the byte behind it.
        case backslash
    }

    package var delimiter: UInt8
    /// 0 where nothing is quoted.
    package var quote: UInt8
    package var escape: Escape
    /// Spaces before an opening quote and behind a closing one are no content.
    package var skipsSpaces: Bool

    package init(
        delimiter: UInt8 = UInt8(ascii: ","), quote: UInt8 = UInt8(ascii: "\""), escape: Escape = .doubled,
        skipsSpaces: Bool = false
    ) {
        self.delimiter = delimiter
        self.quote = quote
        self.escape = escape
        self.skipsSpaces = skipsSpaces
    }

    /// Characters that profiles and messages call by a word.
    package static let characterWords: [(word: String, byte: UInt8)] = [
        ("comma", UInt8(ascii: ",")), ("semicolon", UInt8(ascii: ";")), ("tab", 0x09), ("pipe", UInt8(ascii: "|")),
        ("space", 0x20),
    ]

    /// The word for a character; nil where it is called by itself.
    package static func word(for byte: UInt8) -> String? { characterWords.first { $0.byte == byte }?.word }

    /// RFC 4180.
    package static let standard = Dialect()

    /// Of a file of one column: parted by a control character that no text holds.
    package static let oneColumn = Dialect(delimiter: 0x1F)

    /// True where the structural index alone can tell cells apart.
    var isIndexable: Bool { escape == .doubled && quote != 0 }
}
