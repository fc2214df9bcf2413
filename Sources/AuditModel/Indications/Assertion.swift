/// What a text says of a concept it mentions.
package enum Assertion: UInt8, CaseIterable, Sendable {
    case present, uncertain, absent

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

/// Where in an order a statement was read.
package enum TextField: UInt8, CaseIterable, Sendable {
    case indication, priorFinding, icd10, examDescription

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
