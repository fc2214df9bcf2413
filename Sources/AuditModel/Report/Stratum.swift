/// The rated units of one rule in one department, site, age band or patient class.
public struct Stratum: Sendable {
    public enum Dimension: String, CaseIterable, Sendable {
        case department, performingSite, ageBand, patientClass

        public var title: String {
            switch self {
            case .department: "Department"
            case .performingSite: "Performing site"
            case .ageBand: "Age band"
            case .patientClass: "Patient class"
            }
        }
    }

    public var dimension: Dimension
    /// Empty where the export does not say.
    public var name: String
    public var rate: RuleTally.Rate
    /// Where the stratum lies against the funnel's limits; nil below the smallest number that is rated.
    public var funnel: FunnelPosition?

    public init(dimension: Dimension, name: String, rate: RuleTally.Rate, funnel: FunnelPosition? = nil) {
        self.dimension = dimension
        self.name = name
        self.rate = rate
        self.funnel = funnel
    }
}

/// Control limits at one stratum's size around the rule's overall proportion, all in 0...1.
public struct FunnelPosition: Sendable {
    public var centre: Double
    /// About 1 in 20 lies outside by chance.
    public var inner: ClosedRange<Double>
    /// About 1 in 500 lies outside by chance.
    public var outer: ClosedRange<Double>

    public init(centre: Double, inner: ClosedRange<Double>, outer: ClosedRange<Double>) {
        self.centre = centre
        self.inner = inner
        self.outer = outer
    }
}

/// The limits of a funnel at one number of units.
public struct FunnelStep: Sendable {
    public var denominator: Int
    public var position: FunnelPosition

    public init(denominator: Int, position: FunnelPosition) {
        self.denominator = denominator
        self.position = position
    }
}
