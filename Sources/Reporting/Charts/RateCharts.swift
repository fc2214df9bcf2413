import AuditModel

/// A rate as a point on a bar that is its interval; all bars of a table share one axis from nought to `end`.
func intervalBar(_ rate: RuleTally.Rate, end: Double) -> String? {
    guard rate.denominator > 0, let interval = rate.interval else { return nil }
    let x = Scale(domain: 0...end, range: (4, 156))
    var drawing = Drawing(width: 160, height: 22)
    drawing.line(x(0), 11, x(end), 11, "axis")
    drawing.line(x(0), 6, x(0), 16, "axis")
    drawing.rectangle(x(interval.lowerBound), 7, max(2, x(interval.upperBound) - x(interval.lowerBound)), 8, "interval")
    drawing.diamond(x(Double(rate.numerator) / Double(rate.denominator)), 11, 5, "point")
    return drawing.svg(class: "bar", label: rate.sentence)
}

/// Deviations by month as a line; the last month carries a dot. Nil for fewer than two months.
func sparkline(_ months: [RuleTally.MonthCount]) -> String? {
    let rated = months.filter { $0.rated > 0 }
    guard rated.count >= 2 else { return nil }
    let shares = rated.map { Double($0.deviations) / Double($0.rated) }
    let x = Scale(domain: 0...Double(shares.count - 1), range: (4, 112))
    let y = Scale(domain: 0...Scale.roundShare(above: shares.max() ?? 0), range: (24, 4))
    var drawing = Drawing(width: 116, height: 28)
    drawing.line(4, 24, 112, 24, "axis")
    drawing.path(shares.enumerated().map { (x(Double($0.offset)), y($0.element)) }, "trend")
    drawing.circle(x(Double(shares.count - 1)), y(shares[shares.count - 1]), 3, "last")
    let spoken = rated.map { "\($0.month) \($0.deviations) of \($0.rated)" }.joined(separator: ", ")
    return drawing.svg(class: "spark", label: "Deviations by month: \(spoken)")
}
