/// Where a record stands in the input: enough to read it again and to name it in a message.
public struct SourceSpan: Hashable, Sendable {
    /// Byte offset in the file (after decompression and conversion to UTF-8).
    public var offset: UInt64
    /// Bytes without the line end.
    public var length: UInt32
    /// Physical line on which the record begins, from 1.
    public var line: UInt32
    /// Number of the file in `OrderTable.files`.
    public var file: UInt16

    public init(file: UInt16, line: UInt32, offset: UInt64, length: UInt32) {
        self.file = file
        self.line = line
        self.offset = offset
        self.length = length
    }
}
