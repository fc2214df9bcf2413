/// What an ordered procedure is for. Only `diagnostic` can be imaging that comes before something else.
package enum ExamKind: UInt8, CaseIterable, Sendable {
    case diagnostic, guidance, biopsy, excision, therapy, other

    // Said outright: other rooms see only that a type has an equality, not what it is.
    @inlinable
    package static func == (a: ExamKind, b: ExamKind) -> Bool { a.rawValue == b.rawValue }
    @inlinable
    package static func != (a: ExamKind, b: ExamKind) -> Bool { a.rawValue != b.rawValue }

    package var name: String {
        switch self {
        case .diagnostic: "diagnostic"
        case .guidance: "guidance"
        case .biopsy: "biopsy"
        case .excision: "excision"
        case .therapy: "therapy"
        case .other: "other"
        }
    }

    package init?(name: some StringProtocol) {
        guard let found = ExamKind.allCases.first(where: { $0.name == name }) else { return nil }
        self = found
    }
}

/// A set of kinds of examination.
package struct ExamKindSet: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8
    @inlinable
    package init(rawValue: UInt8) { self.rawValue = rawValue }
    @inlinable
    package init(_ kind: ExamKind) { rawValue = 1 << kind.rawValue }
    @inlinable
    package func contains(_ kind: ExamKind) -> Bool { contains(ExamKindSet(kind)) }
    package var members: [ExamKind] { ExamKind.allCases.filter { contains($0) } }
}
