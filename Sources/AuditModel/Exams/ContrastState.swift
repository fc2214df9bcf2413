/// Which contrast phases an examination has, as far as its code and words tell (intravenous contrast only).
public enum ContrastState: UInt8, CaseIterable, Sendable {
    case notApplicable, with, without, withoutAndWith, unknown

    public var name: String {
        switch self {
        case .notApplicable: "not-applicable"
        case .with: "with"
        case .without: "without"
        case .withoutAndWith: "without+with"
        case .unknown: "unknown"
        }
    }

    public init?(name: some StringProtocol) {
        guard let found = ContrastState.allCases.first(where: { $0.name == name }) else { return nil }
        self = found
    }
}

/// A set of contrast states.
public struct ContrastStateSet: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    public init(_ state: ContrastState) { rawValue = 1 << state.rawValue }
    public func contains(_ state: ContrastState) -> Bool { contains(ContrastStateSet(state)) }
    public var members: [ContrastState] { ContrastState.allCases.filter { contains($0) } }
}
