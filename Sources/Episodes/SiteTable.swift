import AuditModel

/// What history building asks of sites, by number: groups, hints and the regions they can lie in.
struct SiteTable {
    /// Equal for sites of one group.
    private let groups: [UInt8]
    /// Regions in which a site can lie, from the coverage tables.
    private let regions: [RegionSet]
    /// For a hint: the sites it may stand for, as bits by number in rows of `sites`.
    private let stands: [Bool]
    private let sites: Int

    init(_ vocabulary: Vocabulary) {
        sites = vocabulary.sites.count
        groups = vocabulary.sites.map { site in
            UInt8(clamping: vocabulary.sites.firstIndex { $0.group == site.group } ?? 0)
        }
        regions = vocabulary.sites.map { site in
            site.coverage.filter { $0.coverage != .no }.reduce(into: RegionSet()) { $0.formUnion($1.regions) }
        }
        stands = vocabulary.sites.flatMap { hint in vocabulary.sites.map { hint.includes.contains($0.name) } }
    }

    func group(of site: SiteID) -> UInt8 { groups[Int(site.index)] }

    /// Whether a hint may stand for a site.
    func mayStand(_ hint: SiteID, for site: SiteID) -> Bool { stands[Int(hint.index) * sites + Int(site.index)] }

    /// Whether an examination of `shown` could show a lesion at `site`.
    func couldShow(_ site: SiteID, in shown: RegionSet, emptyFits: Bool) -> Bool {
        if shown.isEmpty { return emptyFits }
        if site == .unspecified { return true }
        return !regions[Int(site.index)].isDisjoint(with: shown) || shown.contains(.wholeBody)
    }
}
