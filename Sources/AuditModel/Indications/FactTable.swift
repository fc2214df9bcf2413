/// Everything read from orders' texts and codes, packed. Orders refer to entries by number; entry 0 says nothing.
public struct FactTable: Sendable {
    public struct Entry: Sendable {
        public var statements: Range<UInt32> = 0..<0
        public var mentions: Range<UInt32> = 0..<0
        /// Concepts of role order that the texts assert, doubt, deny; asserted and doubted at once where they call them likely.
        public var present = ConceptSet()
        public var uncertain = ConceptSet()
        public var absent = ConceptSet()
        /// Attributes that the texts mention of something that is not a lesion of this order (specification 5.3, binding).
        public var unbound = ConceptSet()
        /// A day the text ties to a concept, such as an injury's; unknown where there is none.
        public var datedDay: Day = .unknown
        public var datedConcept = ConceptID(index: 0)
        /// The order's own fields give left and right for what reads as one lesion (DQ-LATERALITY-CONFLICT).
        public var lateralityConflict: Bool = false

        public init() {}

        /// Concepts that the texts assert, but only as likely.
        public var likely: ConceptSet { present.intersection(uncertain) }

        /// What the texts say of a concept of role order.
        public func assertion(of concept: ConceptID) -> Assertion? {
            if present.contains(concept) { return .present }
            if uncertain.contains(concept) { return .uncertain }
            return absent.contains(concept) ? .absent : nil
        }

        /// Takes over what another reading of the same texts says of these concepts of role order.
        public mutating func add(_ concepts: ConceptSet, from other: Entry) {
            present.formUnion(other.present.intersection(concepts))
            uncertain.formUnion(other.uncertain.intersection(concepts))
            absent.formUnion(other.absent.intersection(concepts))
        }
    }

    public private(set) var entries: [Entry] = [Entry()]
    public private(set) var statements: [LesionStatement] = []
    public private(set) var mentions: [StudyMention] = []

    /// Where entries are by their hash: open addressing, the entry's number below the 32 bits of its hash; 0 for none. Most
    /// texts that say something say one of a few things, so that orders share entries.
    private var slots = [UInt64](repeating: 0, count: 64)
    /// The hash of each entry, so that tables put together need none reckoned again.
    private var hashes: [UInt32] = [0]

    public init() {}

    /// Forgets all entries and keeps its room.
    public mutating func removeAll() {
        entries.removeAll(keepingCapacity: true)
        entries.append(Entry())
        statements.removeAll(keepingCapacity: true)
        mentions.removeAll(keepingCapacity: true)
        for slot in slots.indices { slots[slot] = 0 }
        hashes.removeAll(keepingCapacity: true)
        hashes.append(0)
    }

    /// Bytes that its columns take.
    public var bytes: Int {
        entries.capacity * MemoryLayout<Entry>.stride + statements.capacity * MemoryLayout<LesionStatement>.stride
            + mentions.capacity * MemoryLayout<StudyMention>.stride
    }

    /// Lends the columns to be laid elsewhere; their content must stay.
    public mutating func withColumns<Failure>(
        _ body: (inout [Entry], inout [LesionStatement], inout [StudyMention]) throws(Failure) -> Void
    ) throws(Failure) {
        try body(&entries, &statements, &mentions)
    }

    /// Adds an entry and returns its number; entries that say the same share one.
    public mutating func append(
        _ entry: Entry, statements new: [LesionStatement], mentions newMentions: [StudyMention]
    ) -> UInt32 {
        let hash = Self.hash(entry, new[...], newMentions[...])
        return append(entry, hash, new, new.indices, newMentions, newMentions.indices)
    }

    /// Adds another table's entries to this one's and returns the new number of each.
    public mutating func append(contentsOf other: FactTable) -> [UInt32] {
        var numbers = known(of: other)
        for number in numbers.indices.dropFirst() where numbers[number] == 0 {
            numbers[number] = append(UInt32(number), of: other)
        }
        return numbers
    }

    /// By number in another table: which entry here says the same, 0 where none is found at once. All are looked for step by
    /// step, so that the looks at memory far apart do not wait for each other.
    private func known(of other: borrowing FactTable) -> [UInt32] {
        var numbers = other.hashes.map { likely($0) }
        numbers[0] = 0
        for number in numbers.indices where numbers[number] != 0 {
            if !says(numbers[number], other.entries[number]) { numbers[number] = 0 }
        }
        for number in numbers.indices where numbers[number] != 0 {
            let entry = other.entries[number]
            let says = says(
                numbers[number], other.statements, Self.places(entry.statements), other.mentions,
                Self.places(entry.mentions))
            if !says { numbers[number] = 0 }
        }
        return numbers
    }

