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

    /// RFC 4180.
    package static let standard = Dialect()

    /// True where the structural index alone can tell cells apart.
    var isIndexable: Bool { escape == .doubled && quote != 0 }
}
