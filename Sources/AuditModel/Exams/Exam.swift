/// What one exam code and name mean. Made once for every distinct pair in a run.
package struct Exam: Sendable {
    package var modality: Modality
    package var regions: RegionSet
    package var contrast: ContrastState
    package var kind: ExamKind
    package var laterality: Laterality
    package var angiography: Bool
    /// Further properties that the exam lexicon names (limited coverage, joint, three-phase ...).
    package var attributes: ExamAttributeSet
    /// The lesion site that the name itself gives (`BX THIGH MASS`); unspecified where it gives only a region or none.
    package var namedSite: SiteID
    package var confidence: Confidence
    /// Where code and name contradict each other (DQ-CODE-DESC-CONFLICT).
    package var conflicts: ExamConflicts
    /// Smallest lesion size in millimetres that the code implies; 0 where it implies none (specification R4).
    package var impliedSizeMillimetres: UInt16
    /// First and last day on which the code may be used; unknown where unbounded (DQ-CODE-RETIRED).
    package var validFrom: Day
    package var validThrough: Day
    /// The words or code each property was read from, for people: `modality: "CT" in the name`.
    package var evidence: [String]
    /// False where neither code nor name told the modality or the kind: belongs on the not-understood list.
    package var isUnderstood: Bool

    package init(
        modality: Modality = .other, regions: RegionSet = [], contrast: ContrastState = .notApplicable,
        kind: ExamKind = .other, laterality: Laterality = .unspecified, angiography: Bool = false,
        attributes: ExamAttributeSet = [], namedSite: SiteID = .unspecified, confidence: Confidence = .low,
        conflicts: ExamConflicts = [],
        impliedSizeMillimetres: UInt16 = 0, validFrom: Day = .unknown, validThrough: Day = .unknown,
        evidence: [String] = [], isUnderstood: Bool = false
    ) {
        self.modality = modality
        self.regions = regions
        self.contrast = contrast
        self.kind = kind
        self.laterality = laterality
        self.angiography = angiography
        self.attributes = attributes
        self.namedSite = namedSite
        self.confidence = confidence
        self.conflicts = conflicts
        self.impliedSizeMillimetres = impliedSizeMillimetres
        self.validFrom = validFrom
        self.validThrough = validThrough
        self.evidence = evidence
        self.isUnderstood = isUnderstood
    }
}

/// Properties on which an exam's code and its name disagree.
package struct ExamConflicts: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }
    package static let modality = ExamConflicts(rawValue: 1)
    package static let region = ExamConflicts(rawValue: 2)
    package static let contrast = ExamConflicts(rawValue: 4)
    package static let laterality = ExamConflicts(rawValue: 8)
    package static let kind = ExamConflicts(rawValue: 16)
}

/// Bits for the exam properties that the lexicon names; `Vocabulary.examAttributes` gives each bit its name.
package struct ExamAttributeSet: OptionSet, Hashable, Sendable {
    package let rawValue: UInt64
    package init(rawValue: UInt64) { self.rawValue = rawValue }
    package init(bit: Int) { rawValue = 1 << UInt64(bit) }
}

/// One exam as an export names it: code and description, either possibly empty.
package struct ExamName: Hashable, Sendable {
    package var code: String
    package var description: String

    package init(code: String, description: String) {
        self.code = code
        self.description = description
    }
}
