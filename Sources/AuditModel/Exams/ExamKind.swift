/// What an ordered procedure is for. Only `diagnostic` can be imaging that comes before something else.
public enum ExamKind: UInt8, CaseIterable, Sendable {
    case diagnostic, guidance, biopsy, excision, therapy, other

    public var name: String {
        switch self {
        case .diagnostic: "diagnostic"
        case .guidance: "guidance"
        case .biopsy: "biopsy"
        case .excision: "excision"
        case .therapy: "therapy"
        case .other: "other"
        }
    }

    public init?(name: some StringProtocol) {
        guard let found = ExamKind.allCases.first(where: { $0.name == name }) else { return nil }
        self = found
    }
}

/// A set of kinds of examination.
public struct ExamKindSet: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    public init(_ kind: ExamKind) { rawValue = 1 << kind.rawValue }
    public func contains(_ kind: ExamKind) -> Bool { contains(ExamKindSet(kind)) }
    public var members: [ExamKind] { ExamKind.allCases.filter { contains($0) } }
}
