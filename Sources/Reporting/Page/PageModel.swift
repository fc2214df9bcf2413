import AuditModel

/// Everything the templates draw on.
struct PageModel {
    var title: String
    var policy: String
    var style: String
    var script: String
    /// Only in the reviewers' edition.
    var reviewer: ReviewerPart?
    var isShared: Bool
    var head: HeadSection
    var glance: GlanceSection
    var rules: RulesSection
    var balance: BalanceSection
    var quality: DataQualitySection
    var method: MethodSection
}

/// The part of the page that shows single cases.
struct ReviewerPart {
    var worklist: WorklistSection
    /// Markup of the cases that need no script.
    var writtenCases: String
    var reviews: ReviewsSection
    var places: PlacesSection
    /// JSON, packed.
    var data: String
}
