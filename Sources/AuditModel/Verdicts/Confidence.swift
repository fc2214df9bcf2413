/// How much a verdict or reading rests on structured data (specification 1.7). Rates use `high` and `medium` only.
public enum Confidence: UInt8, CaseIterable, Comparable, Sendable {
    case low, medium, high

    public var name: String {
        switch self {
        case .low: "low"
        case .medium: "medium"
        case .high: "high"
        }
    }

    public init?(name: some StringProtocol) {
        guard let found = Confidence.allCases.first(where: { $0.name == name }) else { return nil }
        self = found
    }

    /// One level down, `low` at the least.
    public var lowered: Confidence { self == .high ? .medium : .low }

    public static func < (a: Confidence, b: Confidence) -> Bool { a.rawValue < b.rawValue }
}
