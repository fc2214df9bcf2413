import CLibCSV

/// libcsv in strict mode: the authority on what the grammar makes of bytes.
///
/// Its buffer may not outgrow `largestCell`, so an unterminated quote ends in a refusal instead of taking all memory.
@safe package struct GrammarParser: ~Copyable {
    /// Largest cell it will hold, in bytes.
    package static let largestCell = 8 << 20

    /// The records of a text, or where the grammar does not allow them.
    package struct Outcome: Sendable {
        package var records: [[[UInt8]]]
        /// True where all bytes were a table; false where `records` are only those before the refused byte.
        package var isWhole: Bool
    }

    private final class Sink {
        var records: [[[UInt8]]] = []
        var cells: [[UInt8]] = []
    }

    private let parser: UnsafeMutablePointer<csv_parser>
    /// The last record was not one, whatever would follow.
    private(set) var hasRefused = false

    /// Nil where the dialect is not one that libcsv reads.
    package init?(_ dialect: Dialect) {
        guard dialect.escape == .doubled, dialect.quote != 0 else { return nil }
        let parser = UnsafeMutablePointer<csv_parser>.allocate(capacity: 1)
        guard unsafe csv_init(parser, UInt8(CSV_STRICT | CSV_STRICT_FINI)) == 0 else {
            unsafe parser.deallocate()
            return nil
        }
        unsafe self.parser = parser
        unsafe csv_set_delim(parser, dialect.delimiter)
        unsafe csv_set_quote(parser, dialect.quote)
        unsafe csv_set_blk_size(parser, 64 << 10)
        unsafe csv_set_realloc_func(parser) { pointer, size in
            size > GrammarParser.largestCell ? nil : unsafe realloc(pointer, size)
        }
        // Without this, spaces around a cell would be lost.
        if !dialect.skipsSpaces { unsafe csv_set_space_func(parser) { _ in 0 } }
    }

    deinit {
        unsafe csv_free(parser)
        unsafe parser.deallocate()
    }

    /// All records of a whole table.
    package mutating func records(of bytes: [UInt8]) -> Outcome {
        let sink = Sink()
        let taken = feed(bytes.span, to: sink)
        let isWhole = taken == bytes.count && finish(sink)
        return Outcome(records: sink.records, isWhole: isWhole)
    }

    /// How many records a file has, for measuring.
    package consuming func countRecords(of file: ByteFile) throws(ReadingError) -> Int {
        var records = 0
        var offset: UInt64 = 0
        var block = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let got = try file.read(at: offset, into: &block, from: 0, count: block.count)
            if got == 0 { break }
            offset += UInt64(got)
            unsafe withUnsafeMutablePointer(to: &records) { counter in
                _ = unsafe block.withUnsafeBytes {
                    unsafe csv_parse(
                        parser, $0.baseAddress, got, { _, _, _ in },
                        { _, counter in unsafe counter?.assumingMemoryBound(to: Int.self).pointee += 1 }, counter)
                }
            }
        }
        return records
    }

    /// The record at the beginning of `window` and the bytes it takes with its line end, fed line by line until the
    /// grammar says it has ended. Nil where the grammar refuses it or the window ends first.
    mutating func record(in window: Span<UInt8>, isFinal: Bool) -> (cells: [[UInt8]], consumed: Int)? {
        let sink = Sink()
        var at = 0
        while at < window.count {
            var end = at
            while end < window.count, window[end] != 0x0A, window[end] != 0x0D { end += 1 }
            if end < window.count { end += 1 }
            if end < window.count, window[end - 1] == 0x0D, window[end] == 0x0A { end += 1 }
            guard feed(window.extracting(at..<end), to: sink) == end - at else {
                hasRefused = true
                return nil
            }
            at = end
            if let cells = sink.records.first { return (cells, at) }
        }
        guard isFinal, finish(sink), let cells = sink.records.first else { return nil }
        return (cells, at)
    }

    private mutating func feed(_ bytes: Span<UInt8>, to sink: Sink) -> Int {
        unsafe bytes.withUnsafeBytes { buffer in
            unsafe csv_parse(
                parser, buffer.baseAddress, buffer.count, Self.takeCell, Self.takeRecord,
                Unmanaged.passUnretained(sink).toOpaque())
        }
    }

    private mutating func finish(_ sink: Sink) -> Bool {
        unsafe csv_fini(parser, Self.takeCell, Self.takeRecord, Unmanaged.passUnretained(sink).toOpaque()) == 0
    }

    private static let takeCell: @convention(c) (UnsafeMutableRawPointer?, Int, UnsafeMutableRawPointer?) -> Void = {
        bytes, count, sink in
        guard let sink = unsafe sink else { return }
        let cell = unsafe [UInt8](UnsafeRawBufferPointer(start: bytes, count: count))
        unsafe Unmanaged<Sink>.fromOpaque(sink).takeUnretainedValue().cells.append(cell)
    }

    private static let takeRecord: @convention(c) (Int32, UnsafeMutableRawPointer?) -> Void = { _, sink in
        guard let pointer = unsafe sink else { return }
        let sink = unsafe Unmanaged<Sink>.fromOpaque(pointer).takeUnretainedValue()
        sink.records.append(sink.cells)
        sink.cells = []
    }
}
