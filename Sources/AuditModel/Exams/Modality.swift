/// How images are made. Raw values are the words of the interface.
public enum Modality: UInt8, CaseIterable, Sendable {
    case xr, ct, mr, us, nm, pt, rf, mg, xa, other

    public var name: String {
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

    public init?(name: some StringProtocol) {
        guard let found = Modality.allCases.first(where: { $0.name == name }) else { return nil }
        self = found
    }

    /// Shows the body in slices: what the discovery of a lesion by other means leaves open (specification 1.8).
    public var isCrossSectional: Bool { self == .ct || self == .mr }
}

/// A set of modalities.
public struct ModalitySet: OptionSet, Hashable, Sendable {
    public let rawValue: UInt16
    public init(rawValue: UInt16) { self.rawValue = rawValue }
    public init(_ modality: Modality) { rawValue = 1 << UInt16(modality.rawValue) }
    public func contains(_ modality: Modality) -> Bool { contains(ModalitySet(modality)) }
    public var members: [Modality] { Modality.allCases.filter { contains($0) } }
    public static let all = ModalitySet(rawValue: (1 << UInt16(Modality.allCases.count)) - 1)
}
