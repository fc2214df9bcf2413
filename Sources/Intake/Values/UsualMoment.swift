import AuditModel

extension Moment {
    /// `2025-03-14`, `2025-03-14 09:30` or `2025-03-14T09:30:15`, as most exports write. Nil for anything else, also for
    /// a day or time that there is not.
    init?(usualForm bytes: Span<UInt8>) {
        let hasTime = bytes.count == 16 || bytes.count == 19
        guard hasTime || bytes.count == 10 else { return nil }
        var isUsual = bytes[4] == UInt8(ascii: "-") && bytes[7] == UInt8(ascii: "-")
        func two(_ at: Int) -> Int {
            let (tens, ones) = (bytes[at] &- 0x30, bytes[at + 1] &- 0x30)
            isUsual = isUsual && tens < 10 && ones < 10
            return Int(tens) * 10 + Int(ones)
        }
        let (year, month, dayOfMonth) = (two(0) * 100 + two(2), two(5), two(8))
        var second = -1
        if hasTime {
            isUsual = isUsual && (bytes[10] == 0x20 || bytes[10] == UInt8(ascii: "T")) && bytes[13] == UInt8(ascii: ":")
            let (hour, minute) = (two(11), two(14))
            second = hour * 3600 + minute * 60
            isUsual = isUsual && hour < 24 && minute < 60
            if bytes.count == 19 {
                isUsual = isUsual && bytes[16] == UInt8(ascii: ":") && two(17) < 60
                second += two(17)
            }
        }
        guard isUsual, let day = Day(year: year, month: month, day: dayOfMonth) else { return nil }
        self.init(day: day, second: Int32(second))
    }
}
