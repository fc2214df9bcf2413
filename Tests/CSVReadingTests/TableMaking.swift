import CSVReading
import Foundation

/// A seeded generator, so that a failure can be seen again.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state &* 0x2545_F491_4F6C_DD1D
    }
}

/// Bytes as an open file.
func file(_ bytes: [UInt8]) throws -> ByteFile {
    try ByteFile(spooling: { (append) throws(ReadingError) in try append(bytes) })
}

func file(_ text: String) throws -> ByteFile { try file(Array(text.utf8)) }

/// A record with its place, for comparing ways of reading.
struct ReadRecord: Equatable {
    var cells: [String]
    var offset: UInt64
    var length: UInt64
    var line: UInt32
    var kind: Record.Kind
}

/// All records of a file from `start` on that begin before `end`, and where the next one begins.
func records(
    _ file: ByteFile, from start: UInt64 = 0, to end: UInt64 = .max, settings: RecordReader.Settings,
    blockBytes: Int = 1 << 16
) throws -> (records: [ReadRecord], next: UInt64, lines: UInt32) {
    var reader = RecordReader(file, from: start, to: end, settings: settings, blockBytes: blockBytes)
    var result: [ReadRecord] = []
    while try reader.advance() {
        for record in reader.records {
            let fields = reader.fields[record.firstField...].prefix(settings.columns?.count ?? record.width)
            result.append(
                ReadRecord(
                    cells: fields.map { String(decoding: reader.bytes[$0.range], as: UTF8.self) },
                    offset: record.offset, length: record.length, line: record.line, kind: record.kind))
        }
    }
    return (result, reader.position, reader.nextLine)
}

/// The cells of all records of a text.
func cells(
    _ text: String, width: Int = 0, dialect: Dialect = .standard, maxRecordBytes: Int = 1 << 12,
    blockBytes: Int = 1 << 16
) throws -> [[String]] {
    let settings = RecordReader.Settings(dialect: dialect, width: width, maxRecordBytes: maxRecordBytes)
    return try records(file(text), settings: settings, blockBytes: blockBytes).records.map(\.cells)
}

/// What libcsv makes of a text; nil where it refuses it.
func grammarCells(_ bytes: [UInt8], _ dialect: Dialect = .standard) -> [[String]]? {
    guard var parser = GrammarParser(dialect) else { return nil }
    let outcome = parser.records(of: bytes)
    guard outcome.isWhole else { return nil }
    return outcome.records.map { $0.map { String(decoding: $0, as: UTF8.self) } }
}

/// Without lines of spaces only: libcsv keeps them as records when spaces are content, the reader takes them as blank.
func withoutBlank(_ records: [[String]]?) -> [[String]]? {
    records?.filter { !($0.count == 1 && !$0[0].isEmpty && $0[0].allSatisfy { $0 == " " || $0 == "\t" }) }
}
