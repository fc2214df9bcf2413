package import AuditModel
package import CSVReading

/// How one export would be read, without cell contents: for `preview` and for writing a profile.
package struct ExportPreview: Sendable {
    package struct Column: Sendable {
        package var heading: String
        package var field: CanonicalField?
        package var origin: ColumnMap.Origin?
        /// What its cells look like, most frequent first: `9999-99-99 99:99`, `AAA999`.
        package var shapes: [String]
        package var blanks: Int
        /// A few of its cells as they stand; shown only where the user asks for values.
        package var values: [String]
    }

    package var name: String
    package var encoding: TextEncoding
    package var isCompressed: Bool
    package var dialect: Dialect
    /// Double quotes stand in the part of the file that was looked at.
    package var holdsQuotes: Bool
    package var preambleLines: Int
    package var headerLine: Int
    package var columns: [Column]
    /// No record follows the header.
    package var isEmpty: Bool
    /// Headings of the columns that make up one field together, in order.
    package var joined: [CanonicalField: [String]]
    package var constants: [CanonicalField: String]
    package var missing: [String]
    package var lacking: [String]
    /// Date columns whose dates could be read in several orders, and the one that they show.
    package var dateOrders: [(heading: String, order: Profile.DateOrder)]
    package var reconciliation: Reconciliation?
    package var lines: LineAccount?
    /// Reason and how many rows would be quarantined for it, with the first line.
    package var rejected: [(reason: String, rows: Int, firstLine: Int)]
    /// Rows by the status they were read to have.
    package var statuses: [(status: OrderStatus, rows: Int)]
    /// Words of the status column that no list knows; shown only where the user asks for values.
    package var unknownStatusWords: [String] = []
    package var notes: [AuditIssue]
    /// What keeps the file from being used.
    package var problems: [AuditIssue]

    /// A shipped profile whose columns the header has, where the file can not be used without one.
    package var fittingProfile: String?

    /// Cells looked at for shapes.
    private static let rows = 200
}

extension ExportPreview {
    /// Looks at a source and reads all of it. Throws only where it can not be opened or is no text.
    package init(
        _ source: InputSource, settings: IntakeSettings,
        makeReader: @escaping @Sendable () -> some OrderTextReading & SendableMetatype
    ) throws(AuditIssues) {
        let spellings = try Spellings.shipped()
        let original = try reading(source.name) { () throws(ReadingError) in try source.open() }
        let text = try reading(source.name) { () throws(ReadingError) in
            try TextFile(original, encoding: settings.profile?.encoding)
        }
        guard let (layout, header) = SourceFile.bestLayout(text, profile: settings.profile, spellings: spellings) else {
            throw AuditIssues(.input, [AuditIssue(file: source.name, "holds no records")])
        }
        name = source.name
        encoding = text.encoding
        isCompressed = text.isCompressed
        dialect = layout.dialect
        holdsQuotes = text.sample.contains(UInt8(ascii: "\""))
        headerLine = layout.rows[header.first].line
        preambleLines = headerLine - 1
        joined = header.columns.joined.mapValues { $0.map { header.columns.headings[$0] } }
        constants = header.columns.constants
        missing = header.columns.missing
        lacking = header.columns.lacking
        let sample = layout.rows[(header.first + header.count)...].prefix(Self.rows).filter { !$0.isBlank }
        isEmpty = sample.isEmpty && layout.isWhole(of: text.text.size)
        columns = header.columns.headings.indices.map { column in
            Column(header.columns, column, sample.map { column < $0.cells.count ? $0.cells[column] : [] })
        }
        dateOrders = []
        rejected = []
        statuses = []
        notes = []
        problems = []
        do throws(AuditIssues) {
            let result = try intake(opened: original, name: name, settings: settings, makeReader: makeReader)
            reconciliation = result.reconciliation
            lines = result.lines.first
            notes = result.notes
            unknownStatusWords = result.unknownStatusWords
            dateOrders = result.dateOrders.map { field, order in
                (columns.first { $0.field == field }?.heading ?? field.rawValue, order)
            }
            var reasons: [String: (Int, Int)] = [:]
            for record in result.quarantine {
                let before = reasons[record.reason] ?? (0, record.line)
                reasons[record.reason] = (before.0 + 1, min(before.1, record.line))
            }
            rejected = reasons.sorted { ($1.value.0, $0.key) < ($0.value.0, $1.key) }
                .map { ($0.key, $0.value.0, $0.value.1) }
            var counts: [OrderStatus: Int] = [:]
            for row in result.table.rows { counts[row.status, default: 0] += 1 }
            statuses = OrderStatus.allCases.compactMap { status in counts[status].map { (status, $0) } }
        } catch {
            problems = error.issues
            guard settings.profile == nil, !header.columns.isSufficient else { return }
            fittingProfile = try Profile.shipped().first { profile in
                HeaderSearch(layout, profile: profile, spellings: spellings)?.columns.isSufficient == true
            }?.name
        }
    }
}

extension ExportPreview.Column {
    fileprivate init(_ map: ColumnMap, _ column: Int, _ cells: [[UInt8]]) {
        heading = map.headings[column]
        field = map.matches[column]?.field
        origin = map.matches[column]?.origin
        let texts = cells.map { String(decoding: $0, as: UTF8.self).trimmed }
        blanks = texts.count { $0.isEmpty }
        let filled = texts.filter { !$0.isEmpty }
        values = Array(filled.prefix(3))
        var counts: [String: Int] = [:]
        for text in filled { counts[CellPattern.of(text), default: 0] += 1 }
        shapes = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(3).map(\.key)
    }
}

/// A cell's shape without its content: digits become 9, letters A or a, long runs are shortened.
enum CellPattern {
    static func of(_ text: String) -> String {
        var result = ""
        var last: Character = " "
        var run = 0
        for character in text.prefix(60) {
            let character: Character = character.isWhitespace ? " " : character
            let mark: Character =
                character.isNumber ? "9" : character.isLetter ? (character.isUppercase ? "A" : "a") : character
            run = mark == last ? run + 1 : 1
            last = mark
            if mark == "9" || mark == "A" || mark == "a" {
                if run == 5 { result.append("…") }
                if run > 4 { continue }
            }
            result.append(mark)
            if result.count > 32 { return result + "…" }
        }
        return result
    }
}
