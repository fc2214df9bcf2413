/// Which contrast phases an examination has, as far as its code and words tell (intravenous contrast only).
package enum ContrastState: UInt8, CaseIterable, Sendable {
    case notApplicable, with, without, withoutAndWith, unknown

    package var name: String {
        switch self {
        case .notApplicable: "not-applicable"
        case .with: "with"
        case .without: "without"
        case .withoutAndWith: "without+with"
        case .unknown: "unknown"
        }
    }

    package init?(name: some StringProtocol) {
        guard let found = ContrastState.allCases.first(where: { $0.name == name }) else { return nil }
        self = found
    }
}

/// A set of contrast states.
package struct ContrastStateSet: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }
    package init(_ state: ContrastState) { rawValue = 1 << state.rawValue }
    package func contains(_ state: ContrastState) -> Bool { contains(ContrastStateSet(state)) }
    package var members: [ContrastState] { ContrastState.allCases.filter { contains($0) } }
}
