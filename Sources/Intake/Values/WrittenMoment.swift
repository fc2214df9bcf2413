import AuditModel

/// A date or time as a cell has it, before the run has settled what the column's numbers mean.
struct WrittenMoment {
    enum Reading {
        case blank
        case unreadable
        case read(WrittenMoment)
    }

    var moment: Moment
    /// The three numbers of a date whose order its form leaves to the column; nil where the form tells it.
    var numbers: DateNumbers?
    /// The year has two digits; `moment` takes it as 20xx.
    var isCenturyOpen = false

    /// Reads ISO 8601, `20250314[0930[15]]`, numbers between slashes, dots or hyphens, and month names, each with or
    /// without a clock time (24 hours or AM/PM). Zones are passed over: times are local, as written.
    static func read(_ bytes: Span<UInt8>, _ forms: DateForms) -> Reading {
        if let moment = Moment(usualForm: bytes) { return .read(WrittenMoment(moment: moment)) }
        var at = 0
        skipSpaces(bytes, &at)
        if at == bytes.count { return .blank }
        guard var result = date(bytes, &at, forms) else { return .unreadable }
        if at == bytes.count { return .read(result) }
        if bytes[at] == UInt8(ascii: "T") || bytes[at] == UInt8(ascii: "t") || bytes[at] == UInt8(ascii: ",") {
            at += 1
        }
        skipSpaces(bytes, &at)
        if at == bytes.count { return .read(result) }
        guard let second = clock(bytes, &at), at == bytes.count else { return .unreadable }
        result.moment.second = second
        return .read(result)
    }

    // MARK: Day

    private static func date(_ bytes: Span<UInt8>, _ at: inout Int, _ forms: DateForms) -> WrittenMoment? {
        if let month = forms.months.month(bytes, &at) {
            // Mar 14, 2025
            skipSeparators(bytes, &at)
            guard let (day, digits) = number(bytes, &at, most: 2), digits > 0 else { return nil }
            skipSeparators(bytes, &at)
            guard let (year, yearDigits) = number(bytes, &at, most: 4) else { return nil }
            return named(day: day, month: month, year: year, yearDigits)
        }
        guard let (first, firstDigits) = number(bytes, &at, most: 14) else { return nil }
        if firstDigits >= 8 { return compact(first, firstDigits) }
        guard firstDigits <= 4, at < bytes.count else { return nil }
        let separator = bytes[at]
        guard
            separator == UInt8(ascii: "-") || separator == UInt8(ascii: "/") || separator == UInt8(ascii: ".")
                || separator == 0x20
        else { return nil }
        skipSeparators(bytes, &at)
        if let month = forms.months.month(bytes, &at) {
            // 14-MAR-2025
            skipSeparators(bytes, &at)
            guard let (year, yearDigits) = number(bytes, &at, most: 4) else { return nil }
            return named(day: first, month: month, year: year, yearDigits)
        }
        guard separator != 0x20, let (second, secondDigits) = number(bytes, &at, most: 2), secondDigits > 0,
            at < bytes.count, bytes[at] == separator
        else { return nil }
        at += 1
        guard let (third, thirdDigits) = number(bytes, &at, most: 4) else { return nil }
        if firstDigits == 4 {
            guard thirdDigits <= 2, let day = Day(year: first, month: second, day: third) else { return nil }
            return WrittenMoment(moment: Moment(day: day))
        }
        guard firstDigits <= 2, thirdDigits != 3 else { return nil }
        // 25.03.04. with the full stop that some countries set behind it
        if separator == UInt8(ascii: "."), at < bytes.count, bytes[at] == separator { at += 1 }
        let numbers = DateNumbers(
            (first, firstDigits), second, (third, thirdDigits), isDotted: separator == UInt8(ascii: "."),
            stated: forms.order)
        guard let day = numbers.day else { return nil }
        return WrittenMoment(moment: Moment(day: day), numbers: numbers, isCenturyOpen: thirdDigits < 4)
    }

    private static func named(day: Int, month: Int, year: Int, _ yearDigits: Int) -> WrittenMoment? {
        guard yearDigits == 4 || yearDigits == 2,
            let day = Day(year: yearDigits == 2 ? 2000 + year : year, month: month, day: day)
        else { return nil }
        return WrittenMoment(moment: Moment(day: day), isCenturyOpen: yearDigits == 2)
    }

