/// What differs from an earlier report of the same audit.
package struct Changes: Sendable {
    package var previousPeriod: String
    /// When the earlier report was made, as it says itself.
    package var previousRun: String
    /// Ids of findings that the earlier report did not have.
    package var new: Set<String>
    package var persisting: Int
    /// Findings of the earlier report that are no longer made.
    package var resolved: Int
    /// Rule packs, lexicons or parameters differ, so that a change need not be one of practice.
    package var knowledgeChanged: Bool

    package init(
        previousPeriod: String, previousRun: String, new: Set<String>, persisting: Int, resolved: Int,
        knowledgeChanged: Bool
    ) {
        self.previousPeriod = previousPeriod
        self.previousRun = previousRun
        self.new = new
        self.persisting = persisting
        self.resolved = resolved
        self.knowledgeChanged = knowledgeChanged
    }
}
