/// Deviations of one rule by month against limits from all its months (p-chart).
public struct ControlChart: Sendable {
    public struct Point: Sendable {
        /// `2026-03`.
        public var month: String
        public var rated: Int
        public var deviations: Int
        /// Three-sigma limits at this month's number, in 0...1.
        public var limits: ClosedRange<Double>
        public var signals: [Signal]

        public init(
            month: String, rated: Int, deviations: Int, limits: ClosedRange<Double>, signals: [Signal]
        ) {
            self.month = month
            self.rated = rated
            self.deviations = deviations
            self.limits = limits
            self.signals = signals
        }
    }

    /// A pattern that chance alone makes seldom.
    public enum Signal: String, CaseIterable, Sendable {
        /// Outside three standard errors.
        case beyondLimits
        /// The last of eight months in a row on one side of the centre line.
        case shift
        /// The last of six months in a row that each rise or each fall.
        case trend

        public var title: String {
            switch self {
            case .beyondLimits: "outside the control limits"
            case .shift: "eight months in a row on one side of the mean"
            case .trend: "six months in a row rising or falling"
            }
        }
    }

    /// The proportion over all months, in 0...1.
    public var centre: Double
    public var points: [Point]

    public init(centre: Double, points: [Point]) {
        self.centre = centre
        self.points = points
    }
}
