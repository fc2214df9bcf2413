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

    package init() {}

    /// Adds an entry and returns its number.
    package mutating func append(
        _ entry: Entry, statements new: [LesionStatement], mentions newMentions: [StudyMention]
    ) -> UInt32 {
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
        entries.reserveCapacity(entries.count + other.entries.count)
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
