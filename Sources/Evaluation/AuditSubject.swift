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
    }

    func exam(of row: Int) -> Exam { table.exams[Int(table.rows[row].exam)] }
    func facts(of row: Int) -> FactTable.Entry { table.facts.entries[Int(table.rows[row].facts)] }
    func statement(_ known: Lesion.KnownStatement) -> LesionStatement { table.facts.statements[known.statement] }
}

extension Modality {
    /// Shows the body in slices: what the discovery of a lesion by other means leaves open (specification 1.8).
    var isCrossSectional: Bool { self == .ct || self == .mr }
}
