/// Maps values of a range onto a stretch of the drawing.
struct Scale {
    var domain: ClosedRange<Double>
    var range: (Double, Double)

    func callAsFunction(_ value: Double) -> Double {
        let span = domain.upperBound - domain.lowerBound
        guard span > 0 else { return range.0 }
        let share = (min(max(value, domain.lowerBound), domain.upperBound) - domain.lowerBound) / span
        return range.0 + share * (range.1 - range.0)
    }

    /// The next round share at or above `value`, for the end of a percentage axis.
    static func roundShare(above value: Double) -> Double {
        [0.05, 0.1, 0.2, 0.25, 0.4, 0.5, 0.6, 0.8, 1].first { $0 >= value } ?? 1
    }

    /// The next round number at or above `value`.
    static func roundNumber(above value: Int) -> Int {
        var step = 1
        while step < value {
            if 2 * step >= value { return 2 * step }
            if 5 * step >= value { return 5 * step }
            step *= 10
        }
        return max(1, step)
    }
}
