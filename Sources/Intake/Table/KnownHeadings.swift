import AuditModel
import CSVReading

/// Tells headings that stand among the records: the table's own again, or those of another table.
struct KnownHeadings: Sendable {
    enum Role { case data, repeatedHeader, otherHeader }

    /// The table's headings in the order in which the reader lends their columns.
    private let own: [String]
    private let all: Set<String>

    init(_ map: ColumnMap, _ spellings: Spellings) {
        own = map.wantedColumns.map { Self.plain(map.headings[$0]) }
        all = spellings.knownHeadings
    }

    /// Without the quotes that stay around a heading behind a byte order mark or page break.
    private static func plain(_ heading: String) -> String {
        heading.count > 2 && heading.hasPrefix("\"") && heading.hasSuffix("\"")
            ? String(heading.dropFirst().dropLast()) : heading
    }

    func role(of record: Record, _ fields: [FieldRange], _ bytes: Span<UInt8>) -> Role {
        let count = min(own.count, record.width)
        guard count > 1, record.length < 4096 else { return .data }
        var texts: [String] = []
        for field in fields[record.firstField..<(record.firstField + count)] {
            var cell: [UInt8] = []
            for index in field.range { cell.append(bytes[index]) }
            texts.append(Self.plain(String(decoding: cell, as: UTF8.self).trimmed))
        }
        if texts == own { return .repeatedHeader }
        let known = Set(texts.map { Spellings.normalised($0) }).intersection(all)
        return known.count >= 3 ? .otherHeader : .data
    }
}
