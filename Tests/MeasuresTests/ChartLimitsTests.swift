import AuditModel
import Measures
import Testing

struct ChartLimitsTests {
    /// By hand: 0.1 ± z √(0.1 · 0.9 / n), z from scipy.stats.norm.ppf (1.959964 and 3.090232), cut at nought.
    @Test(arguments: [
        (50, 0.016845770539019325, 0.1831542294609807, 0.0, 0.23110745314798026),
        (400, 0.0706005402318992, 0.12939945976810083, 0.0536465154074828, 0.1463534845925172),
    ])
    func `Funnel limits are the normal approximation's`(
        units: Int, innerLow: Double, innerHigh: Double, outerLow: Double, outerHigh: Double
    ) {
        let funnel = FunnelPosition(around: 0.1, at: units)
        #expect(abs(funnel.inner.lowerBound - innerLow) < 1e-12)
        #expect(abs(funnel.inner.upperBound - innerHigh) < 1e-12)
        #expect(abs(funnel.outer.lowerBound - outerLow) < 1e-12)
        #expect(abs(funnel.outer.upperBound - outerHigh) < 1e-12)
    }

    private func months(_ deviations: [Int], of rated: Int) -> [RuleTally.MonthCount] {
        deviations.enumerated().map { index, count in
            RuleTally.MonthCount(
                month: "2026-\(index + 1 < 10 ? "0" : "")\(index + 1)", rated: rated, deviations: count)
        }
    }

    @Test func `Control limits lie three standard errors around the mean of all months`() throws {
        // 20 of 200: 0.1 ± 3 √(0.09 / 50) = 0.1 ± 0.12728.
        let chart = try #require(ControlChart(months([5, 4, 6, 5], of: 50), minimumCell: 11))
        #expect(abs(chart.centre - 0.1) < 1e-12)
        #expect(chart.points[0].limits.lowerBound == 0)
        #expect(abs(chart.points[0].limits.upperBound - 0.22727922061357855) < 1e-12)
        #expect(chart.points.allSatisfy { $0.signals.isEmpty })
    }

    @Test func `A month outside its limits, a shift and a trend are each told`() throws {
        let spike = try #require(ControlChart(months([2, 2, 2, 2, 2, 2, 30], of: 50), minimumCell: 11))
        #expect(spike.points[6].signals == [.beyondLimits])
        let shift = try #require(ControlChart(months([9, 8, 9, 8, 9, 8, 9, 8, 1, 2, 1], of: 50), minimumCell: 11))
        #expect(shift.points[6].signals.isEmpty)
        #expect(shift.points[7].signals == [.shift])
        let trend = try #require(ControlChart(months([5, 4, 5, 6, 7, 8, 9], of: 100), minimumCell: 11))
        #expect(trend.points[5].signals.isEmpty)
        #expect(trend.points[6].signals == [.trend])
    }

    @Test func `Too few units or months make no chart`() {
        #expect(ControlChart(months([1], of: 50), minimumCell: 11) == nil)
        #expect(ControlChart(months([1, 1], of: 5), minimumCell: 11) == nil)
        #expect(ControlChart([], minimumCell: 11) == nil)
    }
}
