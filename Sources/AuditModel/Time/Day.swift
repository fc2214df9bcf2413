/// A calendar day without a time zone: whole days since 1970-01-01 in the proleptic Gregorian calendar.
public struct Day: Hashable, Comparable, Sendable {
    public var number: Int32

    public init(number: Int32) { self.number = number }

    /// Nothing recorded. Sorts before every day.
    public static var unknown: Day { Day(number: .min) }
    public var isKnown: Bool { number != .min }

    /// Nil where the calendar has no such day (month 13, 30 February) or the year lies outside 1–9999.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Day.length(ofMonth: month, year: year)
        else { return nil }
        // Days from civil, counted in 400-year eras that begin in March (H. Hinnant).
        let y = month <= 2 ? year - 1 : year
        let era = y / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        number = Int32(era * 146_097 + dayOfEra - 719_468)
    }

    private static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }

    public var civil: (year: Int, month: Int, day: Int) {
        let z = Int(number) + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }

    public static func < (a: Day, b: Day) -> Bool { a.number < b.number }

    /// Whole days from `other` to this day; both must be known.
    public func days(since other: Day) -> Int { Int(number) - Int(other.number) }

    /// Whether a day told on `told` may mean this one: the longer ago, the rounder the words ("3 weeks ago").
    public func isAbout(_ other: Day, saidOn told: Day) -> Bool {
        abs(days(since: other)) <= max(0, told.days(since: self)) / 6
    }

    public func advanced(by days: Int) -> Day {
        Day(number: Int32(clamping: Int(number) + days))
    }
}

extension Day: CustomStringConvertible {
    /// ISO 8601, or empty where unknown.
    public var description: String { written(append) }

    /// Appends `description` in ASCII.
    public func append(to bytes: inout [UInt8]) {
        guard isKnown else { return }
        let (year, month, day) = civil
        bytes.append(twoDigitsOf: year / 100)
        bytes.append(twoDigitsOf: year % 100)
        bytes.append(UInt8(ascii: "-"))
        bytes.append(twoDigitsOf: month)
        bytes.append(UInt8(ascii: "-"))
        bytes.append(twoDigitsOf: day)
    }
}

extension Day {
    /// A day as the interface writes it, `2026-03-31`; nil for anything else.
    public init?(iso text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, let year = Int(parts[0]), let month = Int(parts[1]),
            let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }
}
