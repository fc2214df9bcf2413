import AuditModel

/// What a scope needs in any case, as clauses of which each must be met: most lesions and patients are ruled out by what
/// they mention, where they lie and how old they are, without looking at time.
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
        /// Concepts that some text of the patient must mention of something else.
        var unbound = ConceptSet()
        var sites = SiteSet()
        var ages: NumberBounds?
        /// Some order must fit this lesion among others.
        var isAmbiguous = false

        func isMet(by lesion: Lesion, of history: PatientHistory) -> Bool {
            lesion.asserted.intersects(asserted) || lesion.queried.intersects(queried)
                || lesion.denied.intersects(denied) || sites.contains(lesion.site)
                || (isAmbiguous && !lesion.ambiguousRows.isEmpty) || isMet(byOrdersOf: history)
        }

        func isMet(byOrdersOf history: PatientHistory) -> Bool {
            if history.mentioned.intersects(ofOrders) || history.unbound.intersects(unbound) { return true }
            guard let ages else { return false }
            return history.ages.map { $0.lowerBound < ages.below && $0.upperBound >= ages.atLeast } ?? true
        }

        mutating func formUnion(_ other: Clause) {
            asserted.formUnion(other.asserted)
            queried.formUnion(other.queried)
            denied.formUnion(other.denied)
            ofOrders.formUnion(other.ofOrders)
            unbound.formUnion(other.unbound)
            sites.formUnion(other.sites)
            if let more = other.ages {
                let own = ages ?? more
                ages = NumberBounds(atLeast: min(own.atLeast, more.atLeast), below: max(own.below, more.below))
            }
            isAmbiguous = isAmbiguous || other.isAmbiguous
        }
    }

    /// Asked of units that have no lesion.
    private let ofPatient: Bool

    init(_ scope: Condition, ofPatient: Bool, vocabulary: Vocabulary, parameters: Parameters) {
        self.ofPatient = ofPatient
        add(scope, isDenied: false, vocabulary, parameters)
    }

    /// Some text must say anything of a concept too.
    mutating func add(mentioning concept: ConceptID) {
        var clause = Clause()
        clause.asserted = ConceptSet(CollectionOfOne(concept))
        clause.queried = clause.asserted
        clause.denied = clause.asserted
        clauses.append(clause)
    }

    /// False only where the scope can neither hold nor be open for any unit of the lesion.
    func mayHold(for lesion: Lesion, of history: PatientHistory) -> Bool {
        for clause in clauses where !clause.isMet(by: lesion, of: history) { return false }
        return true
    }

    /// The same for any unit without a lesion: its orders' words can be about whichever lesion.
    func mayHold(for history: PatientHistory) -> Bool {
        for clause in clauses
        where !clause.isMet(byOrdersOf: history)
            && !history.lesions.contains(where: { clause.isMet(by: $0, of: history) })
        {
            return false
        }
        return true
    }

    private mutating func add(
        _ condition: Condition, isDenied: Bool, _ vocabulary: Vocabulary, _ parameters: Parameters
    ) {
        switch (condition, isDenied) {
        case (.all(let parts), false), (.any(let parts), true):
            for part in parts { add(part, isDenied: isDenied, vocabulary, parameters) }
        case (.not(let part), _): add(part, isDenied: !isDenied, vocabulary, parameters)
        default:
            if let clause = clause(condition, isDenied: isDenied, vocabulary, parameters) { clauses.append(clause) }
        }
    }

    /// Nil where what a lesion mentions and where it lies does not rule the condition out.
    private func clause(
        _ condition: Condition, isDenied: Bool, _ vocabulary: Vocabulary, _ parameters: Parameters
    ) -> Clause? {
        var clause = Clause()
        switch (condition, isDenied) {
        case (.any(let parts), false), (.all(let parts), true):
            for part in parts {
                guard let way = self.clause(part, isDenied: isDenied, vocabulary, parameters) else { return nil }
                clause.formUnion(way)
            }
        case (.all(let parts), false), (.any(let parts), true):
            // Of several that must be met each will do; what is said rules out more than where it lies.
            let all = parts.compactMap { self.clause($0, isDenied: isDenied, vocabulary, parameters) }
            return all.first { $0.sites.isEmpty } ?? all.first
        case (.not(let part), _): return self.clause(part, isDenied: !isDenied, vocabulary, parameters)
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
        case (.unbound(let concepts), false): clause.unbound = concepts
        case (.age(let test), false): clause.ages = parameters.bounds(test)
        // What has no lesion lies nowhere, and no order of it is of one among several.
        case (.site, true) where ofPatient: return nil
        case (.site, false) where ofPatient, (.dataQuality(.siteAmbiguous), false) where ofPatient: break
        case (.dataQuality(.siteAmbiguous), false): clause.isAmbiguous = true
        case (.site(let test), _):
            let sites = SiteSet(test, vocabulary)
            clause.sites = isDenied ? sites.inverted(vocabulary) : sites
        default: return nil
        }
        return clause
    }
}
