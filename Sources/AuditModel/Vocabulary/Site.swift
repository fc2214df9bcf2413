/// The number of a lesion site in the run's `Vocabulary`.
package struct SiteID: Hashable, Sendable {
    package let index: UInt8
    @inlinable
    package init(index: UInt8) { self.index = index }
    /// No site is named.
    @inlinable
    package static var unspecified: SiteID { SiteID(index: 0) }

    // Said outright: other rooms see only that a type has an equality, not what it is.
    @inlinable
    package static func == (a: SiteID, b: SiteID) -> Bool { a.index == b.index }
    @inlinable
    package static func != (a: SiteID, b: SiteID) -> Bool { a.index != b.index }
}

/// Whether an examination shows a lesion's site.
package enum Coverage: UInt8, Sendable {
    case no
    /// Borders it or shows part of it.
    case partial
    case yes

    // Said outright: other rooms see only that a type has an equality, not what it is.
    @inlinable
    package static func == (a: Coverage, b: Coverage) -> Bool { a.rawValue == b.rawValue }
    @inlinable
    package static func != (a: Coverage, b: Coverage) -> Bool { a.rawValue != b.rawValue }
}

/// A place where a lesion can be, as the lexicon defines it.
package struct Site: Sendable {
    /// One line of the coverage table; the first that fits an examination decides.
    package struct CoverageRow: Sendable {
        package var modalities: ModalitySet
        /// The examination must have one of these regions; empty: any.
        package var regions: RegionSet
        /// The examination must have one of these attributes; empty: any.
        package var attributes: ExamAttributeSet
        package var coverage: Coverage

        package init(modalities: ModalitySet, regions: RegionSet, attributes: ExamAttributeSet, coverage: Coverage) {
            self.modalities = modalities
            self.regions = regions
            self.attributes = attributes
            self.coverage = coverage
        }
    }

    /// As rules name it.
    package var name: String
    package var title: String
    /// Sites of one group are one place for the lesion key (specification 1.3).
    package var group: String
    /// Further words rules may select by: `tier-a`, `limb`, `organ`.
    package var tags: Set<String>
    /// Only says where to look, as a code does: joins an episode of one of `includes`, never founds a site of its own.
    package var isHint: Bool
    /// For a hint: the names of the sites it may stand for.
    package var includes: Set<String>
    package var coverage: [CoverageRow]

    package init(
        name: String, title: String, group: String, tags: Set<String> = [], isHint: Bool = false,
        includes: Set<String> = [], coverage: [CoverageRow] = []
    ) {
        self.name = name
        self.title = title
        self.group = group
        self.tags = tags
        self.isHint = isHint
        self.includes = includes
        self.coverage = coverage
    }
}
