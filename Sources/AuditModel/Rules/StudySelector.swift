/// Which studies a rule means: a filter over sessions of one patient. Empty sets do not restrict.
package struct StudySelector: Sendable {
    package var modalities: ModalitySet = []
    package var kinds: ExamKindSet = []
    package var statuses = OrderStatusSet(.completed)
    /// The study must cover one of these regions.
    package var regions: RegionSet = []
    /// At least one line must have one of these attributes.
    package var attributes: ExamAttributeSet = []
    /// Lines with one of these attributes do not count.
    package var withoutAttributes: ExamAttributeSet = []
    /// Nil: angiographic and other studies alike.
    package var angiography: Bool?
    package var contrast: ContrastStateSet = []
    /// The least coverage of the lesion's site and side; nil: anywhere in the body.
    package var covers: Coverage?
    /// Only orders that belong to the lesion under judgement; in a unit of the patient it does not restrict.
    package var ofLesion = false
    /// Exam codes, by the parameter that lists them; nil: any.
    package var codesParameter: String?
    /// Departments, by the parameter that lists them; nil: any.
    package var departmentsParameter: String?
    /// Concepts of role order of which the study's own text must assert or query one.
    package var textSays: [ConceptID] = []

    package init() {}
}
