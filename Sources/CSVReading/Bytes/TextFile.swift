/// A file's text as UTF-8, spooled to a temporary file where it came otherwise.
package struct TextFile: Sendable {
    /// The bytes as they came; compressed ones compressed.
    package let original: ByteFile
    /// The text as UTF-8.
    package let text: ByteFile
    package let encoding: TextEncoding
    /// False where the encoding was detected and another one is about as likely.
    package let isEncodingClear: Bool
    /// Where the text begins, behind a byte order mark.
    package let offset: UInt64
    package let isCompressed: Bool
    /// The first bytes of the text.
    package let sample: [UInt8]

    package static let sampleBytes = 1 << 17

    /// Unpacks and converts as needed. `encoding`: as the user states it; nil: detected.
    package init(_ original: ByteFile, encoding stated: TextEncoding?) throws(ReadingError) {
        self.original = original
        isCompressed = try original.bytes(at: 0, count: 2) == [0x1F, 0x8B]
        let plain = isCompressed ? try ByteFile(unpacking: original) : original
        let head = try plain.bytes(at: 0, count: Self.sampleBytes)
        guard let detected = TextEncoding.detect(head) else {
            throw ReadingError("is not text; expected a CSV file")
        }
        let encoding = stated ?? detected.encoding
        self.encoding = encoding
        isEncodingClear = stated != nil || detected.isClear
        let mark = encoding == detected.encoding ? UInt64(detected.mark) : 0
        if encoding == .utf8 {
            text = plain
            offset = mark
            sample = Array(head.dropFirst(Int(mark)))
        } else {
            text = try ByteFile(converting: plain, from: mark, encoding: encoding)
            offset = 0
            sample = try text.bytes(at: 0, count: Self.sampleBytes)
        }
    }

    /// Text that is UTF-8 already, made of `original`.
    package init(utf8 text: ByteFile, of original: ByteFile) {
        self.original = original
        self.text = text
        encoding = .utf8
        isEncodingClear = true
        offset = 0
        isCompressed = false
        sample = []
    }

    /// True where `sample` is all the text there is.
    package var isSampleWhole: Bool { offset + UInt64(sample.count) >= text.size }
}

extension ByteFile {
    fileprivate convenience init(
        converting file: ByteFile, from start: UInt64, encoding: TextEncoding
    ) throws(ReadingError) {
        try self.init { (append) throws(ReadingError) in
            var offset = start
            var rest: [UInt8] = []
            while offset < file.size {
                let block = try file.bytes(at: offset, count: 1 << 18)
                if block.isEmpty { break }
                offset += UInt64(block.count)
                try append(encoding.decode(block, rest: &rest, isLast: offset >= file.size))
            }
        }
    }
}
