package import AuditModel

extension FunnelPosition {
    /// 95 % and 99.8 % limits for a proportion of `denominator` units around `centre`, by the normal approximation
    /// (D. J. Spiegelhalter, Stat Med 2005;24:1185). They take units as independent; with over-dispersion more
    /// strata lie outside than the percentages say.
    package init(around centre: Double, at denominator: Int) {
        let error = denominator > 0 ? (centre * (1 - centre) / Double(denominator)).squareRoot() : 1
        func limits(_ z: Double) -> ClosedRange<Double> { max(0, centre - z * error)...min(1, centre + z * error) }
        self.init(
            centre: centre, inner: limits(StandardNormal.quantile975), outer: limits(StandardNormal.quantile999))
    }
}
