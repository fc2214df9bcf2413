import CSVIndex
import CSVReading
import Foundation
import Testing

/// Whatever way a record is read, it is what libcsv reads, wherever libcsv can read it.
@Suite struct GrammarDifferenceTests {
    static let small: [String] = [
        "a,b,c\n1,2,3\n", "a,b,c\r\n1,2,3\r\n", "a,b,c\r1,2,3\r", "a,b,c\n1,2,3", "a,b,c\n1,,3\n", ",,\n,,\n",
        "a,b\n\"1,5\",2\n", "a,b\n\"x \"\"y\"\" z\",2\n", "a,b\n\"\",\"\"\n", "a,b\n\"one\ntwo\",3\n",
        "a,b\n\"one\r\ntwo\",3\r\n", "a,b\n\"\"\"q\"\"\",\"\"\"\"\n", "\"a\"\n\"b\"", "a\n\n\nb\n", "\"\n\"\n",
        "a,\"b\nc",
        "ä,ö\n\"ü\nß\",😎\n", " a , b \n\" c \",d\n", "a,b\n1,\"2\"", "a,b\n1,2,", "\n\n", "", "a", ",", "\"\"",
    ]

    @Test(arguments: small, [16, 64, 65, 127, 4096])
    func `small files of all kinds`(text: String, blockBytes: Int) throws {
        guard let expected = grammarCells(Array(text.utf8)) else { return }
        #expect(withoutBlank(try cells(text, blockBytes: blockBytes)) == withoutBlank(expected))
    }

    /// More of them, a million in all: `GENERATED_RECORDS=200000 swift test --filter GrammarDifferenceTests`.
    private static let generatedRecords =
        ProcessInfo.processInfo.environment["GENERATED_RECORDS"].flatMap { Int($0) } ?? 4000

    @Test(arguments: [
        Dialect.standard, Dialect(delimiter: 0x3B), Dialect(delimiter: 0x09), Dialect(delimiter: 0x7C),
        Dialect(quote: UInt8(ascii: "'")),
    ])
    func `generated records`(dialect: Dialect) throws {
        var random = SeededGenerator(seed: UInt64(dialect.delimiter) << 8 | UInt64(dialect.quote))
        let settings = RecordReader.Settings(dialect: dialect, width: 0, maxRecordBytes: 1 << 12)
        for start in stride(from: 0, to: Self.generatedRecords, by: 4000) {
            var bytes: [UInt8] = []
            for _ in start..<min(start + 4000, Self.generatedRecords) { bytes += Self.record(dialect, &random) }
            let expected = try #require(grammarCells(bytes, dialect))
            let read = try records(file(bytes), settings: settings, blockBytes: 4096).records
            #expect(withoutBlank(read.map(\.cells)) == withoutBlank(expected))
            #expect(read.allSatisfy { $0.kind == .regular })
        }
    }

