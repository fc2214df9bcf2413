package import AuditModel

/// Wilson's score interval for a proportion, without continuity correction (E. B. Wilson, J Am Stat Assoc 1927;22:209).
///
/// Nil for an empty denominator or a numerator outside it.
package func wilsonInterval(_ numerator: Int, of denominator: Int) -> ClosedRange<Double>? {
    guard denominator > 0, (0...denominator).contains(numerator) else { return nil }
    let z = StandardNormal.quantile975
    let n = Double(denominator)
    let p = Double(numerator) / n
    let scale = 1 + z * z / n
    let centre = (p + z * z / (2 * n)) / scale
    let half = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot() / scale
    // Rounding must not push the exact ends off 0 and 1.
    let low = numerator == 0 ? 0 : max(0, centre - half)
    let high = numerator == denominator ? 1 : min(1, centre + half)
    return low...high
}

extension RuleTally.Rate {
    /// The interval only from `minimumCell` units upwards (specification 1.10).
    package init(_ numerator: Int, of denominator: Int, minimumCell: Int) {
        let interval = denominator >= minimumCell ? wilsonInterval(numerator, of: denominator) : nil
        self.init(numerator: numerator, denominator: denominator, interval: interval)
    }
}

/// Quantiles of the standard normal distribution.
enum StandardNormal {
    static let quantile975 = 1.959963984540054
    static let quantile999 = 3.090232306167813
}
