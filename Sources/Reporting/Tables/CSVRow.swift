import AuditModel

/// One record of RFC 4180 CSV in UTF-8, with line feed as its end.
struct CSVRow {
    var bytes: [UInt8] = []
    private var isEmpty = true

    init() {}

    /// Goes on behind what is written already, which it takes over.
    init(behind written: inout [UInt8]) { swap(&bytes, &written) }

    mutating func add(_ cell: String) { add(bytes: cell.utf8) }

    mutating func add(bytes cell: some Collection<UInt8>) {
        if !isEmpty { bytes.append(UInt8(ascii: ",")) }
        isEmpty = false
        // Most cells need nothing: they are taken as they are and looked at in place.
        let start = bytes.count
        bytes.append(contentsOf: cell)
        var (isSpecial, hasQuotes) = (false, false)
        for byte in bytes[start...] {
            isSpecial = isSpecial || Self.needsQuotes(byte)
            hasQuotes = hasQuotes || byte == UInt8(ascii: "\"")
        }
        let isFormula = bytes.count > start && Self.startsFormula(bytes[start...])
        guard isFormula || isSpecial else { return }
        if hasQuotes {
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

    /// As `Moment.description`, without a `String`.
    mutating func add(_ moment: Moment) {
        if !isEmpty { bytes.append(UInt8(ascii: ",")) }
        isEmpty = false
        guard moment.isKnown else { return }
        let (year, month, day) = moment.day.civil
        digits(year, 4)
        bytes.append(UInt8(ascii: "-"))
        digits(month, 2)
        bytes.append(UInt8(ascii: "-"))
        digits(day, 2)
        guard moment.hasTime else { return }
        let second = Int(moment.second)
        bytes.append(UInt8(ascii: " "))
        digits(second / 3600, 2)
        bytes.append(UInt8(ascii: ":"))
        digits(second / 60 % 60, 2)
        guard second % 60 != 0 else { return }
        bytes.append(UInt8(ascii: ":"))
        digits(second % 60, 2)
    }

    private mutating func digits(_ number: Int, _ width: Int) {
        var divisor = width == 4 ? 1000 : 10
        while divisor > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
            divisor /= 10
        }
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