    @Test(arguments: 0..<400)
    func `any bytes`(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed) + 77)
        let alphabet: [UInt8] = Array("ab ,,\"\"\n\r".utf8) + [0xC3, 0xA4]
        let bytes = (0..<Int.random(in: 0...300, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? 0
        }
        let settings = RecordReader.Settings(dialect: .standard, width: 0, maxRecordBytes: 1 << 12)
        let whole = try records(file(bytes), settings: settings)
        if let expected = grammarCells(bytes) {
            #expect(withoutBlank(whole.records.map(\.cells)) == withoutBlank(expected))
        }
        // In whatever blocks: the same records at the same places.
        for blockBytes in [16, 61, 128] {
            #expect(try records(file(bytes), settings: settings, blockBytes: blockBytes).records == whole.records)
        }
        for pair in zip(whole.records, whole.records.dropFirst()) {
            #expect(pair.0.offset + pair.0.length <= pair.1.offset)
            #expect(pair.0.line < pair.1.line)
        }
        #expect(whole.next == UInt64(bytes.count))
    }

    @Test(arguments: 0..<60)
    func `any stretches that begin with a record give the same records`(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed) + 1000)
        var bytes: [UInt8] = []
        for _ in 0..<60 {
            bytes += Self.record(.standard, &random)
            if Int.random(in: 0..<8, using: &random) == 0 { bytes += Array("1,5\" x,\"open\n".utf8) }
        }
        let source = try file(bytes)
        let settings = RecordReader.Settings(dialect: .standard, width: 4, maxRecordBytes: 1 << 10)
        let whole = try records(source, settings: settings).records
        let cut = Int.random(in: 0..<max(1, whole.count), using: &random)
        let middle = whole[cut].offset
        let first = try records(source, to: middle, settings: settings)
        let second = try records(source, from: first.next, settings: settings)
        #expect(first.next == middle)
        #expect((first.records + second.records).map(\.cells) == whole.map(\.cells))
    }

    @Test(arguments: [1, 2, 3])
    func `all instruction sets index alike`(set: Int) {
        var random = SeededGenerator(seed: 5)
        let alphabet: [UInt8] = Array("abcdef,,\"\n\r;".utf8) + [0x80, 0xFF, 0x00, 0xA2, 0xAC]
        for _ in 0..<300 {
            let count = Int.random(in: 1...400, using: &random)
            let bytes = (0..<(count + 64)).map { _ in alphabet.randomElement(using: &random) ?? 0 }
            let start = Int.random(in: 0..<count, using: &random)
            var results: [[UInt32]] = []
            for chosen in [0, set] {
                let room = count + Int(CSV_INDEX_ROOM)
                var places = [UInt32](repeating: 0, count: 4 * room)
                let shape = CSVShape(delimiter: 0x2C, quote: 0x22)
                let scan = unsafe places.withUnsafeMutableBufferPointer { buffer in
                    let first = buffer.baseAddress!
                    return unsafe csv_index_scan_with(
                        Int32(chosen), bytes, start, count, shape,
                        CSVPlaces(ends: first, lines: first + room, inner: first + 2 * room, doubled: first + 3 * room))
                }
                let found = zip(0..., [scan.ends, scan.lines, scan.inner, scan.doubled]).flatMap { kind, count in
                    places[kind * room..<kind * room + count] + [UInt32.max]
                }
                results.append(found + [UInt32(scan.odd), UInt32(scan.open), UInt32(scan.wide)])
            }
            #expect(results[0] == results[1])
        }
    }

    @Test func `bytes are UTF-8 where Swift says so`() {
        var random = SeededGenerator(seed: 6)
        let edges: [UInt8] = [
            0x20, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEF, 0xF0, 0xF1,
            0xF4, 0xF5, 0xFF,
        ]
        var valid = 0
        for _ in 0..<40_000 {
            // A few bytes that may make a character, anywhere among plain ones.
            let plain = Int.random(in: 0...70, using: &random)
            var bytes = [UInt8](repeating: 0x61, count: plain)
            let odd = (0..<Int.random(in: 1...4, using: &random)).map { _ in edges.randomElement(using: &random) ?? 0 }
            bytes.insert(contentsOf: odd, at: Int.random(in: 0...plain, using: &random))
            let isValid = String(validating: bytes, as: UTF8.self) != nil
            valid += isValid ? 1 : 0
            #expect(unsafe (csv_index_is_utf8(bytes, bytes.count) != 0) == isValid, "\(bytes)")
        }
        #expect(valid > 1000)
    }

    /// One well-formed record of four cells.
    private static func record(_ dialect: Dialect, _ random: inout SeededGenerator) -> [UInt8] {
        let alphabet: [UInt8] = Array("abc 12".utf8) + [dialect.delimiter, dialect.quote, 0x0A, 0x0D, 0xC3]
        var record: [UInt8] = []
        for column in 0..<4 {
            if column > 0 { record.append(dialect.delimiter) }
            let count = Int.random(in: 0...12, using: &random)
            let cell = (0..<count).map { _ in alphabet.randomElement(using: &random) ?? 0 }
            let needsQuotes = cell.contains {
                $0 == dialect.delimiter || $0 == dialect.quote || $0 == 0x0A || $0 == 0x0D
            }
            guard needsQuotes || Int.random(in: 0..<4, using: &random) == 0 else {
                record += cell
                continue
            }
            record.append(dialect.quote)
            for byte in cell { record += byte == dialect.quote ? [byte, byte] : [byte] }
            record.append(dialect.quote)
        }
        return record + (Bool.random(using: &random) ? [0x0A] : [0x0D, 0x0A])
    }
}
