/// What must hold for a row of a rule's outcome table. Evaluated in three-valued logic as of the unit's anchor.
package indirect enum Condition: Sendable {
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
    package struct StatedTest: Sendable {
        package enum Place: String, CaseIterable, Sendable {
            /// All that is on record for the lesion at the anchor.
            case record
            /// Only the judged order's own texts.
            case judged
        }
        package var concepts: [ConceptID]
        /// Assertions that count as yes; a mere query counts as unknown unless listed.
        package var assertions: AssertionSet
        package var place: Place

        package init(concepts: [ConceptID], assertions: AssertionSet, place: Place) {
            self.concepts = concepts
            self.assertions = assertions
            self.place = place
        }
    }

    /// How a fact was found.
    package struct FoundOnTest: Sendable {
        package enum Which: String, CaseIterable, Sendable { case first, any }
        package var concept: ConceptID
        package var modalities: ModalitySet
        /// Also holds where no modality is stated.
        package var orNotStated: Bool
        package var which: Which
        /// Nil: any region; otherwise whether the study named is known to cover the lesion.
        package var covering: Bool?
        /// Days before the anchor within which that study lies, as far as can be told; nil: however old.
        package var within: Quantity?

        package init(
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

    package struct SiteTest: Sendable {
        package var names: [SiteID]
        package var tags: Set<String>
        package init(names: [SiteID], tags: Set<String>) {
            self.names = names
            self.tags = tags
        }
    }

    /// A number within bounds: lower inclusive, upper exclusive. Unit by use: years, millimetres, days.
    package struct NumberTest: Sendable {
        package var atLeast: Quantity?
        package var below: Quantity?
        package init(atLeast: Quantity?, below: Quantity?) {
            self.atLeast = atLeast
            self.below = below
        }
    }

    package enum SizeKnowledge: String, CaseIterable, Sendable {
        case stated
        case notStated = "not-stated"
        case ambiguous
    }

    /// Properties of the judged study itself.
    package struct StudyTest: Sendable {
        package enum Contrast: String, CaseIterable, Sendable {
            case without
            case with
            case withoutAndWith = "without+with"
            /// Both phases, from separate lines of one session.
            case splitLines = "split-lines"
            case unknown
        }
        package var modalities: ModalitySet = []
        package var kinds: Set<ExamKind> = []
        package var statuses: Set<OrderStatus> = []
        package var contrast: Set<Contrast> = []
        package var regions: RegionSet = []
        package var allRegions: RegionSet = []
        package var attributes: ExamAttributeSet = []
        package var covers: Set<Coverage> = []
        package var regionsUnknown = false
        package var angiography: Bool?
        package var conflicts: ExamConflicts = []
        package init() {}
    }

    /// An examination that the texts on record say was made, though it is not in the export.
    package struct CreditTest: Sendable {
        package var modalities: ModalitySet
        /// Imaging is mentioned, but not which kind.
        package var modalityNotStated: Bool
        /// Days before the anchor within which a stated day must lie.
        package var within: Quantity
        package init(modalities: ModalitySet, modalityNotStated: Bool, within: Quantity) {
            self.modalities = modalities
            self.modalityNotStated = modalityNotStated
            self.within = within
        }
    }

    /// Days from a day that the text ties to a concept to the judged study.
    package struct DatedTest: Sendable {
        package var concept: ConceptID
        /// Nil: only whether such a day is known.
        package var days: NumberTest?
        package init(concept: ConceptID, days: NumberTest?) {
            self.concept = concept
            self.days = days
        }
    }

    package struct ParameterTest: Sendable {
        package var name: String
        /// The value, as written, that makes it true; nil: set to anything but false, zero or an empty list.
        package var equals: String?
        package init(name: String, equals: String?) {
            self.name = name
            self.equals = equals
        }
    }

    /// Doubts about the judged row itself, independent of any rule.
    package enum DataQualityTest: String, CaseIterable, Sendable {
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
package enum Quantity: Sendable {
    case number(Double)
    case parameter(String)
}

/// How much of the time before an event the export can show (specification 1.8).
package enum HistoryCoverage: String, CaseIterable, Sendable { case full, partial, none }
