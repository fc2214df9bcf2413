/// Which studies a rule means: a filter over sessions of one patient. Empty sets do not restrict.
public struct StudySelector: Sendable {
    public var modalities: ModalitySet = []
    public var kinds: ExamKindSet = []
    public var statuses = OrderStatusSet(.completed)
    /// The study must cover one of these regions.
    public var regions: RegionSet = []
    /// At least one line must have one of these attributes.
    public var attributes: ExamAttributeSet = []
    /// Lines with one of these attributes do not count.
    public var withoutAttributes: ExamAttributeSet = []
    /// Nil: angiographic and other studies alike.
    public var angiography: Bool?
    public var contrast: ContrastStateSet = []
    /// The least coverage of the lesion's site and side; nil: anywhere in the body.
    public var covers: Coverage?
    /// Only orders that belong to the lesion under judgement; in a unit of the patient it does not restrict.
    public var ofLesion = false
    /// Exam codes, by the parameter that lists them; nil: any.
    public var codesParameter: String?
    /// Departments, by the parameter that lists them; nil: any.
    public var departmentsParameter: String?
    /// Concepts of role order of which the study's own text must assert or query one.
    public var textSays: [ConceptID] = []

    public init() {}
}
