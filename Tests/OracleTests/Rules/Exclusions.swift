import AuditModel

/// What leaves a lesion out of every rule's population (3.2 P0), and an adult's organ (1.15.6).
extension Judged {
    /// P0 a, d, c.
    var exclusion: Says? { knownOrSmall ?? negated }

    /// A flank mass that is superficial, of whatever size, is none of the deep ones (S1.6).
    var exclusionOfFlank: Says? {
        knownOrSmall ?? (isSuperficial ? Says(.notApplicable, "SUPERFICIAL") : nil) ?? negated
    }

    var knownOrSmall: Says? {
        if isStated("known-tumour") { return Says(.notApplicable, "KNOWN_TUMOUR") }
        return isSmallSuperficial ? Says(.notApplicable, "SMALL_SUPERFICIAL") : nil
    }

    private var negated: Says? { ofLesion("mass") == .absent ? Says(.notApplicable, "MASS_NEGATED") : nil }

    var isOnOrganPathway: Bool { (chart.isOrgan(lesion!) || isStated("organ-origin")) && ageGroup == .adult }
}
