/// What a text says of a concept it mentions.
public enum Assertion: UInt8, CaseIterable, Sendable {
    case present, uncertain, absent

    public var name: String {
        switch self {
        case .present: "present"
        case .uncertain: "uncertain"
        case .absent: "absent"
        }
    }

    public init?(name: some StringProtocol) {
        guard let found = Assertion.allCases.first(where: { $0.name == name }) else { return nil }
        self = found
    }
}

/// A set of assertions.
public struct AssertionSet: Hashable, Sendable, ExpressibleByArrayLiteral {
    private var bits: UInt8

    public init(_ assertions: some Swift.Sequence<Assertion>) {
        bits = assertions.reduce(0) { $0 | 1 << $1.rawValue }
    }

    public init(arrayLiteral elements: Assertion...) { self.init(elements) }

    public func contains(_ assertion: Assertion) -> Bool { bits & 1 << assertion.rawValue != 0 }
    public var members: [Assertion] { Assertion.allCases.filter(contains) }
}

/// Where in an order a statement was read.
public enum TextField: UInt8, CaseIterable, Sendable {
    case indication, priorFinding, icd10, examDescription

    /// The canonical column.
    public var name: String {
        switch self {
        case .indication: "indication"
        case .priorFinding: "prior_finding"
        case .icd10: "icd10"
        case .examDescription: "exam_description"
        }
    }
}
