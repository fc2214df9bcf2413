/// The shape of ICD-10 codes, as in ICD-10-CM: a letter, a digit, a letter or digit, and up to four more behind an
/// optional dot. What stands in a code field otherwise is no code and says nothing of a lesion.
public enum DiagnosisCode {
    /// Whether all of `bytes` is one code.
    public static func isShaped(_ bytes: Span<UInt8>) -> Bool { end(ofCodeAt: 0, bytes) == bytes.count }

    /// Whether a cell holds something with a digit that is no code, or something but no code at all. Codes stand apart by
    /// anything but letters, digits and dots; words between them are their meanings.
    public static func isMalformed(_ cell: Span<UInt8>) -> Bool {
        var codes = 0
        var pieces = 0
        var start = 0
        while start < cell.count {
            if let end = end(ofCodeAt: start, cell), end == cell.count || !isPart(cell[end]) {
                codes += 1
                pieces += 1
                start = end + 1
                continue
            }
            var end = start
            var hasDigit = false
            while end < cell.count, isPart(cell[end]) {
                hasDigit = hasDigit || cell[end].isASCIIDigit
                end += 1
            }
            if end > start {
                pieces += 1
                if hasDigit, !namesCodeSystem(cell.extracting(start..<end)) { return true }
            }
            start = end + 1
        }
        return pieces > 0 && codes == 0
    }

    /// The end of the longest code that begins at `start`; nil where none does.
    private static func end(ofCodeAt start: Int, _ bytes: Span<UInt8>) -> Int? {
        guard start + 3 <= bytes.count, bytes[start].isASCIILetter, bytes[start + 1].isASCIIDigit,
            bytes[start + 2].isASCIILetter || bytes[start + 2].isASCIIDigit
        else { return nil }
        var end = start + 3
        if end < bytes.count, bytes[end] == UInt8(ascii: ".") {
            end += 1
            guard end < bytes.count, bytes[end].isASCIILetter || bytes[end].isASCIIDigit else { return nil }
        }
        let most = min(bytes.count, end + 4)
        while end < most, bytes[end].isASCIILetter || bytes[end].isASCIIDigit { end += 1 }
        return end
    }

    private static func namesCodeSystem(_ piece: Span<UInt8>) -> Bool {
        piece.count >= 3 && piece[0] | 0x20 == UInt8(ascii: "i") && piece[1] | 0x20 == UInt8(ascii: "c")
            && piece[2] | 0x20 == UInt8(ascii: "d")
    }

    /// Whether a byte may stand in a code.
    public static func isPart(_ byte: UInt8) -> Bool {
        byte.isASCIILetter || byte.isASCIIDigit || byte == UInt8(ascii: ".")
    }
}
