package import AuditModel
package import CSVReading

/// What an export's columns mean and how its cells are written, where the file does not say so itself.
package struct Profile: Sendable {
    package enum DateOrder: String, CaseIterable, Sendable {
        case dayFirst = "day-first"
        case monthFirst = "month-first"
        /// Of dates whose year has two digits: `25-03-14`.
        case yearFirst = "year-first"
    }

    package enum UnclosedQuotes: String, CaseIterable, Sendable {
        case text
    }

    package var name: String
    package var title: String = ""
    /// Headings by field, as they stand in the file, the preferred one first.
    package var columns: [CanonicalField: [String]] = [:]
    /// Fields that an export of this kind may lack; a missing column of any other field is an error.
    package var optional: Set<CanonicalField> = []
    /// Fields whose cell is made of all their columns, joined by a space.
    package var joined: Set<CanonicalField> = []
    /// What every row has in a field that the export has no column for.
    package var constants: [CanonicalField: String] = [:]
    package var dateOrder: DateOrder?
    package var encoding: TextEncoding?
    package var delimiter: UInt8?
    package var quote: UInt8?
    package var escape: Dialect.Escape?
    /// A quote that opens a cell and is never closed is a character of the text; nil: such a file is refused.
    package var unclosedQuotes: UnclosedQuotes?
    /// The physical line of the headings, from 1; nil: found.
    package var headerLine: Int?
    package var statusWords: [String: OrderStatus] = [:]
    /// A few invented rows in this form, which must all be orders; they are the profile's test and documentation.
    package var example: String = ""

    package init(name: String) { self.name = name }
}
