import AuditModel

/// Days as texts write them: `2025-03-03`, `2/27`, `3.2.25`, `27th Feb 2025`, `3 weeks ago`, `last week`, `today`.
struct DateReading {
    let tokens: [Token]
    let lexicon: TextLexicon
    let ordered: Moment

    /// Gives each study the day that stands next to it.
    func date(_ studies: inout ReusedList<FieldText.StudyReference>) {
        for number in studies.indices {
            let place = studies[number].place
            let reach = max(place.end + 4, studies[number].describedUntil + 1)
            // A day may stand within the words for the study.
            for index in place.first + 1..<min(tokens.count, reach) {
                if tokens[index].isSign(":") || tokens[index].isSign(".") || tokens[index].isSign(";") { break }
                if let found = day(at: index) {
                    studies[number].day = found.day
                    break
                }
                if studies[number].state == nil, tellsPast(at: index) { studies[number].state = .performed }
                // A date that could be two days is none, nor is a month with its year; their parts are no dates either.
                if tokens.isSlashed(at: index) || month(at: index) != nil && year(at: index + 1) != nil { break }
            }
            if !studies[number].day.isKnown, let day = longAgo(near: place) { studies[number].day = day }
            let (day, state) = (studies[number].day, studies[number].state)
            if day.isKnown, state == nil || state == .planned && studies[number].yieldsToResult {
                studies[number].state = ordered.isKnown && day > ordered.day ? .planned : .performed
            }
        }
    }

    /// A day that can not be told: of two orders of day and month, before an order without a day, or only its month or year.
    private func tellsPast(at index: Int) -> Bool {
        // "CT 3/12" may be one in three months.
        if tokens.isSlashed(at: index) {
            return fraction(at: index + 2) == nil || tokens.isSlashed(at: index + 2)
        }
        if isPastMonth(at: index) || ordered.isKnown && year(at: index) != nil { return true }
        guard !ordered.isKnown else { return false }
        return has(.today, at: index) || has(.yesterday, at: index)
            || has(.last, at: index) && period(at: index + 1) != nil
            || daysBefore(at: index, closing: .ago) != nil
    }

    /// "MRI in Jan", "CT January 2025": a month up to the order's. Of the months to come without a year as well the next is
    /// meant as the last.
    private func isPastMonth(at index: Int) -> Bool {
        guard ordered.isKnown, let month = month(at: index) else { return false }
        let now = ordered.day.civil
        if let year = year(at: index + 1) { return year < now.year || month <= now.month }
        // "MRI may help"
        let isAlone = index + 1 == tokens.count || tokens[index + 1].isOfSign || has(.preposition, at: index - 1)
        return isAlone && (now.month - month + 12) % 12 <= Self.pastMonths
    }

    private static let pastMonths = 8

    /// "CT 2019", "MRI Jan 2020", "2018 XR": the last day that a date without a day can mean, where even that lies so far
    /// back that it matters to nothing which day it was.
    private func longAgo(near place: FieldText.Place) -> Day? {
        guard ordered.isKnown else { return nil }
        let (first, last) = (place.first, place.end)
        var found = first > 0 ? year(at: first - 1).flatMap { endOfMonth(12, $0) } : nil
        for index in last..<min(tokens.count, last + 4) where found == nil {
            if tokens[index].isSign(":") || tokens[index].isSign(".") || tokens[index].isSign(";") { break }
            found = lastDay(at: index)
        }
        return found.flatMap { ordered.day.days(since: $0) > Self.longAgo ? $0 : nil }
    }

    /// Days; no rule credits what is older.
    private static let longAgo = 365

