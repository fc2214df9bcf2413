import AuditModel
import CSVReading

/// Where every field stands among the cells that the record reader lends, and what constants stand in for columns.
struct FieldSlots: Sendable {
    private var slots: [Int]
    private var constants: [Range<Int>]
    let constantBytes: [UInt8]

    init(_ columns: ColumnMap) {
        slots = [Int](repeating: -1, count: CanonicalField.allCases.count)
        for (slot, column) in columns.wantedColumns.enumerated() {
            if let match = columns.matches[column] { slots[match.field.ordinal] = slot }
        }
        var bytes: [UInt8] = []
        constants = CanonicalField.allCases.map { field in
            let start = bytes.count
            bytes += Array((columns.constants[field] ?? "").utf8)
            return start..<bytes.count
        }
        constantBytes = bytes
    }

    subscript(field: CanonicalField) -> Int { slots[field.ordinal] }
    func constant(_ field: CanonicalField) -> Range<Int> { constants[field.ordinal] }
    var count: Int { slots.count { $0 >= 0 } }
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

/// The cells of one record by field, as ranges of the reader's bytes.
struct RowCells {
    let slots: FieldSlots
    let firstField: Int
    let fields: [FieldRange]

    /// The cell without spaces around it; empty where the table has no such column.
    func trimmed(_ field: CanonicalField, in bytes: Span<UInt8>) -> Range<Int> {
        let slot = slots[field]
        guard slot >= 0 else { return 0..<0 }
        var range = fields[firstField + slot].range
        while !range.isEmpty, bytes[range.lowerBound] == 0x20 || bytes[range.lowerBound] == 0x09 {
            range = range.lowerBound + 1..<range.upperBound
        }
        while !range.isEmpty, bytes[range.upperBound - 1] == 0x20 || bytes[range.upperBound - 1] == 0x09 {
            range = range.lowerBound..<range.upperBound - 1
        }
        return range
    }

    /// The same, empty where the cell holds a word for nothing, such as NULL.
    func identifier(_ field: CanonicalField, in bytes: Span<UInt8>, _ meanings: RowMeanings) -> Range<Int> {
        let range = trimmed(field, in: bytes)
        guard range.count <= 4, !range.isEmpty else { return range }
        for blank in meanings.spellings.blanks where blank.count == range.count {
            if blank.indices.allSatisfy({ bytes[range.lowerBound + $0] | 0x20 == blank[$0] | 0x20 }) { return 0..<0 }
        }
        return range
    }

    /// Lends the trimmed cell, or the profile's constant for a field without a column.
    func lend<Result>(
        _ field: CanonicalField, _ bytes: Span<UInt8>, _ constants: Span<UInt8>, _ body: (Span<UInt8>) -> Result
    ) -> Result {
        if slots[field] >= 0 { return body(bytes.extracting(trimmed(field, in: bytes))) }
        return body(constants.extracting(slots.constant(field)))
    }

    /// One number for all the cells' contents and which fields they are.
    func digest(in bytes: Span<UInt8>) -> UInt64 {
        var digest: UInt64 = 0
        for field in CanonicalField.allCases where slots[field] >= 0 {
            let cell = bytes.extracting(trimmed(field, in: bytes))
            if cell.isEmpty { continue }
            digest = ByteHash.mix(digest ^ ByteHash.hash64(cell, seed: UInt64(field.ordinal)))
        }
        return digest
    }
}
