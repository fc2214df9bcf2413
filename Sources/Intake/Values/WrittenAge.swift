/// Reads ages such as `4`, `4 y`, `3 mo`, `2 wk`, `10 d`, `4Y 3M`, `018Y`, `0.5`; a bare number is years. Days, -1 where
/// the cell gives none.
func ageInDays(_ bytes: Span<UInt8>) -> Int32 {
    var at = 0
    var total = 0.0
    var parts = 0
    func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
    while true {
        while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x2C { at += 1 }
        if at == bytes.count { break }
        guard isDigit(bytes[at]) else { return -1 }
        var value = 0.0
        var digits = 0
        while at < bytes.count, isDigit(bytes[at]) {
            value = value * 10 + Double(bytes[at] &- 0x30)
            digits += 1
            at += 1
        }
        guard digits <= 6 else { return -1 }
        if at + 1 < bytes.count, bytes[at] == 0x2E, isDigit(bytes[at + 1]) {
            at += 1
            var scale = 0.1
            while at < bytes.count, isDigit(bytes[at]) {
                value += scale * Double(bytes[at] &- 0x30)
                scale /= 10
                at += 1
            }
        }
        while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x2D { at += 1 }
        let start = at
        while at < bytes.count, (bytes[at] | 0x20) &- 0x61 < 26 || bytes[at] == 0x2F || bytes[at] == 0x2E { at += 1 }
        guard let days = daysPerUnit(bytes.extracting(start..<at)) else { return -1 }
        total += value * days
        parts += 1
    }
    return parts > 0 && total < 100_000 ? Int32(total) : -1
}

/// The unit is told by its first letter, months by the second: y, yr, years, yo, y/o; m, mo, months; w, wk; d, days.
private func daysPerUnit(_ unit: Span<UInt8>) -> Double? {
    if unit.isEmpty { return 365.25 }
    switch unit[0] | 0x20 {
    case UInt8(ascii: "y"): return 365.25
    case UInt8(ascii: "m"): return 30.4375
    case UInt8(ascii: "w"): return 7
    case UInt8(ascii: "d"): return 1
    default: return nil
    }
}