    private func lastDay(at index: Int) -> Day? {
        if let year = year(at: index) { return endOfMonth(12, year) }
        if let month = month(at: index) { return year(at: index + 1).flatMap { endOfMonth(month, $0) } }
        guard tokens.isSlashed(at: index), let first = number(index), let second = number(index + 2) else { return nil }
        if let year = year(at: index + 2) { return endOfMonth(first, year) }
        guard index + 4 < tokens.count, tokens[index + 3].isSign("/"), let year = number(index + 4) else { return nil }
        // Day and month can not be told apart.
        return [(first, second), (second, first)].compactMap { Day(year: fullYear(year), month: $0, day: $1) }.max()
    }

    /// Four digits that stand for a year up to the order's.
    private func year(at index: Int) -> Int? {
        guard let year = number(index), tokens[index].end - tokens[index].start == 4, year > 1950,
            year <= ordered.day.civil.year
        else { return nil }
        let next = index + 1 < tokens.count ? tokens[index + 1].mark.uses : []
        return next.isDisjoint(with: [.unit, .period]) ? year : nil
    }

    private func fullYear(_ written: Int) -> Int { written < 100 ? 2000 + written : written }

    private func endOfMonth(_ month: Int, _ year: Int) -> Day? {
        let first = month == 12 ? Day(year: year + 1, month: 1, day: 1) : Day(year: year, month: month + 1, day: 1)
        return (1...12).contains(month) ? first?.advanced(by: -1) : nil
    }

    /// The day tied to the words at `place`: before them ("6 wks after ...") or behind them.
    func day(near place: FieldText.Place) -> Day {
        let first = place.first
        let last = place.end
        for index in min(first + 1, last)..<min(tokens.count, last + 6) {
            if tokens[index].isSign(".") || tokens[index].isSign(";") { break }
            if let found = day(at: index) { return found.day }
            if tokens.isSlashed(at: index) { break }
        }
        for index in stride(from: first - 1, through: max(0, first - 10), by: -1) {
            if tokens[index].isSign(".") || tokens[index].isSign(";") { break }
            if let found = daysBefore(at: index, closing: .after), found.end <= first, ordered.isKnown {
                return ordered.day.advanced(by: -found.days)
            }
            if let found = day(at: index), found.end <= first { return found.day }
        }
        return .unknown
    }

    func day(at index: Int) -> (day: Day, end: Int)? {
        guard tokens[index].isNumber || tokens[index].mark.uses.contains(.steers) else { return nil }
        if has(.today, at: index), ordered.isKnown { return (ordered.day, index + 1) }
        if has(.yesterday, at: index), ordered.isKnown { return (ordered.day.advanced(by: -1), index + 1) }
        if has(.last, at: index), index + 1 < tokens.count, let days = period(at: index + 1), ordered.isKnown {
            return (ordered.day.advanced(by: -days), index + 2)
        }
        if let found = daysBefore(at: index, closing: .ago), ordered.isKnown {
            return (ordered.day.advanced(by: -found.days), found.end)
        }
        guard tokens[index].isNumber else { return monthFirst(at: index) }
        return numeric(at: index) ?? dayFirst(at: index)
    }

    /// "3 weeks ago", "six wks after", "3/52 ago".
    private func daysBefore(at index: Int, closing: Marker) -> (days: Int, end: Int)? {
        // "day 10 post injury"
        if let unit = period(at: index), let count = number(index + 1), has(closing, at: index + 2) {
            return (count * unit, index + 3)
        }
        guard let count = count(at: index) else { return nil }
        var days = period(at: index + 1)
        var end = index + 2
        if days == nil, tokens.isSlashed(at: index) {
            days = fraction(at: index + 2)
            end = index + 3
        }
        guard let days, has(closing, at: end) else { return nil }
        return (Int(count * Float(days)), end + 1)
    }

    /// A number in digits or in a word.
    private func count(at index: Int) -> Float? {
        if tokens[index].isNumber { return tokens[index].value < 1000 ? tokens[index].value : nil }
        return value(.count, use: .count, at: index).map(Float.init)
    }

    /// The days of one part of a year's or week's whole, as British notes write them: /7 days, /52 weeks, /12 months.
    private func fraction(at index: Int) -> Int? {
        switch number(index) {
        case 7: 1
        case 52: 7
        case 12: 30
        default: nil
        }
    }

