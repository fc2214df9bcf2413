/// The rated units of one rule in one department, site, age band or patient class.
package struct Stratum: Sendable {
    package enum Dimension: String, CaseIterable, Sendable {
        case department, performingSite, ageBand, patientClass

        package var title: String {
            switch self {
            case .department: "Department"
            case .performingSite: "Performing site"
            case .ageBand: "Age band"
            case .patientClass: "Patient class"
            }
        }
    }

    package var dimension: Dimension
    /// Empty where the export does not say.
    package var name: String
    package var rate: RuleTally.Rate
    /// Where the stratum lies against the funnel's limits; nil below the smallest number that is rated.
    package var funnel: FunnelPosition?

    package init(dimension: Dimension, name: String, rate: RuleTally.Rate, funnel: FunnelPosition? = nil) {
        self.dimension = dimension
        self.name = name
        self.rate = rate
        self.funnel = funnel
    }
}

/// Control limits at one stratum's size around the rule's overall proportion, all in 0...1.
package struct FunnelPosition: Sendable {
    package var centre: Double
    /// About 1 in 20 lies outside by chance.
    package var inner: ClosedRange<Double>
    /// About 1 in 500 lies outside by chance.
    package var outer: ClosedRange<Double>

    package init(centre: Double, inner: ClosedRange<Double>, outer: ClosedRange<Double>) {
        self.centre = centre
        self.inner = inner
        self.outer = outer
    }
}

/// The limits of a funnel at one number of units.
package struct FunnelStep: Sendable {
    package var denominator: Int
    package var position: FunnelPosition

    package init(denominator: Int, position: FunnelPosition) {
        self.denominator = denominator
        self.position = position
    }
}
