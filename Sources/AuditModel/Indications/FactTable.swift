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

        /// Takes over what another reading of the same texts says of these concepts of role order.
        package mutating func add(_ concepts: ConceptSet, from other: Entry) {
            present.formUnion(other.present.intersection(concepts))
            uncertain.formUnion(other.uncertain.intersection(concepts))
            absent.formUnion(other.absent.intersection(concepts))
        }
    }

    package private(set) var entries: [Entry] = [Entry()]
    package private(set) var statements: [LesionStatement] = []
    package private(set) var mentions: [StudyMention] = []

    /// The last entry of every chain of entries with the same hash, by the hash's low bits, and the link from each entry to
    /// the one before: most texts that say something say one of a few things, so that orders share entries.
    private var chains = [UInt32](repeating: 0, count: 64)
    private var links = [Link(earlier: 0, hash: 0)]

    private struct Link: Sendable {
        var earlier: UInt32
        /// The low bits of the entry's hash, so that entries that differ are seldom looked at.
        var hash: UInt32
    }

    package init() {}

    /// Bytes that its columns take.
    package var bytes: Int {
        entries.capacity * MemoryLayout<Entry>.stride + statements.capacity * MemoryLayout<LesionStatement>.stride
            + mentions.capacity * MemoryLayout<StudyMention>.stride
    }

    /// Lends the columns to be laid elsewhere; their content must stay.
    package mutating func withColumns<Failure>(
        _ body: (inout [Entry], inout [LesionStatement], inout [StudyMention]) throws(Failure) -> Void
    ) throws(Failure) {
        try body(&entries, &statements, &mentions)
    }

    /// Adds an entry and returns its number; entries that say the same share one.
    package mutating func append(
        _ entry: Entry, statements new: [LesionStatement], mentions newMentions: [StudyMention]
    ) -> UInt32 { append(entry, new[...], newMentions[...]) }

    private mutating func append(
        _ entry: Entry, _ new: ArraySlice<LesionStatement>, _ newMentions: ArraySlice<StudyMention>
    ) -> UInt32 {
        if entries.count > chains.count { rechain() }
        let hash = UInt32(truncatingIfNeeded: Self.hash(entry, new, newMentions))
        let chain = Int(hash) & (chains.count - 1)
        var known = chains[chain]
        while known > 0 {
            let link = links[Int(known)]
            if link.hash == hash, says(known, entry, new, newMentions) { return known }
            known = link.earlier
        }
        var entry = entry
        entry.statements = UInt32(statements.count)..<UInt32(statements.count + new.count)
        entry.mentions = UInt32(mentions.count)..<UInt32(mentions.count + newMentions.count)
        statements.append(contentsOf: new)
        mentions.append(contentsOf: newMentions)
        links.append(Link(earlier: chains[chain], hash: hash))
        chains[chain] = UInt32(entries.count)
        entries.append(entry)
        return chains[chain]
    }

    /// Adds another table's entries to this one's and returns the new number of each.
    package mutating func append(contentsOf other: FactTable) -> [UInt32] {
        var numbers: [UInt32] = [0]
        numbers.reserveCapacity(other.entries.count)
        for entry in other.entries.dropFirst() {
            numbers.append(append(entry, other.statements(of: entry), other.mentions(of: entry)))
        }
        return numbers
    }

    private func statements(of entry: Entry) -> ArraySlice<LesionStatement> {
        statements[Int(entry.statements.lowerBound)..<Int(entry.statements.upperBound)]
    }

    private func mentions(of entry: Entry) -> ArraySlice<StudyMention> {
        mentions[Int(entry.mentions.lowerBound)..<Int(entry.mentions.upperBound)]
    }

    private func says(
        _ number: UInt32, _ other: Entry, _ new: ArraySlice<LesionStatement>, _ newMentions: ArraySlice<StudyMention>
    ) -> Bool {
        let entry = entries[Int(number)]
        return entry.present == other.present && entry.uncertain == other.uncertain && entry.absent == other.absent
            && entry.unbound == other.unbound && entry.datedConcept == other.datedConcept
            && entry.datedDay == other.datedDay && entry.lateralityConflict == other.lateralityConflict
            && statements(of: entry) == new && mentions(of: entry) == newMentions
    }

    /// Four times as many chains, the entries dealt out anew.
    private mutating func rechain() {
        chains = [UInt32](repeating: 0, count: chains.count * 4)
        for number in entries.indices.dropFirst() {
            let chain = Int(links[number].hash) & (chains.count - 1)
            links[number].earlier = chains[chain]
            chains[chain] = UInt32(number)
        }
    }

    private static func hash(
        _ entry: Entry, _ statements: ArraySlice<LesionStatement>, _ mentions: ArraySlice<StudyMention>
    ) -> UInt64 {
        var hash = UInt64(statements.count) << 32 | UInt64(mentions.count)
        func fold(_ value: UInt64) {
            let product = (hash ^ value ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
            hash = product.high ^ product.low
        }
        func fold(_ set: ConceptSet) { fold(set.low ^ (set.high &* 0x8BB8_4B93_962E_ACC9)) }
        fold(entry.present)
        fold(entry.uncertain)
        fold(entry.absent)
        fold(entry.unbound)
        fold(UInt64(UInt32(bitPattern: entry.datedDay.number)))
        for statement in statements {
            fold(statement.present)
            fold(statement.uncertain)
            fold(statement.absent)
            let place = UInt64(statement.site.index) << 8 | UInt64(statement.side.rawValue)
            fold(place << 32 | UInt64(statement.sizeMillimetres) << 16 | UInt64(statement.lesion))
            fold(UInt64(UInt32(bitPattern: statement.foundDay.number)))
        }
        for mention in mentions {
            fold(UInt64(UInt32(bitPattern: mention.day.number)) << 32 | UInt64(mention.regions.rawValue))
            fold(UInt64(mention.modality?.rawValue ?? 0xFF) << 8 | UInt64(mention.state.rawValue))
        }
        return hash
    }
}
