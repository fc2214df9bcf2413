/// How images are made. Raw values are the words of the interface.
package enum Modality: UInt8, CaseIterable, Sendable {
    case xr, ct, mr, us, nm, pt, rf, mg, xa, other

    // Said outright: other rooms see only that a type has an equality, not what it is.
    @inlinable
    package static func == (a: Modality, b: Modality) -> Bool { a.rawValue == b.rawValue }
    @inlinable
    package static func != (a: Modality, b: Modality) -> Bool { a.rawValue != b.rawValue }

    package var name: String {
        switch self {
        case .xr: "XR"
        case .ct: "CT"
        case .mr: "MR"
        case .us: "US"
        case .nm: "NM"
        case .pt: "PT"
        case .rf: "RF"
        case .mg: "MG"
        case .xa: "XA"
        case .other: "other"
        }
    }

    package init?(name: some StringProtocol) {
        guard let found = Modality.allCases.first(where: { $0.name == name }) else { return nil }
        self = found
    }
}

/// A set of modalities.
package struct ModalitySet: OptionSet, Hashable, Sendable {
    package let rawValue: UInt16
    @inlinable
    package init(rawValue: UInt16) { self.rawValue = rawValue }
    @inlinable
    package init(_ modality: Modality) { rawValue = 1 << UInt16(modality.rawValue) }
    @inlinable
    package func contains(_ modality: Modality) -> Bool { contains(ModalitySet(modality)) }
    package var members: [Modality] { Modality.allCases.filter { contains($0) } }
    package static let all = ModalitySet(rawValue: (1 << UInt16(Modality.allCases.count)) - 1)
}
