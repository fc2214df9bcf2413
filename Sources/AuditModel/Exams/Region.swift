/// A part of the body that an examination covers.
package enum Region: UInt8, CaseIterable, Sendable {
    case abdomen, pelvis, chest, heart, breast, head, face, neck
    case cervicalSpine, thoracicSpine, lumbarSpine, upperExtremity, lowerExtremity, wholeBody, other

    package var name: String {
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

    package init?(name: some StringProtocol) {
        guard let found = Region.allCases.first(where: { $0.name == name }) else { return nil }
        self = found
    }
}

/// The regions of one examination. Empty: not derivable from its code and words.
package struct RegionSet: OptionSet, Hashable, Sendable {
    package let rawValue: UInt16
    package init(rawValue: UInt16) { self.rawValue = rawValue }
    package init(_ region: Region) { rawValue = 1 << UInt16(region.rawValue) }
    package func contains(_ region: Region) -> Bool { contains(RegionSet(region)) }
    package var members: [Region] { Region.allCases.filter { contains($0) } }
}

extension RegionSet: CustomStringConvertible {
    /// As the interface writes it: `abdomen;pelvis`.
    package var description: String { members.map(\.name).joined(separator: ";") }
}
