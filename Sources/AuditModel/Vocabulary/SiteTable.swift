/// What readers of texts and of histories ask of sites, by number: groups, hints and the regions they can lie in.
public struct SiteTable: Sendable {
    /// Equal for sites of one group.
    private let groups: [UInt8]
    private let regions: [RegionSet]
    /// For a hint: the sites it may stand for, in rows of all sites.
    private let stands: [Bool]

    public init(_ sites: [Site]) {
        groups = sites.map { site in UInt8(clamping: sites.firstIndex { $0.group == site.group } ?? 0) }
        regions = sites.map(\.regions)
        stands = sites.flatMap { hint in sites.map { hint.includes.contains($0.name) } }
    }

    /// A number that sites of one group share.
    public func group(of site: SiteID) -> UInt8 { groups[Int(site.index)] }

    /// Whether a hint may stand for a site.
    public func mayStand(_ hint: SiteID, for site: SiteID) -> Bool {
        stands[Int(hint.index) * groups.count + Int(site.index)]
    }

    /// Whether an examination of `shown` could show a lesion at `site`; where no region is told, `emptyFits` decides.
    public func couldShow(_ site: SiteID, in shown: RegionSet, emptyFits: Bool) -> Bool {
        if shown.isEmpty { return emptyFits }
        if site == .unspecified { return true }
        return !regions[Int(site.index)].isDisjoint(with: shown) || shown.contains(.wholeBody)
    }
}
