/// How much a verdict or reading rests on structured data (specification 1.7). Rates use `high` and `medium` only.
package enum Confidence: UInt8, CaseIterable, Comparable, Sendable {
    case low, medium, high

    package var name: String {
        switch self {
        case .low: "low"
        case .medium: "medium"
        case .high: "high"
        }
    }

    package init?(name: some StringProtocol) {
        guard let found = Confidence.allCases.first(where: { $0.name == name }) else { return nil }
        self = found
    }

    /// One level down, `low` at the least.
    package var lowered: Confidence { self == .high ? .medium : .low }

    package static func < (a: Confidence, b: Confidence) -> Bool { a.rawValue < b.rawValue }
}