    /// `20250314`, `202503140930`, `20250314093015`.
    private static func compact(_ number: Int, _ digits: Int) -> WrittenMoment? {
        guard digits == 8 || digits == 12 || digits == 14 else { return nil }
        let (date, time) =
            digits == 8
            ? (number, -1)
            : digits == 12
                ? (number / 10_000, number % 10_000 * 100)
                : (number / 1_000_000, number % 1_000_000)
        guard let day = Day(year: date / 10_000, month: date / 100 % 100, day: date % 100) else { return nil }
        guard time >= 0 else { return WrittenMoment(moment: Moment(day: day)) }
        let (hour, minute, second) = (time / 10_000, time / 100 % 100, time % 100)
        guard hour < 24, minute < 60, second < 60 else { return nil }
        return WrittenMoment(moment: Moment(day: day, second: Int32(hour * 3600 + minute * 60 + second)))
    }

    // MARK: Clock

    private static func clock(_ bytes: Span<UInt8>, _ at: inout Int) -> Int32? {
        guard var (hour, hourDigits) = number(bytes, &at, most: 4), hourDigits > 0 else { return nil }
        var minute = 0
        var second = 0
        if hourDigits > 2 {
            (hour, minute) = (hour / 100, hour % 100)
            hourDigits = 2
        } else if at < bytes.count, bytes[at] == UInt8(ascii: ":") {
            at += 1
            guard let (value, digits) = number(bytes, &at, most: 2), digits == 2 else { return nil }
            minute = value
            if at < bytes.count, bytes[at] == UInt8(ascii: ":") {
                at += 1
                guard let (value, digits) = number(bytes, &at, most: 2), digits == 2 else { return nil }
                second = value
                if at < bytes.count, bytes[at] == UInt8(ascii: ".") || bytes[at] == UInt8(ascii: ",") {
                    at += 1
                    while at < bytes.count, isDigit(bytes[at]) { at += 1 }
                }
            }
        }
        skipSpaces(bytes, &at)
        if at < bytes.count {
            let letter = bytes[at] | 0x20
            if letter == UInt8(ascii: "a") || letter == UInt8(ascii: "p") {
                at += 1
                // am, a.m., a. m.
                if at < bytes.count, bytes[at] == UInt8(ascii: ".") { at += 1 }
                skipSpaces(bytes, &at)
                if at < bytes.count, bytes[at] | 0x20 == UInt8(ascii: "m") { at += 1 }
                if at < bytes.count, bytes[at] == UInt8(ascii: ".") { at += 1 }
                guard (1...12).contains(hour) else { return nil }
                hour = hour % 12 + (letter == UInt8(ascii: "p") ? 12 : 0)
            }
        }
        skipZone(bytes, &at)
        if hour == 24, minute == 0, second == 0 { return nil }
        // A leap second counts as the last second of its minute.
        guard hour < 24, minute < 60, second <= 60 else { return nil }
        return Int32(hour * 3600 + minute * 60 + min(second, 59))
    }

    private static func skipZone(_ bytes: Span<UInt8>, _ at: inout Int) {
        skipSpaces(bytes, &at)
        guard at < bytes.count else { return }
        if bytes[at] == UInt8(ascii: "Z") || bytes[at] == UInt8(ascii: "z") {
            at += 1
        } else if bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") {
            at += 1
            while at < bytes.count, isDigit(bytes[at]) || bytes[at] == UInt8(ascii: ":") { at += 1 }
        } else {
            let start = at
            while at < bytes.count, at - start < 5, (bytes[at] | 0x20) >= UInt8(ascii: "a"),
                (bytes[at] | 0x20) <= UInt8(ascii: "z")
            { at += 1 }
        }
        skipSpaces(bytes, &at)
    }

    // MARK: Pieces

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    private static func number(_ bytes: Span<UInt8>, _ at: inout Int, most: Int) -> (value: Int, digits: Int)? {
        let start = at
        var value = 0
        while at < bytes.count, at - start < most, isDigit(bytes[at]) {
            value = value * 10 + Int(bytes[at] &- 0x30)
            at += 1
        }
        guard at > start, at == bytes.count || !isDigit(bytes[at]) else { return nil }
        return (value, at - start)
    }

    private static func skipSpaces(_ bytes: Span<UInt8>, _ at: inout Int) {
        while true {
            if at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x09 {
                at += 1
            } else if at + 1 < bytes.count, bytes[at] == 0xC2, bytes[at + 1] == 0xA0 {
                // A no-break space, and below the narrow one that newer systems write before AM and PM.
                at += 2
            } else if at + 2 < bytes.count, bytes[at] == 0xE2, bytes[at + 1] == 0x80,
                bytes[at + 2] == 0xAF || bytes[at + 2] == 0x89
            {
                at += 3
            } else {
                return
            }
        }
    }

    private static func skipSeparators(_ bytes: Span<UInt8>, _ at: inout Int) {
        while at < bytes.count, [UInt8(ascii: "-"), 0x2F, 0x2E, 0x2C, 0x20].contains(bytes[at]) { at += 1 }
    }
}
