/// The shape of ICD-10 codes, as in ICD-10-CM: a letter, a digit, a letter or digit, and up to four more behind an
/// optional dot. What stands in a code field otherwise is no code and says nothing of a lesion.
public enum DiagnosisCode {
    /// Whether all of `bytes` is one code.
    public static func isShaped(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.count >= 3, isLetter(bytes[0]), isDigit(bytes[1]), isLetter(bytes[2]) || isDigit(bytes[2]) else {
            return false
        }
        if bytes.count == 3 { return true }
        let start = bytes[3] == UInt8(ascii: ".") ? 4 : 3
        guard (1...4).contains(bytes.count - start) else { return false }
        for index in start..<bytes.count where !isLetter(bytes[index]) && !isDigit(bytes[index]) { return false }
        return true
    }

    /// Whether a cell holds something with a digit that is no code, or something but no code at all. Codes stand apart by
    /// anything but letters, digits and dots; words between them are their meanings.
    public static func isMalformed(_ cell: Span<UInt8>) -> Bool {
        var codes = 0
        var pieces = 0
        var start = 0
        while start < cell.count {
            var end = start
            var hasDigit = false
            while end < cell.count, isPart(cell[end]) {
                hasDigit = hasDigit || isDigit(cell[end])
                end += 1
            }
            if end > start {
                pieces += 1
                let piece = cell.extracting(start..<end)
                if isShaped(piece) {
                    codes += 1
                } else if hasDigit, !namesCodeSystem(piece) {
                    return true
                }
            }
            start = end + 1
        }
        return pieces > 0 && codes == 0
    }

    private static func namesCodeSystem(_ piece: Span<UInt8>) -> Bool {
        piece.count >= 3 && piece[0] | 0x20 == UInt8(ascii: "i") && piece[1] | 0x20 == UInt8(ascii: "c")
            && piece[2] | 0x20 == UInt8(ascii: "d")
    }

    private static func isPart(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: ".") }
    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}
