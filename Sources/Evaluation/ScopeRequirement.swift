import AuditModel

/// What a scope needs in any case, as clauses of which each must be met: most lesions are ruled out by what they mention
/// and where they lie, without looking at time.
struct ScopeRequirement: Sendable {
    /// Given where a rule's scope itself can not be decided.
    static let undecidedReason = "POPULATION_UNCERTAIN"

    private var clauses: [Clause] = []

    /// Met in any of these ways. Fixed size.
    private struct Clause: Sendable {
        /// Concepts that some text must assert, query or deny of the lesion.
        var asserted = ConceptSet()
        var queried = ConceptSet()
        var denied = ConceptSet()
        /// Concepts of role order that some text of the patient must mention.
        var ofOrders = ConceptSet()
        var sites = SiteSet()

        func isMet(by lesion: Lesion, of history: PatientHistory) -> Bool {
            lesion.asserted.intersects(asserted) || lesion.queried.intersects(queried)
                || lesion.denied.intersects(denied) || history.mentioned.intersects(ofOrders)
                || sites.contains(lesion.site)
        }

        mutating func formUnion(_ other: Clause) {
            asserted.formUnion(other.asserted)
            queried.formUnion(other.queried)
            denied.formUnion(other.denied)
            ofOrders.formUnion(other.ofOrders)
            sites.formUnion(other.sites)
        }
    }

    init(_ scope: Condition, vocabulary: Vocabulary) { add(scope, isDenied: false, vocabulary) }

    /// False only where the scope can neither hold nor be open for any unit of the lesion.
    func mayHold(for lesion: Lesion, of history: PatientHistory) -> Bool {
        for clause in clauses where !clause.isMet(by: lesion, of: history) { return false }
        return true
    }

    private mutating func add(_ condition: Condition, isDenied: Bool, _ vocabulary: Vocabulary) {
        switch (condition, isDenied) {
        case (.all(let parts), false), (.any(let parts), true):
            for part in parts { add(part, isDenied: isDenied, vocabulary) }
        case (.not(let part), _): add(part, isDenied: !isDenied, vocabulary)
        default:
            if let clause = Self.clause(condition, isDenied: isDenied, vocabulary) { clauses.append(clause) }
        }
    }

    /// Nil where what a lesion mentions and where it lies does not rule the condition out.
    private static func clause(_ condition: Condition, isDenied: Bool, _ vocabulary: Vocabulary) -> Clause? {
        var clause = Clause()
        switch (condition, isDenied) {
        case (.any(let parts), false), (.all(let parts), true):
            for part in parts {
                guard let way = Self.clause(part, isDenied: isDenied, vocabulary) else { return nil }
                clause.formUnion(way)
            }
        case (.all(let parts), false), (.any(let parts), true):
            return parts.lazy.compactMap { Self.clause($0, isDenied: isDenied, vocabulary) }.first
        case (.not(let part), _): return Self.clause(part, isDenied: !isDenied, vocabulary)
        case (.stated(let test), false):
            for concept in test.concepts {
                let set = ConceptSet(CollectionOfOne(concept))
                if vocabulary[concept].role == .order {
                    clause.ofOrders.formUnion(set)
                    continue
                }
                if test.assertions.contains(.present) { clause.asserted.formUnion(set) }
                // A mere query leaves an assertion open.
                if test.assertions.contains(.uncertain) || test.assertions.contains(.present) {
                    clause.queried.formUnion(set)
                }
                if test.assertions.contains(.absent) { clause.denied.formUnion(set) }
            }
        case (.foundOn(let test), false):
            clause.asserted.formUnion(ConceptSet(CollectionOfOne(test.concept)))
            clause.queried = clause.asserted
        case (.site(let test), _):
            let sites = SiteSet(test, vocabulary)
            clause.sites = isDenied ? sites.inverted(vocabulary) : sites
        default: return nil
        }
        return clause
    }
}
