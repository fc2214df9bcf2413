/// Everything read from orders' texts and codes, packed. Orders refer to entries by number; entry 0 says nothing.
package struct FactTable: Sendable {
    package struct Entry: Sendable {
        package var statements: Range<UInt32> = 0..<0
        package var mentions: Range<UInt32> = 0..<0
        /// Concepts of role order that the texts assert, doubt, deny.
        package var present = ConceptSet()
        package var uncertain = ConceptSet()
        package var absent = ConceptSet()
        /// Attributes that the texts mention of something that is not a lesion of this order (specification 5.3, binding).
        package var unbound = ConceptSet()
        /// A day the text ties to a concept, such as an injury's; unknown where there is none.
        package var datedConcept = ConceptID(index: 0)
        package var datedDay: Day = .unknown
        /// The order's own fields give left and right for what reads as one lesion (DQ-LATERALITY-CONFLICT).
        package var lateralityConflict: Bool = false

        package init() {}

        /// What the texts say of a concept of role order.
        package func assertion(of concept: ConceptID) -> Assertion? {
            if present.contains(concept) { return .present }
            if uncertain.contains(concept) { return .uncertain }
            return absent.contains(concept) ? .absent : nil
        }
    }

    package private(set) var entries: [Entry] = [Entry()]
    package private(set) var statements: [LesionStatement] = []
    package private(set) var mentions: [StudyMention] = []

    /// Entries that hold nothing but order-level concepts, by those: most texts that say something say one of a few things.
    private var bare: [BareEntry: UInt32] = [:]

    private struct BareEntry: Hashable, Sendable {
        var present: ConceptSet
        var uncertain: ConceptSet
        var absent: ConceptSet
        var unbound: ConceptSet
    }

    package init() {}

    /// Makes room for other tables' entries, so that adding them moves nothing twice.
    package mutating func reserve(for others: some Swift.Sequence<FactTable>) {
        var (entryCount, statementCount, mentionCount) = (entries.count, statements.count, mentions.count)
        for other in others {
            entryCount += other.entries.count
            statementCount += other.statements.count
            mentionCount += other.mentions.count
        }
        entries.reserveCapacity(entryCount)
        statements.reserveCapacity(statementCount)
        mentions.reserveCapacity(mentionCount)
    }

    /// Adds an entry and returns its number; entries that say the same of the order alone share one.
    package mutating func append(
        _ entry: Entry, statements new: [LesionStatement], mentions newMentions: [StudyMention]
    ) -> UInt32 {
        if new.isEmpty, newMentions.isEmpty, !entry.datedDay.isKnown, !entry.lateralityConflict {
            let key = BareEntry(
                present: entry.present, uncertain: entry.uncertain, absent: entry.absent, unbound: entry.unbound)
            if let known = bare[key] { return known }
            bare[key] = UInt32(entries.count)
        }
        var entry = entry
        entry.statements = UInt32(statements.count)..<UInt32(statements.count + new.count)
        entry.mentions = UInt32(mentions.count)..<UInt32(mentions.count + newMentions.count)
        statements.append(contentsOf: new)
        mentions.append(contentsOf: newMentions)
        entries.append(entry)
        return UInt32(entries.count - 1)
    }

    /// Adds another table's entries behind this one's; that table's entry n > 0 becomes `n + result`.
    package mutating func append(contentsOf other: FactTable) -> UInt32 {
        let shift = UInt32(entries.count - 1)
        let statementShift = UInt32(statements.count)
        let mentionShift = UInt32(mentions.count)
        for var entry in other.entries.dropFirst() {
            entry.statements =
                entry.statements.lowerBound + statementShift..<entry.statements.upperBound + statementShift
            entry.mentions = entry.mentions.lowerBound + mentionShift..<entry.mentions.upperBound + mentionShift
            entries.append(entry)
        }
        statements.append(contentsOf: other.statements)
        mentions.append(contentsOf: other.mentions)
        return shift
    }
}
