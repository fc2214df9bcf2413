package import AuditModel

extension ControlChart {
    /// A p-chart: three-sigma limits for each month's own number around the proportion of all months
    /// (D. C. Montgomery, Introduction to Statistical Quality Control, 7.2), with the run rules for a shift of eight
    /// and a trend of six (NHS England, Making Data Count).
    ///
    /// Nil where fewer than two months have rated units or all of them together stay below `minimumCell`.
    package init?(_ months: [RuleTally.MonthCount], minimumCell: Int) {
        let rated = months.filter { $0.rated > 0 }
        let units = rated.reduce(0) { $0 + $1.rated }
        guard rated.count >= 2, units >= minimumCell else { return nil }
        let centre = Double(rated.reduce(0) { $0 + $1.deviations }) / Double(units)
        var points = rated.map { month in
            let error = (centre * (1 - centre) / Double(month.rated)).squareRoot()
            return Point(
                month: month.month, rated: month.rated, deviations: month.deviations,
                limits: max(0, centre - 3 * error)...min(1, centre + 3 * error), signals: [])
        }
        let shares = points.map { Double($0.deviations) / Double($0.rated) }
        var side = 0, sideRun = 0, direction = 0, directionRun = 0
        for index in points.indices {
            if !points[index].limits.contains(shares[index]) { points[index].signals.append(.beyondLimits) }
            let newSide = sign(shares[index] - centre)
            sideRun = newSide != 0 && newSide == side ? sideRun + 1 : (newSide == 0 ? 0 : 1)
            side = newSide
            if sideRun >= 8 { points[index].signals.append(.shift) }
            guard index > 0 else { continue }
            let newDirection = sign(shares[index] - shares[index - 1])
            directionRun =
                newDirection != 0 && newDirection == direction ? directionRun + 1 : (newDirection == 0 ? 0 : 1)
            direction = newDirection
            // Six points make five steps.
            if directionRun >= 5 { points[index].signals.append(.trend) }
        }
        self.init(centre: centre, points: points)
    }
}

private func sign(_ value: Double) -> Int { value > 1e-12 ? 1 : value < -1e-12 ? -1 : 0 }
