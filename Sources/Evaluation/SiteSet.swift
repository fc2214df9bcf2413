import AuditModel

/// A set of lesion sites; a vocabulary holds 256 at most. Fixed size.
struct SiteSet: Sendable {
    private var bits = SIMD4<UInt64>()

    init() {}

    /// The sites that a test names outright or by a tag; a lesion without a site only where the test names that.
    init(_ test: Condition.SiteTest, _ vocabulary: Vocabulary) {
        for index in vocabulary.sites.indices {
            let site = SiteID(index: UInt8(index))
            let isTagged = site != .unspecified && !test.tags.isDisjoint(with: vocabulary.sites[index].tags)
            if isTagged || test.names.contains(site) { insert(site) }
        }
    }

    func contains(_ site: SiteID) -> Bool { bits[Int(site.index) >> 6] >> UInt64(site.index & 63) & 1 != 0 }

    var isEmpty: Bool { bits == SIMD4() }

    mutating func insert(_ site: SiteID) { bits[Int(site.index) >> 6] |= 1 << UInt64(site.index & 63) }

    mutating func formUnion(_ other: SiteSet) { bits |= other.bits }

    /// Every other site of the vocabulary, that of no site among them.
    func inverted(_ vocabulary: Vocabulary) -> SiteSet {
        var inverted = SiteSet()
        for index in vocabulary.sites.indices where !contains(SiteID(index: UInt8(index))) {
            inverted.insert(SiteID(index: UInt8(index)))
        }
        return inverted
    }
}
