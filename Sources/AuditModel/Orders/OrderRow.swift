/// One order, packed. Text stays in the file and is read again through `source`.
public struct OrderRow: Sendable {
    public struct Flags: OptionSet, Hashable, Sendable {
        public let rawValue: UInt8
        public init(rawValue: UInt8) { self.rawValue = rawValue }
        /// Completed, but without a performed time: `performed` is the order time, confidence drops a level (1.1).
        public static let performedImputed = Flags(rawValue: 1)
        /// A modifier says the examination was broken off (53, 73, 74): never a completed one.
        public static let discontinued = Flags(rawValue: 2)
        /// Birth date and age column differ by more than a year, or one is impossible (DQ-AGE-UNRESOLVED).
        public static let ageConflict = Flags(rawValue: 4)
        /// Other rows were found to be this order again (DQ-DUPLICATE-ORDER); their ids are kept.
        public static let hasDuplicates = Flags(rawValue: 8)
        /// A stray quote in the record was read as text.
        public static let repaired = Flags(rawValue: 16)
        /// An indication or a prior finding is written.
        public static let hasText = Flags(rawValue: 32)
    }

    // The order of these is that in which they take least room: 80 bytes.
    public var source: SourceSpan
    /// Numbers in the dictionaries of `OrderTable`; 0 is the empty word.
    public var department: UInt16 = 0
    public var performingSite: UInt16 = 0
    public var patientClass: UInt16 = 0
    public var orderID = IdentifierCode.none
    /// Hash of the bytes, for grouping; 0 where the cell is empty.
    public var accessionHash: UInt64 = 0
    public var ordered: Moment = .unknown
    public var performed: Moment = .unknown
    public var birth: Day = .unknown
    /// Age column in days at the order; -1 where empty or unreadable. Precise to the unit that was written.
    public var ageDays: Int32 = -1
    /// Number in `OrderTable.patients`.
    public var patient: UInt32 = 0
    /// Number in `OrderTable.exams` and `examNames`.
    public var exam: UInt32 = 0
    /// Number in `OrderTable.facts`.
    public var facts: UInt32 = 0
    public var flags: Flags = []
    public var status: OrderStatus = .unknown
    public var sex: Sex = .unknown
    /// From the laterality and modifier columns only; the exam and the texts have their own.
    public var laterality: Laterality = .unspecified

    public init(source: SourceSpan) { self.source = source }

    /// The moment that places this order in time: performed, else ordered.
    public var placed: Moment { performed.isKnown ? performed : ordered }
}

/// What tells patients apart: equal ids have equal keys, and the order of keys is the run's patient order.
public struct PatientKey: Hashable, Comparable, Sendable {
    /// A hash of the id's bytes.
    public var hash: UInt64
    public var id: IdentifierCode

    public init(hash: UInt64, id: IdentifierCode) {
        self.hash = hash
        self.id = id
    }

    public static func < (a: PatientKey, b: PatientKey) -> Bool {
        a.hash == b.hash ? a.id < b.id : a.hash < b.hash
    }
}
