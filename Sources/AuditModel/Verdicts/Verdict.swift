/// What a rule says of one judged unit (specification 1.5).
package enum Verdict: UInt8, CaseIterable, Sendable {
    case deviation, advisory, info, indeterminate, pending, compliant, compliantException, notApplicable

    // Said outright: other rooms see only that a type has an equality, not what it is.
    @inlinable
    package static func == (a: Verdict, b: Verdict) -> Bool { a.rawValue == b.rawValue }
    @inlinable
    package static func != (a: Verdict, b: Verdict) -> Bool { a.rawValue != b.rawValue }

    package var name: String {
        switch self {
        case .deviation: "DEVIATION"
        case .advisory: "ADVISORY"
        case .info: "INFO"
        case .indeterminate: "INDETERMINATE"
        case .pending: "PENDING"
        case .compliant: "COMPLIANT"
        case .compliantException: "COMPLIANT_EXCEPTION"
        case .notApplicable: "NOT_APPLICABLE"
        }
    }

    package init?(name: some StringProtocol) {
        guard let found = Verdict.allCases.first(where: { $0.name == name }) else { return nil }
        self = found
    }

    /// Shown to a reader as a finding; the others appear only in the list of all verdicts.
    package var isFinding: Bool {
        switch self {
        case .deviation, .advisory, .info, .indeterminate, .pending: true
        case .compliant, .compliantException, .notApplicable: false
        }
    }

    /// Counts in the denominator of a rate (specification 1.10).
    package var isRated: Bool { self == .deviation || self == .compliant || self == .compliantException }
}
