/// What differs from an earlier report of the same audit.
public struct Changes: Sendable {
    public var previousPeriod: String
    /// When the earlier report was made, as it says itself.
    public var previousRun: String
    /// Ids of findings that the earlier report did not have.
    public var new: Set<String>
    public var persisting: Int
    /// Findings of the earlier report that are no longer made.
    public var resolved: Int
    /// Findings of the earlier report of a day outside this one's period, which were not looked for again.
    public var ofOtherPeriods: Int
    /// Rule packs, lexicons or parameters differ, so that a change need not be one of practice.
    public var knowledgeChanged: Bool

    public init(
        previousPeriod: String, previousRun: String, new: Set<String>, persisting: Int, resolved: Int,
        ofOtherPeriods: Int, knowledgeChanged: Bool
    ) {
        self.previousPeriod = previousPeriod
        self.previousRun = previousRun
        self.new = new
        self.persisting = persisting
        self.resolved = resolved
        self.ofOtherPeriods = ofOtherPeriods
        self.knowledgeChanged = knowledgeChanged
    }
}
