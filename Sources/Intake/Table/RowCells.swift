import AuditModel
import CSVReading

/// The cells of one record by field, trimmed, as ranges of the reader's bytes. One is filled again for every record; it is
/// a class so that lending a cell copies none of its arrays.
final class RowCells {
    private let columns: [(slot: Int, ordinal: Int)]
    // No lent cell's reader comes back here, so that accesses need not be tracked for every cell of every row.
    @exclusivity(unchecked) private var ranges: [FieldRange]
    private let isConstant: [Bool]
    private let constants: [FieldRange]
    /// What the profile's constants say.
    private let constantBytes: [UInt8]
    private let blanks: [[UInt8]]
    private let joins: [(ordinal: Int, slots: [Int])]
    private var joinedRanges: [FieldRange?]
    private var joinedBytes: [UInt8] = []

    init(_ map: ColumnMap, blanks: [[UInt8]]) {
        let fields = CanonicalField.allCases
        let wanted = map.wantedColumns
        columns = wanted.enumerated().compactMap { slot, column in
            map.matches[column].map { (slot, $0.field.ordinal) }
        }
        joins = map.joined.sorted { $0.key.ordinal < $1.key.ordinal }.map { field, columns in
            (field.ordinal, columns.compactMap { wanted.firstIndex(of: $0) })
        }
        joinedRanges = [FieldRange?](repeating: nil, count: fields.count)
        unsafe ranges = [FieldRange](repeating: FieldRange(start: 0, end: 0), count: fields.count)
        isConstant = fields.map { map.constants[$0] != nil }
        var bytes: [UInt8] = []
        constants = fields.map { field in
            let start = UInt32(bytes.count)
            bytes += Array((map.constants[field] ?? "").utf8)
            return FieldRange(start: start, end: UInt32(bytes.count))
        }
        constantBytes = bytes
        self.blanks = blanks
    }

    func fill(_ firstField: Int, _ fields: [FieldRange], _ bytes: Span<UInt8>) {
        for (slot, ordinal) in columns {
            let cell = CellMargins.inside(fields[firstField + slot].range, of: bytes)
            unsafe ranges[ordinal] = FieldRange(start: UInt32(cell.lowerBound), end: UInt32(cell.upperBound))
        }
        if !joins.isEmpty { join(firstField, fields, bytes) }
    }

    private func join(_ firstField: Int, _ fields: [FieldRange], _ bytes: Span<UInt8>) {
        joinedBytes.removeAll(keepingCapacity: true)
        for (ordinal, slots) in joins {
            let start = UInt32(joinedBytes.count)
            for slot in slots {
                let range = fields[firstField + slot].range
                if range.isEmpty { continue }
                if joinedBytes.count > start { joinedBytes.append(0x20) }
                for index in range { joinedBytes.append(bytes[index]) }
            }
            joinedRanges[ordinal] = FieldRange(start: start, end: UInt32(joinedBytes.count))
        }
    }

    private func range(_ ordinal: Int) -> Range<Int> { unsafe ranges[ordinal].range }

    subscript(field: CanonicalField) -> Range<Int> { range(field.ordinal) }

    /// The cell, empty where it holds a word for nothing, such as NULL; of Excel's `="00123"` what it says.
    func value(_ field: CanonicalField, _ bytes: Span<UInt8>) -> Range<Int> {
        let range = range(field.ordinal)
        if range.count <= 4, !range.isEmpty, isBlankWord(range, bytes) { return range.lowerBound..<range.lowerBound }
        if range.count >= 3, bytes[range.lowerBound] == UInt8(ascii: "="),
            bytes[range.lowerBound + 1] == UInt8(ascii: "\""), bytes[range.upperBound - 1] == UInt8(ascii: "\"")
        {
            return range.lowerBound + 2..<max(range.lowerBound + 2, range.upperBound - 1)
        }
        return range
    }

    /// Whether a spreadsheet has taken an id for a number and lost its last digits: `1.23E+05`.
    func isShortenedNumber(_ range: Range<Int>, _ bytes: Span<UInt8>) -> Bool {
        guard range.count >= 5, let sign = range.dropLast().last(where: { bytes[$0] == UInt8(ascii: "+") }),
            sign > range.lowerBound + 1, bytes[sign - 1] == UInt8(ascii: "E") || bytes[sign - 1] == UInt8(ascii: "e"),
            (sign + 1..<range.upperBound).allSatisfy({ bytes[$0] &- 0x30 < 10 })
        else { return false }
        return (range.lowerBound..<sign - 1).allSatisfy { index in
            bytes[index] &- 0x30 < 10 || bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: ",")
        }
    }

    private func isBlankWord(_ range: Range<Int>, _ bytes: Span<UInt8>) -> Bool {
        blanks.contains { blank in
            blank.count == range.count
                && blank.indices.allSatisfy { bytes[range.lowerBound + $0] | 0x20 == blank[$0] | 0x20 }
        }
    }

    /// Lends a cell, the text joined of several, or the profile's constant for a field without a column.
    func lend<Result>(_ field: CanonicalField, _ bytes: Span<UInt8>, _ body: (Span<UInt8>) -> Result) -> Result {
        let ordinal = field.ordinal
        if let range = joinedRanges[ordinal] {
            let joined = joinedBytes
            return body(joined.span.extracting(range.range))
        }
        if isConstant[ordinal] {
            let constant = constantBytes
            return body(constant.span.extracting(constants[ordinal].range))
        }
        return body(bytes.extracting(value(field, bytes)))
    }

    /// One number for all the cells' contents and which fields they are.
    func digest(_ bytes: Span<UInt8>) -> UInt64 {
        var digest: UInt64 = 0
        for (_, ordinal) in columns where !range(ordinal).isEmpty && joinedRanges[ordinal] == nil {
            digest &+= Self.digest(bytes.extracting(range(ordinal)), ordinal)
        }
        let joined = joinedBytes
        for (ordinal, _) in joins {
            guard let range = joinedRanges[ordinal]?.range, !range.isEmpty else { continue }
            digest &+= Self.digest(joined.span.extracting(range), ordinal)
        }
        return digest
    }

    private static func digest(_ cell: Span<UInt8>, _ ordinal: Int) -> UInt64 {
        ByteHash.mix(ByteHash.hash64(cell, seed: UInt64(ordinal)))
    }
}

extension CanonicalField {
    /// Its place among all fields.
    var ordinal: Int {
        switch self {
        case .orderID: 0
        case .patientID: 1
        case .sex: 2
        case .birthDate: 3
        case .age: 4
        case .orderedTime: 5
        case .performedTime: 6
        case .status: 7
        case .examCode: 8
        case .examDescription: 9
        case .indication: 10
        case .icd10: 11
        case .priorFinding: 12
        case .accession: 13
        case .scheduledTime: 14
        case .laterality: 15
        case .modifier: 16
        case .performingSite: 17
        case .department: 18
        case .provider: 19
        case .payer: 20
        case .patientClass: 21
        }
    }
}
