/// What a rule says of one judged unit (specification 1.5).
public enum Verdict: UInt8, CaseIterable, Sendable {
    case deviation, advisory, info, indeterminate, pending, compliant, compliantException, notApplicable

    public var name: String {
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

    public init?(name: some StringProtocol) {
        guard let found = Verdict.allCases.first(where: { $0.name == name }) else { return nil }
        self = found
    }

    /// Shown to a reader as a finding; the others appear only in the list of all verdicts.
    public var isFinding: Bool {
        switch self {
        case .deviation, .advisory, .info, .indeterminate, .pending: true
        case .compliant, .compliantException, .notApplicable: false
        }
    }

    /// Counts in the denominator of a rate (specification 1.10).
    public var isRated: Bool { self == .deviation || self == .compliant || self == .compliantException }
}
