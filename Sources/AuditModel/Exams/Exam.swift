/// What one exam code and name mean. Made once for every distinct pair in a run.
public struct Exam: Sendable {
    public var modality: Modality
    public var regions: RegionSet
    public var contrast: ContrastState
    public var kind: ExamKind
    public var laterality: Laterality
    public var angiography: Bool
    /// Further properties that the exam lexicon names (limited coverage, joint, three-phase ...).
    public var attributes: ExamAttributeSet
    /// The lesion site that the name itself gives (`BX THIGH MASS`); unspecified where it gives only a region or none.
    public var namedSite: SiteID
    public var confidence: Confidence
    /// Where code and name contradict each other (DQ-CODE-DESC-CONFLICT).
    public var conflicts: ExamConflicts
    /// What the name tells where it contradicts the code on modality or region; nil elsewhere.
    public var named: NamedExam?
    /// Smallest lesion size in millimetres that the code implies; 0 where it implies none (specification R4).
    public var impliedSizeMillimetres: UInt16
    /// First and last day on which the code may be used; unknown where unbounded (DQ-CODE-RETIRED).
    public var validFrom: Day
    public var validThrough: Day
    /// The words or code each property was read from, for people: `modality: "CT" in the name`.
    public var evidence: [String]
    /// False where neither code nor name told the modality or the kind: belongs on the not-understood list.
    public var isUnderstood: Bool

    public init(
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

extension Exam {
    /// The exam as its name has it; itself where name and code agree.
    public var asNamed: Exam {
        guard let named else { return self }
        var other = self
        other.modality = named.modality
        other.angiography = named.angiography
        other.regions = named.regions
        other.attributes = named.attributes
        return other
    }
}

/// What an exam is by its name alone.
public struct NamedExam: Equatable, Sendable {
    public var modality: Modality
    public var angiography: Bool
    public var regions: RegionSet
    public var attributes: ExamAttributeSet

    public init(modality: Modality, angiography: Bool, regions: RegionSet, attributes: ExamAttributeSet) {
        self.modality = modality
        self.angiography = angiography
        self.regions = regions
        self.attributes = attributes
    }
}

/// Properties on which an exam's code and its name disagree.
public struct ExamConflicts: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    public static let modality = ExamConflicts(rawValue: 1)
    public static let region = ExamConflicts(rawValue: 2)
    public static let contrast = ExamConflicts(rawValue: 4)
    public static let laterality = ExamConflicts(rawValue: 8)
    public static let kind = ExamConflicts(rawValue: 16)
}

/// Bits for the exam properties that the lexicon names; `Vocabulary.examAttributes` gives each bit its name.
public struct ExamAttributeSet: OptionSet, Hashable, Sendable {
    public let rawValue: UInt64
    public init(rawValue: UInt64) { self.rawValue = rawValue }
    public init(bit: Int) { rawValue = 1 << UInt64(bit) }
}

/// One exam as an export names it: code and description, either possibly empty.
public struct ExamName: Hashable, Sendable {
    public var code: String
    public var description: String

    public init(code: String, description: String) {
        self.code = code
        self.description = description
    }

    /// As a sentence names the exam: by its description, else by its code.
    public var told: String { description.isEmpty ? code : description }
}