    private func number(_ index: Int) -> Int? {
        guard index < tokens.count, tokens[index].isNumber else { return nil }
        let value = tokens[index].value
        guard value == value.rounded(), value < 10_000 else { return nil }
        return Int(value)
    }

    private func numeric(at index: Int) -> (day: Day, end: Int)? {
        guard let first = number(index), index + 2 < tokens.count, let second = number(index + 2) else { return nil }
        let separator = tokens[index + 1].sign
        guard separator == UInt8(ascii: "/") || separator == UInt8(ascii: "-") else { return nil }
        var third: Int?
        if index + 4 < tokens.count, tokens[index + 3].sign == separator { third = number(index + 4) }
        if first > 31 {
            guard let third, let day = Day(year: first, month: second, day: third) else { return nil }
            return (day, index + 5)
        }
        if separator == UInt8(ascii: "-") && third == nil { return nil }
        let end = third == nil ? index + 3 : index + 5
        guard let day = resolve(first, second, year: third.map(fullYear)) else { return nil }
        return (day, end)
    }

    /// Month and day in either order; where both orders give a day, only if one alone lies in the year before the order.
    private func resolve(_ first: Int, _ second: Int, year: Int?) -> Day? {
        let candidates = first == second ? [(first, second)] : [(first, second), (second, first)]
        let days = candidates.compactMap { month, day in
            year.map { Day(year: $0, month: month, day: day) } ?? latest(month: month, day: day)
        }
        guard days.count > 1 else { return days.first }
        guard ordered.isKnown else { return nil }
        let near = days.filter { $0 <= ordered.day && ordered.day.days(since: $0) <= 120 }
        return near.count == 1 ? near.first : nil
    }

    /// The last such day up to the order.
    private func latest(month: Int, day: Int) -> Day? {
        guard ordered.isKnown else { return nil }
        let year = ordered.day.civil.year
        guard let same = Day(year: year, month: month, day: day) else {
            return Day(year: year - 1, month: month, day: day)
        }
        return same <= ordered.day ? same : Day(year: year - 1, month: month, day: day)
    }

    private func dayFirst(at index: Int) -> (day: Day, end: Int)? {
        guard let day = number(index) else { return nil }
        var next = behindOrdinal(index + 1)
        // "24th of February"
        if next > index + 1, has(.preposition, at: next) { next += 1 }
        guard let month = month(at: next) else { return nil }
        return written(month: month, day: day, next: next + 1)
    }

    /// "24th"
    private func behindOrdinal(_ index: Int) -> Int {
        index < tokens.count && tokens[index].isGlued && has(.ordinal, at: index) ? index + 1 : index
    }

    private func monthFirst(at index: Int) -> (day: Day, end: Int)? {
        guard let month = month(at: index), let day = number(index + 1) else { return nil }
        var next = behindOrdinal(index + 2)
        if next < tokens.count, tokens[next].isSign(",") { next += 1 }
        return written(month: month, day: day, next: next)
    }

    private func written(month: Int, day: Int, next: Int) -> (day: Day, end: Int)? {
        if let year = number(next), year > 1900, let day = Day(year: year, month: month, day: day) {
            return (day, next + 1)
        }
        return latest(month: month, day: day).map { ($0, next) }
    }

    /// The word alone: "6 weeks back" is no place.
    private func period(at index: Int) -> Int? { value(.period, use: .period, at: index, upTo: index + 1) }
    private func month(at index: Int) -> Int? { value(.month, use: .month, at: index) }

    private func value(_ kind: TextSense.Kind, use: WordUse, at index: Int, upTo end: Int = .max) -> Int? {
        lexicon.value(kind, use: use, in: tokens, at: index, upTo: end).map { Int($0.number) }
    }

    private func has(_ marker: Marker, at index: Int) -> Bool { lexicon.has(marker, in: tokens, at: index) }
}
