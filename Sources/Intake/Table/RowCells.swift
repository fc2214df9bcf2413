import AuditModel
import CSVReading

/// The cells of a record by field, as ranges of the reader's bytes, trimmed when they are asked for. One turns to record
/// after record; it is a class so that lending a cell copies none of its arrays.
final class RowCells {
    /// By field: which of the lent cells it is, -1 for none.
    private let slots: [Int]
    // No lent cell's reader comes back here, so that accesses need not be tracked for every cell of every row.
    @exclusivity(unchecked) private var firstField = 0
    /// Fields whose cell is neither joined nor a constant.
    private let isPlain: [Bool]
    private let constants: [FieldRange]
    /// What the profile's constants say.
    private let constantBytes: [UInt8]
    /// Words for nothing, as `packed` gives them.
    private let blanks: [UInt32]
    private let joins: [(ordinal: Int, slots: [Int])]
    private var joinedRanges: [FieldRange?]
    private var joinedBytes: [UInt8] = []

    init(_ map: ColumnMap, blanks: [[UInt8]]) {
        let fields = CanonicalField.allCases
        let wanted = map.wantedColumns
        var slots = [Int](repeating: -1, count: fields.count)
        for (slot, column) in wanted.enumerated() {
            if let match = map.matches[column] { slots[match.field.ordinal] = slot }
        }
        self.slots = slots
        joins = map.joined.sorted { $0.key.ordinal < $1.key.ordinal }.map { field, columns in
            (field.ordinal, columns.compactMap { wanted.firstIndex(of: $0) })
        }
        joinedRanges = [FieldRange?](repeating: nil, count: fields.count)
        isPlain = fields.map { map.constants[$0] == nil && map.joined[$0] == nil }
        var bytes: [UInt8] = []
        constants = fields.map { field in
            let start = UInt32(bytes.count)
            bytes += Array((map.constants[field] ?? "").utf8)
            return FieldRange(start: start, end: UInt32(bytes.count))
        }
        constantBytes = bytes
        self.blanks = blanks.filter { (1...Self.longestBlank).contains($0.count) }.map {
            Self.packed($0.span, $0.indices)
        }
    }

    /// Turns to the record whose cells begin at `firstField`.
    func turn(to firstField: Int, _ fields: [FieldRange], _ bytes: Span<UInt8>) {
        unsafe self.firstField = firstField
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

    private func range(_ ordinal: Int, _ fields: [FieldRange], _ bytes: Span<UInt8>) -> Range<Int> {
        let slot = slots[ordinal]
        return slot < 0 ? 0..<0 : CellMargins.inside(fields[unsafe firstField + slot].range, of: bytes)
    }

    /// The cell as it stands, without its margins.
    func range(_ field: CanonicalField, _ fields: [FieldRange], _ bytes: Span<UInt8>) -> Range<Int> {
        range(field.ordinal, fields, bytes)
    }

    /// The cell, empty where it holds a word for nothing, such as NULL; of Excel's `="00123"` what it says.
    @inline(__always)
    func value(_ field: CanonicalField, _ fields: [FieldRange], _ bytes: Span<UInt8>) -> Range<Int> {
        value(field.ordinal, fields, bytes)
    }

    private func value(_ ordinal: Int, _ fields: [FieldRange], _ bytes: Span<UInt8>) -> Range<Int> {
        let slot = slots[ordinal]
        if slot < 0 { return 0..<0 }
        let range = fields[unsafe firstField &+ slot].range
        // Most cells are longer than a word for nothing, and begin and end with letters or digits.
        if range.count > Self.longestBlank, Self.beginsPlainly(bytes[range.lowerBound]),
            bytes[range.upperBound - 1] &- 0x21 < 0x7F
        {
            return range
        }
        return value(of: range, bytes)
    }

    private func value(of range: Range<Int>, _ bytes: Span<UInt8>) -> Range<Int> {
        let range = CellMargins.inside(range, of: bytes)
        if range.count > Self.longestBlank { return CellMargins.said(range, of: bytes) }
        let isBlank = !range.isEmpty && blanks.contains(Self.packed(bytes, range))
        return isBlank ? range.lowerBound..<range.lowerBound : range
    }

    /// Whether a spreadsheet has taken an id for a number and lost its last digits: `1.23E+05`.
    func isShortenedNumber(_ range: Range<Int>, _ bytes: Span<UInt8>) -> Bool {
        guard range.count >= 5, Self.isInNumber(bytes[range.lowerBound]) else { return false }
        var sign = range.upperBound - 1
        while sign > range.lowerBound, bytes[sign] &- 0x30 < 10 { sign -= 1 }
        guard bytes[sign] == UInt8(ascii: "+"), sign > range.lowerBound + 1, sign < range.upperBound - 1,
            bytes[sign - 1] | 0x20 == UInt8(ascii: "e")
        else { return false }
        return (range.lowerBound..<sign - 1).allSatisfy { Self.isInNumber(bytes[$0]) }
    }

    private static func isInNumber(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",")
    }

    /// Neither a cell's margin nor the sign before a formula.
    private static func beginsPlainly(_ byte: UInt8) -> Bool { byte &- 0x21 < 0xA1 && byte != UInt8(ascii: "=") }

    /// Letters that a word for nothing may have.
    private static let longestBlank = 4

    /// Such a word in lower case as one number.
    private static func packed(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt32 {
        var packed: UInt32 = 0
        for index in range { packed = packed << 8 | UInt32(bytes[index] | 0x20) }
        return packed
    }

    /// Lends a cell, the text joined of several, or the profile's constant for a field without a column: where it stands
    /// in which bytes.
    @inline(__always)
    func lend<Result>(
        _ field: CanonicalField, _ fields: [FieldRange], _ bytes: Span<UInt8>,
        _ body: (Span<UInt8>, Range<Int>) -> Result
    ) -> Result {
        isPlain[field.ordinal] ? body(bytes, value(field, fields, bytes)) : lendMade(field.ordinal, body)
    }

    private func lendMade<Result>(_ ordinal: Int, _ body: (Span<UInt8>, Range<Int>) -> Result) -> Result {
        if let range = joinedRanges[ordinal] {
            let joined = joinedBytes
            return body(joined.span, range.range)
        }
        let constant = constantBytes
        return body(constant.span, constants[ordinal].range)
    }

    /// One number for all the cells' contents and which fields they are.
    func digest(_ fields: [FieldRange], _ bytes: Span<UInt8>) -> UInt64 {
        var digest: UInt64 = 0
        for ordinal in slots.indices where joinedRanges[ordinal] == nil {
            let cell = range(ordinal, fields, bytes)
            if !cell.isEmpty { digest &+= Self.digest(bytes.extracting(cell), ordinal) }
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
