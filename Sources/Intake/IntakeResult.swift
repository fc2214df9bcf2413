package import AuditModel

/// Everything that intake found in the exports of a run.
package struct IntakeResult: Sendable {
    /// Rows sorted by patient, time and content; facts filled, exams still to be interpreted.
    package var table: OrderTable
    package var reconciliation: Reconciliation
    package var quarantine: [QuarantinedRecord]
    /// What the reader of a report should know of the input; no cell content.
    package var notes: [AuditIssue]
    /// Status words in force: word, meaning.
    package var statusWords: [NamedValue]
    /// Status words that no list knows: cell content, for a person who asks for it.
    package var unknownStatusWords: [String]
    /// Columns whose 00:00:00 was taken as "no time" (specification 1.2).
    package var timePlaceholderColumns: [CanonicalField]
    /// Columns whose dates could be read in several orders, and the one that they show together.
    package var dateOrders: [(field: CanonicalField, order: Profile.DateOrder)]
    /// Span of the performed dates as they stand, unknown where there are none.
    package var firstDay: Day
    package var lastDay: Day
    /// Orders by month of their performed date, ascending (specification 1.13.3).
    package var performedByMonth: [MonthCount]
    /// Where every physical line went, by file.
    package var lines: [LineAccount]
    /// The orders' cells, to be read again for a report.
    package var archive: SourceArchive
}

/// How many orders were performed in one month.
package struct MonthCount: Sendable, Equatable {
    package var year: Int
    package var month: Int
    package var orders: Int
}
