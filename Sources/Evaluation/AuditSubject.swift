package import AuditModel

/// What every verdict of a run is judged against; shared by all threads.
package final class AuditSubject: Sendable {
    package let table: OrderTable
    package let vocabulary: Vocabulary
    package let parameters: Parameters
    /// What the exports cover, both days inside.
    package let coverageStart: Day
    package let dataCutoff: Day
    /// Numbers in `OrderTable.performingSites` of partner institutions: studies there are documented outside imaging.
    package let partnerSites: Set<UInt16>
    /// Whether each exam shows a lesion at each site, by site, then exam.
    private let coverages: [Coverage]
    /// The same by the names of the exams whose code says otherwise, by exam, then site.
    private let namedCoverages: [Int: [Coverage]]
    /// Concepts of role order.
    let orderConcepts: ConceptSet
    /// By modality: concepts of which a denial found on it overrules an earlier assertion.
    private let overruled: [ConceptSet]
    /// Doubts that an exam shows whatever the order, by exam.
    let examDoubts: [DoubtSet]

    package init(
        table: OrderTable, vocabulary: Vocabulary, parameters: Parameters, coverageStart: Day, dataCutoff: Day,
        partnerSites: Set<UInt16>
    ) {
        self.table = table
        self.vocabulary = vocabulary
        self.parameters = parameters
        self.coverageStart = coverageStart
        self.dataCutoff = dataCutoff
        self.partnerSites = partnerSites
        orderConcepts = ConceptSet(
            vocabulary.concepts.indices.filter { vocabulary.concepts[$0].role == .order }
                .map { ConceptID(index: UInt8($0)) })
        overruled = Modality.allCases.map { modality in
            ConceptSet(
                vocabulary.concepts.indices.filter { vocabulary.concepts[$0].overruledBy.contains(modality) }
                    .map { ConceptID(index: UInt8($0)) })
        }
        examDoubts = table.exams.map(Self.doubts)
        namedCoverages = table.exams.indices.reduce(into: [:]) { coverages, exam in
            guard table.exams[exam].named != nil else { return }
            coverages[exam] = vocabulary.sites.indices.map {
                vocabulary.coverage(of: SiteID(index: UInt8($0)), by: table.exams[exam].asNamed)
            }
        }
        coverages = vocabulary.sites.indices.flatMap { site in
            table.exams.map { vocabulary.coverage(of: SiteID(index: UInt8(site)), by: $0) }
        }
    }

    /// The same with a count of references of its own.
    init(copying other: AuditSubject) {
        table = other.table
        vocabulary = other.vocabulary
        parameters = other.parameters
        coverageStart = other.coverageStart
        dataCutoff = other.dataCutoff
        partnerSites = other.partnerSites
        coverages = other.coverages
        namedCoverages = other.namedCoverages
        orderConcepts = other.orderConcepts
        overruled = other.overruled
        examDoubts = other.examDoubts
    }

    func exam(of row: Int) -> Exam { table.exams[Int(table.rows[row].exam)] }
    func examName(of row: Int) -> ExamName { table.examNames[Int(table.rows[row].exam)] }
    func facts(of row: Int) -> FactTable.Entry { table.facts.entries[Int(table.rows[row].facts)] }
    func statement(_ known: Lesion.KnownStatement) -> LesionStatement { table.facts.statements[known.statement] }

    func overruled(by modality: Modality) -> ConceptSet { overruled[Int(modality.rawValue)] }

    /// Whether a concept says something of orders or patients, not of lesions.
    func isOfOrders(_ concept: ConceptID) -> Bool { orderConcepts.contains(concept) }

    /// Whether the exam with this number shows a lesion at `site` (side apart).
    func coverage(of site: SiteID, byExam exam: Int) -> Coverage {
        coverages[Int(site.index) * table.exams.count + exam]
    }

    /// The same of what the exam is by its name, where its code says otherwise.
    func coverage(of site: SiteID, byNameOf exam: Int) -> Coverage {
        namedCoverages[exam]?[Int(site.index)] ?? coverage(of: site, byExam: exam)
    }
}
