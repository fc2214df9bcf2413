/// Whether a cell looks like something people put into tables. A wrong delimiter leaves cells that do not.
enum CellShape {
    /// From 0, a torn piece, to 1, a clean value.
    static func plausibility(of cell: ArraySlice<UInt8>, quote: UInt8) -> Double {
        let cell = trimmed(cell)
        guard let first = cell.first, let last = cell.last else { return 0.9 }
        if isNumberOrDate(cell) { return 1 }
        // Quotes at an end belong to a quoting that was not understood.
        for mark in [UInt8(ascii: "\""), UInt8(ascii: "'")] where mark != quote {
            if first == mark && last == mark && cell.count > 1 { return 0 }
            if mark == UInt8(ascii: "\""), first == mark || last == mark { return 0.1 }
        }
        if isSeparator(first) || isSeparator(last) { return 0.1 }
        var torn = 0
        for (index, byte) in cell.enumerated() {
            switch byte {
            case UInt8(ascii: ";"), UInt8(ascii: "|"), 0x09:
                torn += 2
            case UInt8(ascii: ","):
                let next = index + 1 < cell.count ? cell[cell.startIndex + index + 1] : 0x20
                if next != 0x20 && next != 0x0A && !isDigit(next) { torn += 2 }
            case 0..<0x09, 0x0E..<0x20: torn += 4
            default: break
            }
        }
        return torn == 0 ? 1 : max(0.1, 0.6 - 0.1 * Double(torn))
    }

    static func isNumberOrDate(_ cell: ArraySlice<UInt8>) -> Bool {
        var digits = 0
        for byte in cell {
            switch byte {
            case 0x30...0x39: digits += 1
            case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "/"),
                UInt8(ascii: ":"), UInt8(ascii: "%"), UInt8(ascii: "$"), UInt8(ascii: "T"), UInt8(ascii: "Z"),
                UInt8(ascii: "E"), UInt8(ascii: "e"), 0x20, UInt8(ascii: "("), UInt8(ascii: ")"):
                break
            default: return false
            }
        }
        return digits > 0
    }

    static func trimmed(_ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var cell = cell
        while let byte = cell.first, byte == 0x20 || byte == 0x09 { cell = cell.dropFirst() }
        while let byte = cell.last, byte == 0x20 || byte == 0x09 { cell = cell.dropLast() }
        return cell
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "|") || byte == 0x09
    }
}
