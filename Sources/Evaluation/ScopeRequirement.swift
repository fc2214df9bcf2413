import AuditModel

/// What a scope needs in any case, read off its top-level clauses: most lesions are ruled out without looking at time.
struct ScopeRequirement: Sendable {
    /// Given where a rule's scope itself can not be decided.
    static let undecidedReason = "POPULATION_UNCERTAIN"

    /// Of each set the texts must mention at least one.
    private var mentions: [ConceptSet] = []
    /// By site number; empty: any site.
    private var sites: [Bool] = []

    init(_ scope: Condition, vocabulary: Vocabulary) {
        let parts = if case .all(let parts) = scope { parts } else { [scope] }
        for part in parts {
            switch part {
            case .stated(let test)
            where test.concepts.allSatisfy { vocabulary[$0].role != .order }:
                mentions.append(ConceptSet(test.concepts))
            case .site(let test):
                sites = vocabulary.sites.indices.map { index in
                    test.names.contains(SiteID(index: UInt8(index)))
                        || !test.tags.isDisjoint(with: vocabulary.sites[index].tags)
                }
            default: break
            }
        }
    }

    func mayHold(for lesion: Lesion) -> Bool {
        if !sites.isEmpty, !sites[Int(lesion.site.index)] { return false }
        return mentions.allSatisfy(lesion.mentioned.intersects)
    }
}
