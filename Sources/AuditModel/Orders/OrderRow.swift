/// One order, packed. Text stays in the file and is read again through `source`.
package struct OrderRow: Sendable {
    package struct Flags: OptionSet, Hashable, Sendable {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }
        /// Completed, but without a performed time: `performed` is the order time, confidence drops a level (1.1).
        package static let performedImputed = Flags(rawValue: 1)
        /// A modifier says the examination was broken off (53, 73, 74): never a completed one.
        package static let discontinued = Flags(rawValue: 2)
        /// Birth date and age column differ by more than a year, or one is impossible (DQ-AGE-UNRESOLVED).
        package static let ageConflict = Flags(rawValue: 4)
        /// Other rows were found to be this order again (DQ-DUPLICATE-ORDER); their ids are kept.
        package static let hasDuplicates = Flags(rawValue: 8)
        /// A stray quote in the record was read as text.
        package static let repaired = Flags(rawValue: 16)
        /// An indication or a prior finding is written.
        package static let hasText = Flags(rawValue: 32)
    }

    // The order of these is that in which they take least room: 80 bytes.
    package var source: SourceSpan
    /// Numbers in the dictionaries of `OrderTable`; 0 is the empty word.
    package var department: UInt16 = 0
    package var performingSite: UInt16 = 0
    package var patientClass: UInt16 = 0
    /// Hashes of the identifiers' bytes, for grouping; 0 where the cell is empty.
    package var orderIDHash: UInt64 = 0
    package var accessionHash: UInt64 = 0
    package var ordered: Moment = .unknown
    package var performed: Moment = .unknown
    package var birth: Day = .unknown
    /// Age column in days at the order; -1 where empty or unreadable. Precise to the unit that was written.
    package var ageDays: Int32 = -1
    /// Number in `OrderTable.patients`.
    package var patient: UInt32 = 0
    /// Number in `OrderTable.exams` and `examNames`.
    package var exam: UInt32 = 0
    /// Number in `OrderTable.facts`.
    package var facts: UInt32 = 0
    package var flags: Flags = []
    package var status: OrderStatus = .unknown
    package var sex: Sex = .unknown
    /// From the laterality and modifier columns only; the exam and the texts have their own.
    package var laterality: Laterality = .unspecified

    package init(source: SourceSpan) { self.source = source }

    /// The moment that places this order in time: performed, else ordered.
    @inlinable
    package var placed: Moment { performed.isKnown ? performed : ordered }
}

/// A 128-bit digest of a patient id's bytes; equal ids have equal keys, and its order is the run's patient order.
package struct PatientKey: Hashable, Comparable, Sendable {
    package var high: UInt64
    package var low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    package static func < (a: PatientKey, b: PatientKey) -> Bool {
        a.high == b.high ? a.low < b.low : a.high < b.high
    }
}
