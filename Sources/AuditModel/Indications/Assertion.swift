/// What a text says of a concept it mentions.
package enum Assertion: UInt8, CaseIterable, Sendable {
    case present, uncertain, absent

    // Said outright: other rooms see only that a type has an equality, not what it is.
    @inlinable
    package static func == (a: Assertion, b: Assertion) -> Bool { a.rawValue == b.rawValue }
    @inlinable
    package static func != (a: Assertion, b: Assertion) -> Bool { a.rawValue != b.rawValue }

    package var name: String {
        switch self {
        case .present: "present"
        case .uncertain: "uncertain"
        case .absent: "absent"
        }
    }

    package init?(name: some StringProtocol) {
        guard let found = Assertion.allCases.first(where: { $0.name == name }) else { return nil }
        self = found
    }
}

/// A set of assertions.
package struct AssertionSet: Hashable, Sendable, ExpressibleByArrayLiteral {
    private var bits: UInt8

    package init(_ assertions: some Swift.Sequence<Assertion>) {
        bits = assertions.reduce(0) { $0 | 1 << $1.rawValue }
    }

    package init(arrayLiteral elements: Assertion...) { self.init(elements) }

    package func contains(_ assertion: Assertion) -> Bool { bits & 1 << assertion.rawValue != 0 }
    package var members: [Assertion] { Assertion.allCases.filter(contains) }
}

/// Where in an order a statement was read.
package enum TextField: UInt8, CaseIterable, Sendable {
    case indication, priorFinding, icd10, examDescription

    // Said outright: other rooms see only that a type has an equality, not what it is.
    @inlinable
    package static func == (a: TextField, b: TextField) -> Bool { a.rawValue == b.rawValue }
    @inlinable
    package static func != (a: TextField, b: TextField) -> Bool { a.rawValue != b.rawValue }

    /// The canonical column.
    package var name: String {
        switch self {
        case .indication: "indication"
        case .priorFinding: "prior_finding"
        case .icd10: "icd10"
        case .examDescription: "exam_description"
        }
    }
}
