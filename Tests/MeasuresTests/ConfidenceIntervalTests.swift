import AuditModel
import Measures
import Testing

struct ConfidenceIntervalTests {
    /// Expected values: scipy.stats.binomtest(k, n).proportion_ci(method="wilson"), SciPy 1.17.1.
    @Test(arguments: [
        (3, 41, 0.025197830633909915, 0.19427448537719044),
        (0, 11, 0.0, 0.2588329669680317),
        (11, 11, 0.7411670330319684, 1.0),
        (81, 263, 0.2552885198782742, 0.36620957698280004),
        (1, 29, 0.006113214292762667, 0.17175521879320282),
        (50, 100, 0.4038315303659956, 0.5961684696340044),
    ])
    func `Wilson intervals equal the statistics package's`(
        numerator: Int, denominator: Int, low: Double, high: Double
    ) throws {
        let interval = try #require(wilsonInterval(numerator, of: denominator))
        #expect(abs(interval.lowerBound - low) < 1e-12)
        #expect(abs(interval.upperBound - high) < 1e-12)
    }

    @Test(arguments: [(0, 0), (5, 4), (-1, 4), (1, -4)])
    func `An impossible proportion has no interval`(numerator: Int, denominator: Int) {
        #expect(wilsonInterval(numerator, of: denominator) == nil)
    }

    @Test func `Below the smallest number only the counts are given`() {
        let below = RuleTally.Rate(3, of: 10, minimumCell: 11)
        #expect(below.interval == nil)
        #expect((below.numerator, below.denominator) == (3, 10))
        #expect(RuleTally.Rate(3, of: 11, minimumCell: 11).interval != nil)
    }

    @Test func `Every interval holds its proportion and stays within nought and one`() throws {
        for denominator in 1...60 {
            for numerator in 0...denominator {
                let interval = try #require(wilsonInterval(numerator, of: denominator))
                #expect(interval.contains(Double(numerator) / Double(denominator)))
                #expect(interval.lowerBound >= 0 && interval.upperBound <= 1)
            }
        }
    }
}
