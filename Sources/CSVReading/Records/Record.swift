/// One record of a table, as `RecordReader` lends it until its next advance.
package struct Record: Sendable {
    package enum Kind: UInt8, Sendable {
        /// As the grammar has it.
        case regular
        /// A stray quote was read as text.
        case repaired
        /// A quote opens a cell and nothing closes it: read as text, but the cell might as well go on over the next lines.
        case unclosed
        /// Longer than a record may be; it has no fields.
        case tooLong
    }

    /// Where it begins in the file.
    package var offset: UInt64
    /// Bytes without the line end.
    package var length: UInt64
    /// Physical line on which it begins, counted from the first line of the stretch that is read.
    package var line: UInt32
    /// Physical lines it takes.
    package var lines: UInt32
    /// Cells it has.
    package var width: Int
    /// Where its cells begin in the reader's `fields`.
    package var firstField: Int
    package var kind: Kind
}

/// A cell's content in the reader's `bytes`, without quotes and with doubled quotes undone. Public, so that other rooms look
/// at cells without a call.
public struct FieldRange: Sendable {
    public var start: UInt32
    public var end: UInt32

    @inlinable
    public init(start: UInt32, end: UInt32) {
        self.start = start
        self.end = end
    }

    @inlinable
    public var range: Range<Int> { Int(start)..<Int(end) }
    static let empty = FieldRange(start: 0, end: 0)
}
