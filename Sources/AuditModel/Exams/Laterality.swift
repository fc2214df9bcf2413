/// A side of the body.
public enum Laterality: UInt8, CaseIterable, Sendable {
    case unspecified, left, right, bilateral

    /// As the interface writes it; empty where unspecified.
    public var name: String {
        switch self {
        case .unspecified: ""
        case .left: "left"
        case .right: "right"
        case .bilateral: "bilateral"
        }
    }

    public init?(name: some StringProtocol) {
        guard let found = Laterality.allCases.first(where: { $0.name == name }) else { return nil }
        self = found
    }

    /// False only for left against right: an unknown side may be either, both sides include each (specification 1.3).
    public func isCompatible(with other: Laterality) -> Bool {
        !(self == .left && other == .right) && !(self == .right && other == .left)
    }
}
