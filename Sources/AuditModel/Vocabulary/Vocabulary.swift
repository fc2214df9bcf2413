/// The words that lexicons define and rules use: concepts, lesion sites, exam attributes. One for a run.
public struct Vocabulary: Sendable {
    public var concepts: [Concept]
    /// Site 0 is "unspecified".
    public var sites: [Site]
    /// Bit n of an `ExamAttributeSet` has the n-th name.
    public var examAttributes: [String]

    public init(concepts: [Concept], sites: [Site], examAttributes: [String]) {
        self.concepts = concepts
        self.sites = sites
        self.examAttributes = examAttributes
    }

    public func concept(named name: some StringProtocol) -> ConceptID? {
        concepts.firstIndex { $0.name == name }.map { ConceptID(index: UInt8($0)) }
    }

    public func site(named name: some StringProtocol) -> SiteID? {
        sites.firstIndex { $0.name == name }.map { SiteID(index: UInt8($0)) }
    }

    public func examAttribute(named name: some StringProtocol) -> ExamAttributeSet? {
        examAttributes.firstIndex { $0 == name }.map { ExamAttributeSet(bit: $0) }
    }

    // Lent, not copied: both hold many references, and threads share them.
    public subscript(concept: ConceptID) -> Concept { _read { yield concepts[Int(concept.index)] } }
    public subscript(site: SiteID) -> Site { _read { yield sites[Int(site.index)] } }

    /// Whether `exam` shows a lesion at `site` (side apart).
    public func coverage(of site: SiteID, by exam: Exam) -> Coverage {
        for row in sites[Int(site.index)].coverage
        where row.modalities.contains(exam.modality)
            && (row.regions.isEmpty || !row.regions.isDisjoint(with: exam.regions))
            && (row.attributes.isEmpty || !row.attributes.isDisjoint(with: exam.attributes))
        {
            return row.coverage
        }
        return .no
    }

    /// Whether a part of the body that words name is where `site` lies; a text tells no more of a study than the part.
    public func isPart(_ regions: RegionSet, of site: SiteID) -> Bool {
        sites[Int(site.index)].coverage.contains { $0.coverage == .yes && !$0.regions.isDisjoint(with: regions) }
    }
}
