/// A day and, where one was recorded, the clock time in it; local time as written in the export.
public struct Moment: Hashable, Sendable {
    public var day: Day
    /// Seconds since midnight, 0..<86400; -1 where only the day was recorded.
    public var second: Int32

    public init(day: Day, second: Int32 = -1) {
        self.day = day
        self.second = second
    }

    public static var unknown: Moment { Moment(day: .unknown) }
    public var isKnown: Bool { day.isKnown }
    public var hasTime: Bool { second >= 0 }

    /// The same day without its clock time.
    public var dateOnly: Moment { Moment(day: day) }
}

extension Moment: Comparable {
    /// A total order for sorting: a day without a time stands before the times of that day.
    public static func < (a: Moment, b: Moment) -> Bool {
        a.day == b.day ? a.second < b.second : a.day < b.day
    }
}

/// How two moments stand to each other in the record.
public enum Sequence: Sendable {
    case before, after
    /// The same instant, or the same day where at least one has no clock time.
    case sameDayUnordered
}

extension Moment {
    /// Specification 1.2: date-only values compare by day.
    public func sequence(to other: Moment) -> Sequence {
        if day != other.day { return day < other.day ? .before : .after }
        guard hasTime, other.hasTime, second != other.second else { return .sameDayUnordered }
        return second < other.second ? .before : .after
    }

    /// Minutes from `other` to this moment; nil unless both have clock times.
    public func minutes(since other: Moment) -> Int? {
        guard isKnown, other.isKnown, hasTime, other.hasTime else { return nil }
        return day.days(since: other.day) * 1440 + (Int(second) - Int(other.second)) / 60
    }
}

extension Moment: CustomStringConvertible {
    /// `2025-03-03` or `2025-03-03 18:00`, seconds only where they are not zero; empty where unknown.
    public var description: String { written(append) }

    /// Appends `description` in ASCII.
    public func append(to bytes: inout [UInt8]) {
        day.append(to: &bytes)
        guard isKnown, hasTime else { return }
        let second = Int(second)
        bytes.append(UInt8(ascii: " "))
        bytes.append(twoDigitsOf: second / 3600)
        bytes.append(UInt8(ascii: ":"))
        bytes.append(twoDigitsOf: second / 60 % 60)
        guard second % 60 != 0 else { return }
        bytes.append(UInt8(ascii: ":"))
        bytes.append(twoDigitsOf: second % 60)
    }
}
