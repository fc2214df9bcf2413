/// What must hold for a row of a rule's outcome table. Evaluated in three-valued logic as of the unit's anchor.
public indirect enum Condition: Sendable {
    case always
    case all([Condition])
    case any([Condition])
    case not(Condition)
    case stated(StatedTest)
    case knownBefore(concept: ConceptID)
    case foundOn(FoundOnTest)
    case unbound(concepts: ConceptSet)
    case site(SiteTest)
    case age(NumberTest)
    case ageUnknown
    case size(NumberTest)
    case sizeState(Set<SizeKnowledge>)
    case judged(StudyTest)
    case found(find: Int)
    case sameDay(find: Int)
    case credit(CreditTest)
    case history(Set<HistoryCoverage>)
    case windowOpen
    case daysSinceKnown(NumberTest)
    case dated(DatedTest)
    case parameter(ParameterTest)
    case department(parameter: String)
    case departmentMissing
    case dataQuality(DataQualityTest)

    /// Words of the lesion's or the orders' texts, by what they say of a concept.
    public struct StatedTest: Sendable {
        public enum Place: String, CaseIterable, Sendable {
            /// All that is on record for the lesion at the anchor.
            case record
            /// Only the judged order's own texts.
            case judged
        }
        public var concepts: [ConceptID]
        /// Assertions that count as yes; a mere query counts as unknown unless listed.
        public var assertions: AssertionSet
        public var place: Place

        public init(concepts: [ConceptID], assertions: AssertionSet, place: Place) {
            self.concepts = concepts
            self.assertions = assertions
            self.place = place
        }
    }

    /// How a fact was found.
    public struct FoundOnTest: Sendable {
        public enum Which: String, CaseIterable, Sendable { case first, any }
        public var concept: ConceptID
        public var modalities: ModalitySet
        /// Also holds where no modality is stated.
        public var orNotStated: Bool
        public var which: Which
        /// Nil: any region; otherwise whether the study named is known to cover the lesion.
        public var covering: Bool?
        /// Days before the anchor within which that study lies, as far as can be told; nil: however old.
        public var within: Quantity?

        public init(
            concept: ConceptID, modalities: ModalitySet, orNotStated: Bool, which: Which, covering: Bool?,
            within: Quantity?
        ) {
            self.concept = concept
            self.modalities = modalities
            self.orNotStated = orNotStated
            self.which = which
            self.covering = covering
            self.within = within
        }
    }

    public struct SiteTest: Sendable {
        public var names: [SiteID]
        public var tags: Set<String>
        public init(names: [SiteID], tags: Set<String>) {
            self.names = names
            self.tags = tags
        }
    }

    /// A number within bounds: lower inclusive, upper exclusive. Unit by use: years, millimetres, days.
    public struct NumberTest: Sendable {
        public var atLeast: Quantity?
        public var below: Quantity?
        public init(atLeast: Quantity?, below: Quantity?) {
            self.atLeast = atLeast
            self.below = below
        }
    }

    public enum SizeKnowledge: String, CaseIterable, Sendable {
        case stated
        case notStated = "not-stated"
        case ambiguous
    }

    /// Properties of the judged study itself.
    public struct StudyTest: Sendable {
        public enum Contrast: String, CaseIterable, Sendable {
            case without
            case with
            case withoutAndWith = "without+with"
            /// Both phases, from separate lines of one session.
            case splitLines = "split-lines"
            case unknown
        }
        public var modalities: ModalitySet = []
        public var kinds: Set<ExamKind> = []
        public var statuses: Set<OrderStatus> = []
        public var contrast: Set<Contrast> = []
        public var regions: RegionSet = []
        public var allRegions: RegionSet = []
        public var attributes: ExamAttributeSet = []
        public var covers: Set<Coverage> = []
        public var regionsUnknown = false
        public var angiography: Bool?
        public var conflicts: ExamConflicts = []
        public init() {}
    }

    /// An examination that the texts on record say was made, though it is not in the export.
    public struct CreditTest: Sendable {
        public var modalities: ModalitySet
        /// Imaging is mentioned, but not which kind.
        public var modalityNotStated: Bool
        /// Days before the anchor within which a stated day must lie.
        public var within: Quantity
        public init(modalities: ModalitySet, modalityNotStated: Bool, within: Quantity) {
            self.modalities = modalities
            self.modalityNotStated = modalityNotStated
            self.within = within
        }
    }

    /// Days from a day that the text ties to a concept to the judged study.
    public struct DatedTest: Sendable {
        public var concept: ConceptID
        /// Nil: only whether such a day is known.
        public var days: NumberTest?
        public init(concept: ConceptID, days: NumberTest?) {
            self.concept = concept
            self.days = days
        }
    }

    public struct ParameterTest: Sendable {
        public var name: String
        /// The value, as written, that makes it true; nil: set to anything but false, zero or an empty list.
        public var equals: String?
        public init(name: String, equals: String?) {
            self.name = name
            self.equals = equals
        }
    }

    /// Doubts about the judged row itself, independent of any rule.
    public enum DataQualityTest: String, CaseIterable, Sendable {
        case ageUnresolved = "age-unresolved"
        case lateralityConflict = "laterality-conflict"
        case duplicateOrder = "duplicate-order"
        case statusUnknown = "status-unknown"
        case siteAmbiguous = "site-ambiguous"
        case codeDescriptionConflict = "code-description-conflict"
        case contrastUnknown = "contrast-unknown"
        case historyNotCovered = "history-not-covered"
        case dateOrder = "date-order"
        case codeRetired = "code-retired"
    }
}

/// A number written in a rule or taken from a parameter.
public enum Quantity: Sendable {
    case number(Double)
    case parameter(String)
}

/// How much of the time before an event the export can show (specification 1.8).
public enum HistoryCoverage: String, CaseIterable, Sendable { case full, partial, none }
