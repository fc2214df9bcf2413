/// What stands around the content of a cell and is none of it: spaces of all kinds, control characters such as the zeros
/// and page breaks of old systems, and byte order marks where files were joined.
enum CellMargins {
    @inline(__always)
    static func inside(_ range: Range<Int>, of bytes: Span<UInt8>) -> Range<Int> {
        let (start, end) = (range.lowerBound, range.upperBound)
        let hasNone = start == end || bytes[start] &- 0x21 < 0xA1 && bytes[end - 1] &- 0x21 < 0x7F
        return hasNone ? range : trimmed(range, of: bytes)
    }

    private static func trimmed(_ range: Range<Int>, of bytes: Span<UInt8>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end {
            if bytes[start] <= 0x20 {
                start += 1
            } else if bytes[start] == 0xC2, end - start >= 2, bytes[start + 1] == 0xA0 {
                start += 2
            } else if bytes[start] == 0xEF, end - start >= 3, bytes[start + 1] == 0xBB, bytes[start + 2] == 0xBF {
                start += 3
            } else {
                break
            }
        }
        while start < end {
            if bytes[end - 1] <= 0x20 {
                end -= 1
            } else if bytes[end - 1] == 0xA0, end - start >= 2, bytes[end - 2] == 0xC2 {
                end -= 2
            } else {
                break
            }
        }
        return start..<end
    }

    /// Of Excel's `="00123"` what it says; any other cell as it is.
    @inline(__always)
    static func said(_ range: Range<Int>, of bytes: Span<UInt8>) -> Range<Int> {
        guard range.count >= 3, bytes[range.lowerBound] == UInt8(ascii: "="),
            bytes[range.lowerBound + 1] == UInt8(ascii: "\""), bytes[range.upperBound - 1] == UInt8(ascii: "\"")
        else { return range }
        return range.lowerBound + 2..<max(range.lowerBound + 2, range.upperBound - 1)
    }
}

extension String {
    /// Without a cell's margins.
    var trimmed: String {
        guard let first = utf8.first, let last = utf8.last,
            first <= 0x20 || first == 0xC2 || first == 0xEF || last <= 0x20 || last == 0xA0
        else { return self }
        let bytes = Array(utf8)
        return String(decoding: bytes[CellMargins.inside(bytes.indices, of: bytes.span)], as: UTF8.self)
    }

    /// Of Excel's `="00123"` what it says.
    var said: String {
        guard utf8.first == UInt8(ascii: "=") else { return self }
        let bytes = Array(utf8)
        return String(decoding: bytes[CellMargins.said(bytes.indices, of: bytes.span)], as: UTF8.self)
    }
}
