package import AuditModel

/// One record of RFC 4180 CSV in UTF-8, with line feed as its end.
package struct CSVRow {
    package private(set) var bytes: [UInt8] = []
    private var isEmpty = true

    package init() {}

    /// A row behind what is written already, which it takes over until `giveBack`.
    package init(behind written: inout [UInt8]) { swap(&bytes, &written) }

    /// Ends the loan of `init(behind:)`.
    package mutating func giveBack(to written: inout [UInt8]) { swap(&bytes, &written) }

    package mutating func add(_ cell: String) { add { $0.append(contentsOf: cell.utf8) } }

    mutating func add(bytes cell: some Collection<UInt8>) { add { $0.append(contentsOf: cell) } }

    /// A cell of what `write` appends.
    package mutating func add(_ write: (inout [UInt8]) -> Void) {
        separate()
        // Most cells need nothing: they are taken as they are and looked at in place.
        let start = bytes.count
        write(&bytes)
        var (isSpecial, hasQuotes) = (false, false)
        for byte in bytes[start...] {
            isSpecial = isSpecial || Self.needsQuotes(byte)
            hasQuotes = hasQuotes || byte == UInt8(ascii: "\"")
        }
        let isFormula = bytes.count > start && Self.startsFormula(bytes[start...])
        guard isFormula || isSpecial else { return }
        if hasQuotes {
            let cell = Array(bytes[start...])
            bytes.removeSubrange(start...)
            for byte in cell {
                if byte == UInt8(ascii: "\"") { bytes.append(byte) }
                bytes.append(byte)
            }
        }
        if isFormula { bytes.insert(UInt8(ascii: "'"), at: start) }
        bytes.insert(UInt8(ascii: "\""), at: start)
        bytes.append(UInt8(ascii: "\""))
    }

    /// As `Moment.description`.
    package mutating func add(_ moment: Moment) {
        separate()
        moment.append(to: &bytes)
    }

    /// As `Day.description`.
    package mutating func add(_ day: Day) {
        separate()
        day.append(to: &bytes)
    }

    /// The cells with a number of those that are kept in CSV; `cells` gives them when they are first asked for.
    package mutating func add(_ number: Int, of kept: inout EncodedCells, _ cells: () -> [String]) {
        separate()
        kept.append(number, to: &bytes, cells)
    }

    private mutating func separate() {
        if !isEmpty { bytes.append(UInt8(ascii: ",")) }
        isEmpty = false
    }

    mutating func end() {
        bytes.append(UInt8(ascii: "\n"))
        isEmpty = true
    }

    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    private static func needsQuotes(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
            || byte == UInt8(ascii: "\r")
    }

    /// Spreadsheets run a cell that begins so; an apostrophe in front makes it text (OWASP, CSV injection).
    static func startsFormula(_ cell: some Collection<UInt8>) -> Bool {
        guard let first = cell.first(where: { $0 != UInt8(ascii: " ") }) else { return false }
        // Letters and digits, the usual case.
        if first | 0x20 >= UInt8(ascii: "a") && first | 0x20 <= UInt8(ascii: "z") { return false }
        switch first {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D, 0x0A: return true
        case 0xEF: return fullWidthSigns.contains { cell.starts(with: $0) }
        default: return false
        }
    }

    private static let fullWidthSigns: [[UInt8]] = ["\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}"].map {
        Array($0.utf8)
    }
}
