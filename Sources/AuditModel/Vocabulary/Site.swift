/// The number of a lesion site in the run's `Vocabulary`.
public struct SiteID: Hashable, Sendable {
    public let index: UInt8
    public init(index: UInt8) { self.index = index }
    /// No site is named.
    public static var unspecified: SiteID { SiteID(index: 0) }
}

/// Whether an examination shows a lesion's site.
public enum Coverage: UInt8, Sendable {
    case no
    /// Borders it or shows part of it.
    case partial
    case yes
}

/// A place where a lesion can be, as the lexicon defines it.
public struct Site: Sendable {
    /// One line of the coverage table; the first that fits an examination decides.
    public struct CoverageRow: Sendable {
        public var modalities: ModalitySet
        /// The examination must have one of these regions; empty: any.
        public var regions: RegionSet
        /// The examination must have one of these attributes; empty: any.
        public var attributes: ExamAttributeSet
        public var coverage: Coverage

        public init(modalities: ModalitySet, regions: RegionSet, attributes: ExamAttributeSet, coverage: Coverage) {
            self.modalities = modalities
            self.regions = regions
            self.attributes = attributes
            self.coverage = coverage
        }
    }

    /// As rules name it.
    public var name: String
    public var title: String
    /// Sites of one group are one place for the lesion key (specification 1.3).
    public var group: String
    /// Further words rules may select by: `tier-a`, `limb`, `organ`.
    public var tags: Set<String>
    /// Only says where to look, as a code does: joins an episode of one of `includes`, never founds a site of its own.
    public var isHint: Bool
    /// For a hint: the names of the sites it may stand for.
    public var includes: Set<String>
    public var coverage: [CoverageRow]

    public init(
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

    /// The regions in which it can lie: those of the examinations that show it, or part of it.
    public var regions: RegionSet {
        coverage.filter { $0.coverage != .no }.reduce(into: RegionSet()) { $0.formUnion($1.regions) }
    }
}
