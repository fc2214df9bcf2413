/// A part of the body that an examination covers.
public enum Region: UInt8, CaseIterable, Sendable {
    case abdomen, pelvis, chest, heart, breast, head, face, neck
    case cervicalSpine, thoracicSpine, lumbarSpine, upperExtremity, lowerExtremity, wholeBody, other

    public var name: String {
        switch self {
        case .abdomen: "abdomen"
        case .pelvis: "pelvis"
        case .chest: "chest"
        case .heart: "heart"
        case .breast: "breast"
        case .head: "head"
        case .face: "face"
        case .neck: "neck"
        case .cervicalSpine: "spine_cervical"
        case .thoracicSpine: "spine_thoracic"
        case .lumbarSpine: "spine_lumbar"
        case .upperExtremity: "upper_extremity"
        case .lowerExtremity: "lower_extremity"
        case .wholeBody: "whole_body"
        case .other: "other"
        }
    }

    public init?(name: some StringProtocol) {
        guard let found = Region.allCases.first(where: { $0.name == name }) else { return nil }
        self = found
    }
}

/// The regions of one examination. Empty: not derivable from its code and words.
public struct RegionSet: OptionSet, Hashable, Sendable {
    public let rawValue: UInt16
    public init(rawValue: UInt16) { self.rawValue = rawValue }
    public init(_ region: Region) { rawValue = 1 << UInt16(region.rawValue) }
    public func contains(_ region: Region) -> Bool { contains(RegionSet(region)) }
    public var members: [Region] { Region.allCases.filter { contains($0) } }
}

extension RegionSet: CustomStringConvertible {
    /// As the interface writes it: `abdomen;pelvis`.
    public var description: String { members.map(\.name).joined(separator: ";") }
}
