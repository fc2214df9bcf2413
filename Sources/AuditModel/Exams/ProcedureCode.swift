/// A code of five characters as billing writes it, with modifiers of two behind it: `73701-LT`, `73701,26,RT`, `73701 53`.
public enum ProcedureCode {
    /// Bytes of the code itself.
    public static let length = 5

    /// Where the modifiers stand in `bytes`, of a cell at `cell`; nil where the cell is not of that form.
    public static func modifiers(in bytes: Span<UInt8>, _ cell: Range<Int>) -> Range<Int>? {
        guard cell.count >= length + 2 else { return nil }
        let end = cell.lowerBound + length
        // A letter may stand first: G0279.
        for index in cell.lowerBound + 1..<end where !bytes[index].isASCIIDigit { return nil }
        guard bytes[cell.lowerBound].isASCIILetter || bytes[cell.lowerBound].isASCIIDigit else { return nil }
        var run = 0
        for index in end..<cell.upperBound {
            if bytes[index].isASCIILetter || bytes[index].isASCIIDigit {
                run += 1
            } else {
                guard run == 0 || run == 2, isSeparator(bytes[index]) else { return nil }
                run = 0
            }
        }
        return run == 2 ? end..<cell.upperBound : nil
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: ","), UInt8(ascii: "/"), UInt8(ascii: ";"): true
        default: false
        }
    }
}
