import AuditModel

/// A p-chart: months, their share, the mean and three-sigma limits; a month with a signal is a hollow diamond.
func controlChart(_ chart: ControlChart, of title: String) -> String {
    let frame = ChartFrame(width: 620, height: 240)
    let highest = chart.points.map { max($0.limits.upperBound, Double($0.deviations) / Double($0.rated)) }.max() ?? 1
    let end = Scale.roundShare(above: highest)
    let y = frame.vertical(0...end)
    let x = frame.horizontal(-0.5...Double(chart.points.count) - 0.5)
    var drawing = Drawing(width: frame.width, height: frame.height)
    frame.percentAxis(&drawing, y, end: end, title: "Deviations, % of rated")
    var upper: [(Double, Double)] = [], lower: [(Double, Double)] = []
    for (index, point) in chart.points.enumerated() {
        let left = x(Double(index) - 0.5), right = x(Double(index) + 0.5)
        upper += [(left, y(point.limits.upperBound)), (right, y(point.limits.upperBound))]
        lower += [(left, y(point.limits.lowerBound)), (right, y(point.limits.lowerBound))]
    }
    drawing.path(upper + lower.reversed(), closed: true, "limits")
    drawing.line(frame.left, y(chart.centre), frame.right, y(chart.centre), "centre")
    let shares = chart.points.map { Double($0.deviations) / Double($0.rated) }
    drawing.path(shares.enumerated().map { (x(Double($0.offset)), y($0.element)) }, "trend")
    // Two dozen short names are as many as can be read.
    let every = max(1, (chart.points.count + 23) / 24)
    var year = ""
    for (index, point) in chart.points.enumerated() {
        let place = (x(Double(index)), y(shares[index]))
        if point.signals.isEmpty {
            drawing.circle(place.0, place.1, 4, "last")
        } else {
            drawing.diamond(place.0, place.1, 7, "signal")
        }
        guard index % every == 0 else { continue }
        drawing.text(monthName(point.month), place.0, frame.bottom + 16, anchor: "middle")
        if point.month.prefix(4) != year {
            year = String(point.month.prefix(4))
            drawing.text(year, place.0, frame.bottom + 30, anchor: "middle")
        }
    }
    let spoken = chart.points.map { point in
        let signals = point.signals.map(\.title).joined(separator: ", ")
        return "\(point.month) \(point.deviations) of \(point.rated)" + (signals.isEmpty ? "" : " (\(signals))")
    }.joined(separator: "; ")
    return drawing.svg(
        class: "chart", label: "Control chart of \(title). Mean \(percent(chart.centre)). \(spoken).")
}

/// A funnel plot: each stratum by its number and share, against 95 % and 99.8 % limits around the overall share.
func funnelPlot(_ strata: [Stratum], curve: [FunnelStep], of title: String) -> String? {
    let shown = strata.filter { $0.funnel != nil }
    guard shown.count >= 2, let last = curve.last, curve.count >= 2 else { return nil }
    let frame = ChartFrame(width: 620, height: 260)
    let shares = shown.map { Double($0.rate.numerator) / Double($0.rate.denominator) }
    let end = Scale.roundShare(above: max(shares.max() ?? 0, curve[0].position.outer.upperBound))
    let numbers = Double(Scale.roundNumber(above: last.denominator))
    let y = frame.vertical(0...end), x = frame.horizontal(0...numbers)
    var drawing = Drawing(width: frame.width, height: frame.height)
    frame.percentAxis(&drawing, y, end: end, title: "Deviations, % of rated")
    for step in 0...4 {
        let value = numbers * Double(step) / 4
        drawing.text(tenths(value), x(value), frame.bottom + 16, anchor: "middle")
    }
    drawing.text("Rated units", frame.right, frame.bottom + 32, anchor: "end")
    func limit(_ value: (FunnelPosition) -> Double, _ name: String) {
        drawing.path(curve.map { (x(Double($0.denominator)), y(value($0.position))) }, name)
    }
    limit(\.inner.lowerBound, "inner")
    limit(\.inner.upperBound, "inner")
    limit(\.outer.lowerBound, "outer")
    limit(\.outer.upperBound, "outer")
    drawing.line(frame.left, y(last.position.centre), frame.right, y(last.position.centre), "centre")
    var labels = ChartLabels(width: frame.width)
    let places = zip(shown, shares).map { (x(Double($0.rate.denominator)), y($1)) }
    for place in places { labels.keepFree(place) }
    for ((stratum, share), place) in zip(zip(shown, shares), places) {
        if let funnel = stratum.funnel, !funnel.outer.contains(share) {
            drawing.diamond(place.0, place.1, 7, "signal")
        } else {
            drawing.circle(place.0, place.1, 5, "last")
        }
        // Names that find no room stand in the table beside the chart.
        let name = stratum.name.isEmpty ? "not recorded" : stratum.name
        if let spot = labels.spot(for: name, at: place) {
            drawing.text(name, spot.x, spot.y, anchor: spot.anchor)
        }
    }
    let spoken = shown.map {
        "\($0.name.isEmpty ? "not recorded" : $0.name) \($0.rate.numerator) of \($0.rate.denominator)"
    }
    return drawing.svg(class: "chart", label: "Funnel plot of \(title). \(spoken.joined(separator: "; ")).")
}

/// `2026-03` as `Mar`.
private func monthName(_ month: String) -> String {
    let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    guard let number = Int(month.suffix(2)), names.indices.contains(number - 1) else { return month }
    return names[number - 1]
}

/// Where the axes of a chart lie.
struct ChartFrame {
    var width: Double
    var height: Double
    var left: Double { 52 }
    var right: Double { width - 16 }
    var top: Double { 24 }
    var bottom: Double { height - 40 }

    func horizontal(_ domain: ClosedRange<Double>) -> Scale { Scale(domain: domain, range: (left, right)) }
    func vertical(_ domain: ClosedRange<Double>) -> Scale { Scale(domain: domain, range: (bottom, top)) }

    func percentAxis(_ drawing: inout Drawing, _ y: Scale, end: Double, title: String) {
        drawing.text(title, 0, 12)
        for step in 0...4 {
            let value = end * Double(step) / 4
            drawing.line(left, y(value), right, y(value), step == 0 ? "axis" : "grid")
            drawing.text("\(tenths(value * 100)) %", left - 6, y(value) + 4, anchor: "end")
        }
    }
}