    /// The first entry of that hash; 0 for none.
    private func likely(_ hash: UInt32) -> UInt32 {
        var slot = Int(hash) & (slots.count - 1)
        while slots[slot] != 0 {
            if UInt32(truncatingIfNeeded: slots[slot] >> 32) == hash {
                return UInt32(truncatingIfNeeded: slots[slot])
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        return 0
    }

    /// Adds one of another table's entries and returns its new number.
    public mutating func append(_ number: UInt32, of other: borrowing FactTable) -> UInt32 {
        if number == 0 { return 0 }
        let entry = other.entries[Int(number)]
        return append(
            entry, other.hashes[Int(number)], other.statements, Self.places(entry.statements), other.mentions,
            Self.places(entry.mentions))
    }

    /// Adds an entry with the statements and mentions that it has in another table.
    public mutating func append(_ entry: Entry, of other: borrowing FactTable) -> UInt32 {
        let statements = Self.places(entry.statements)
        let mentions = Self.places(entry.mentions)
        let hash = Self.hash(entry, other.statements[statements], other.mentions[mentions])
        return append(entry, hash, other.statements, statements, other.mentions, mentions)
    }

    private mutating func append(
        _ entry: Entry, _ hash: UInt32, _ new: borrowing [LesionStatement], _ newPlaces: Range<Int>,
        _ newMentions: borrowing [StudyMention], _ mentionPlaces: Range<Int>
    ) -> UInt32 {
        var slot = Int(hash) & (slots.count - 1)
        while slots[slot] != 0 {
            if UInt32(truncatingIfNeeded: slots[slot] >> 32) == hash {
                let known = UInt32(truncatingIfNeeded: slots[slot])
                if says(known, entry), says(known, new, newPlaces, newMentions, mentionPlaces) { return known }
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        let number = UInt32(entries.count)
        slots[slot] = UInt64(hash) << 32 | UInt64(number)
        hashes.append(hash)
        var entry = entry
        entry.statements = UInt32(statements.count)..<UInt32(statements.count + newPlaces.count)
        entry.mentions = UInt32(mentions.count)..<UInt32(mentions.count + mentionPlaces.count)
        entries.append(entry)
        for place in newPlaces { statements.append(new[place]) }
        for place in mentionPlaces { mentions.append(newMentions[place]) }
        if entries.count * 4 > slots.count * 3 { grow() }
        return number
    }

    private static func places(_ range: Range<UInt32>) -> Range<Int> { Int(range.lowerBound)..<Int(range.upperBound) }

    /// Whether an entry says the same, statements and mentions aside.
    private func says(_ number: UInt32, _ other: Entry) -> Bool {
        let entry = entries[Int(number)]
        return entry.present == other.present && entry.uncertain == other.uncertain && entry.absent == other.absent
            && entry.unbound == other.unbound && entry.datedConcept == other.datedConcept
            && entry.datedDay == other.datedDay && entry.lateralityConflict == other.lateralityConflict
    }

    /// Whether an entry has these statements and mentions.
    private func says(
        _ number: UInt32, _ new: borrowing [LesionStatement], _ newPlaces: Range<Int>,
        _ newMentions: borrowing [StudyMention], _ mentionPlaces: Range<Int>
    ) -> Bool {
        let entry = entries[Int(number)]
        guard entry.statements.count == newPlaces.count && entry.mentions.count == mentionPlaces.count else {
            return false
        }
        for (known, place) in zip(Self.places(entry.statements), newPlaces) where statements[known] != new[place] {
            return false
        }
        for (known, place) in zip(Self.places(entry.mentions), mentionPlaces)
        where mentions[known] != newMentions[place] {
            return false
        }
        return true
    }

    /// Twice as many slots, the entries dealt out anew.
    private mutating func grow() {
        slots = [UInt64](repeating: 0, count: slots.count * 2)
        for number in entries.indices.dropFirst() {
            var slot = Int(hashes[number]) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt64(hashes[number]) << 32 | UInt64(number)
        }
    }

    private static func hash(
        _ entry: Entry, _ statements: ArraySlice<LesionStatement>, _ mentions: ArraySlice<StudyMention>
    ) -> UInt32 {
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
        return UInt32(truncatingIfNeeded: hash)
    }
}
