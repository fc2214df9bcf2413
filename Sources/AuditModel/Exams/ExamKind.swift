/// What an ordered procedure is for. Only `diagnostic` can be imaging that comes before something else.
package enum ExamKind: UInt8, CaseIterable, Sendable {
    case diagnostic, guidance, biopsy, excision, therapy, other

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
