/// A side of the body.
package enum Laterality: UInt8, CaseIterable, Sendable {
    case unspecified, left, right, bilateral

    // Said outright: other rooms see only that a type has an equality, not what it is.
    @inlinable
    package static func == (a: Laterality, b: Laterality) -> Bool { a.rawValue == b.rawValue }
    @inlinable
    package static func != (a: Laterality, b: Laterality) -> Bool { a.rawValue != b.rawValue }

    /// As the interface writes it; empty where unspecified.
    package var name: String {
        switch self {
        case .unspecified: ""
        case .left: "left"
        case .right: "right"
        case .bilateral: "bilateral"
        }
    }

    package init?(name: some StringProtocol) {
        guard let found = Laterality.allCases.first(where: { $0.name == name }) else { return nil }
        self = found
    }

    /// False only for left against right: an unknown side may be either, both sides include each (specification 1.3).
    @inlinable
    package func isCompatible(with other: Laterality) -> Bool {
        !(self == .left && other == .right) && !(self == .right && other == .left)
    }
}
