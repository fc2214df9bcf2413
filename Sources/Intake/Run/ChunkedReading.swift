import AuditModel
import CSVReading
import Crypto
import Dispatch
import Synchronization

/// Reads all stretches of all files on several threads and proves that they fit together.
struct ChunkedReading {
    private struct Chunk: Sendable {
        var file: Int
        var start: UInt64
        var end: UInt64
    }

    private enum Task: Sendable {
        case digest(Int)
        case chunk(Int)
    }

    /// What the threads have finished.
    private struct Done: Sendable {
        var tables: [Int: ChunkTable] = [:]
        var digests: [Int: String] = [:]
        var issues: [AuditIssue] = []
        var rows = 0
        var rejected = 0
        var isJunk = false
        /// The first stretch with a quote that is never closed; what follows need not be read.
        var unclosed = Int.max

        mutating func take(_ table: ChunkTable, _ index: Int) {
            rows += table.rows.count
            rejected += table.rejected.count
            isJunk =
                isJunk || ChunkedReading.isJunk(rows: rows, rejected: rejected)
                || ChunkedReading.isJunk(rows: table.rows.count, rejected: table.rejected.count)
            if table.unclosedLine != nil { unclosed = min(unclosed, index) }
            tables[index] = table
        }
    }

    /// So many rows can not be used and so few can that this is no export; going on would only fill memory.
    private static func isJunk(rows: Int, rejected: Int) -> Bool { rejected > 250_000 && rejected / 4 > rows }

    private func junk(_ tables: [Int: ChunkTable]) -> AuditIssues {
        let first = tables.keys.min().flatMap { key in tables[key]?.rejected.first.map { (chunks[key].file, $0) } }
        let what = "nearly no row can be used"
        guard let (file, record) = first else { return AuditIssues(.input, [AuditIssue(.error, what)]) }
        let line = Int(record.span.line + files[file].dataLine) - 1
        return AuditIssues(
            .input,
            [AuditIssue(file: files[file].input.name, line: line, "\(what); the first is \(record.reason.rawValue)")])
    }

    let files: [SourceFile]
    let settings: IntakeSettings
    let meanings: RowMeanings
    private var chunks: [Chunk] = []
    /// Hexadecimal SHA-256 by file, once read.
    private(set) var digests: [String]

    init(files: [SourceFile], settings: IntakeSettings, meanings: RowMeanings) throws(AuditIssues) {
        self.files = files
        self.settings = settings
        self.meanings = meanings
        digests = files.map(\.input.sha256)
        for (index, source) in files.enumerated() {
            let starts = try reading(source.input.name) { () throws(ReadingError) in
                try Stretches.beginnings(
                    in: source.file, from: source.dataOffset, bytes: settings.chunkBytes,
                    settings: source.settings(maxRecordBytes: settings.maxRecordBytes))
            }
            for (position, start) in starts.enumerated() {
                chunks.append(
                    Chunk(file: index, start: start, end: position + 1 < starts.count ? starts[position + 1] : .max))
            }
        }
    }

    /// The tables of all stretches with the number of their file, in the order of the files.
    mutating func run<Reader: OrderTextReading & SendableMetatype>(
        makeReader: @escaping @Sendable () -> Reader
    ) throws(AuditIssues) -> [(file: Int, table: ChunkTable)] {
        if let tables = try run(stopsEarly: !keepsUnclosedQuotes, makeReader: makeReader) { return tables }
        // A stretch that was begun wrongly saw a quote that is none.
        return try run(stopsEarly: false, makeReader: makeReader) ?? []
    }

    private var keepsUnclosedQuotes: Bool { settings.profile?.unclosedQuotes == .text }

    /// Nil where reading stopped at a quote that turned out to be closed.
    private mutating func run<Reader: OrderTextReading & SendableMetatype>(
        stopsEarly: Bool, makeReader: @escaping @Sendable () -> Reader
    ) throws(AuditIssues) -> [(file: Int, table: ChunkTable)]? {
        let tasks = digests.indices.filter { digests[$0].isEmpty }.map(Task.digest) + chunks.indices.map(Task.chunk)
        let next = Mutex(0)
        let done = Mutex(Done())
        let (files, chunks, settings, meanings) = (files, chunks, settings, meanings)
        DispatchQueue.concurrentPerform(iterations: min(settings.jobs, tasks.count)) { _ in
            var reader = makeReader()
            while true {
                let number = next.withLock { value in
                    value += 1
                    return value - 1
                }
                guard number < tasks.count else { return }
                if stopsEarly {
                    let unclosed = done.withLock(\.unclosed)
                    if case .chunk(let index) = tasks[number], index > unclosed { return }
                    if case .digest = tasks[number], unclosed < .max { continue }
                }
                do throws(ReadingError) {
                    switch tasks[number] {
                    case .digest(let file):
                        let digest = try Self.digest(files[file].text.original)
                        done.withLock { $0.digests[file] = digest }
                    case .chunk(let index):
                        let table = try Self.read(
                            chunks[index], files, settings, meanings, stopsEarly: stopsEarly, &reader)
                        done.withLock { $0.take(table, index) }
                        if done.withLock(\.isJunk) { return }
                    }
                } catch {
                    let file: Int
                    switch tasks[number] {
                    case .digest(let index): file = index
                    case .chunk(let index): file = chunks[index].file
                    }
                    done.withLock { $0.issues.append(AuditIssue(file: files[file].input.name, error.message)) }
                }
            }
        }
        var result = done.withLock { value in
            defer { value.tables = [:] }
            return value
        }
        if result.isJunk { throw junk(result.tables) }
        guard result.issues.isEmpty else { throw AuditIssues(.input, Array(Set(result.issues))) }
        for (file, digest) in result.digests { digests[file] = digest }
        let tables = try inOrder(&result.tables, makeReader: makeReader)
        if !keepsUnclosedQuotes {
            for (file, table) in tables { if let line = table.unclosedLine { throw unclosed(line, file, tables) } }
        }
        return stopsEarly && result.unclosed < .max ? nil : tables
    }

    /// `line` counts from the beginning of the stretch that comes last of those of its file read so far.
    private func unclosed(_ line: UInt32, _ file: Int, _ tables: [(file: Int, table: ChunkTable)]) -> AuditIssues {
        var before = files[file].dataLine - 1
        for entry in tables where entry.file == file {
            if entry.table.unclosedLine != nil { break }
            before += entry.table.lines
        }
        return AuditIssues(
            .input,
            [
                AuditIssue(
                    file: files[file].input.name, line: Int(before + line),
                    "a quote opens a cell here and none closes it within \(settings.maxRecordBytes >> 10) KiB or before the "
                        + "end of the file; is the file whole? If quotes are mere characters in it, say so in a "
                        + "profile, unclosed-quotes: text")
            ])
    }

    /// A stretch must begin where the one before it ends; one that was begun wrongly is read again from there.
    private func inOrder<Reader: OrderTextReading & SendableMetatype>(
        _ tables: inout [Int: ChunkTable], makeReader: @Sendable () -> Reader
    ) throws(AuditIssues) -> [(file: Int, table: ChunkTable)] {
        var ordered: [(file: Int, table: ChunkTable)] = []
        var expected: UInt64?
        for (index, chunk) in chunks.enumerated() {
            if index > 0, chunks[index - 1].file != chunk.file { expected = nil }
            guard var table = tables.removeValue(forKey: index) else { continue }
            if let expected, expected != chunk.start {
                if expected >= chunk.end { continue }
                var again = chunk
                again.start = expected
                var reader = makeReader()
                table = try reading(files[chunk.file].input.name) { () throws(ReadingError) in
                    try Self.read(again, files, settings, meanings, stopsEarly: false, &reader)
                }
            }
            expected = table.end
            ordered.append((chunk.file, table))
        }
        return ordered
    }

    private static func read<Reader: OrderTextReading & SendableMetatype>(
        _ chunk: Chunk, _ files: [SourceFile], _ settings: IntakeSettings, _ meanings: RowMeanings, stopsEarly: Bool,
        _ textReader: inout Reader
    ) throws(ReadingError) -> ChunkTable {
        let source = files[chunk.file]
        var table = ChunkTable()
        var builder = RowBuilder<Reader>(
            source: source, fileNumber: UInt16(chunk.file), meanings: meanings)
        var reader = RecordReader(
            source.file, from: chunk.start, to: chunk.end,
            settings: source.settings(maxRecordBytes: settings.maxRecordBytes))
        let length = min(chunk.end, source.file.size) - min(chunk.start, source.file.size)
        while try reader.advance() {
            if table.rows.isEmpty { table.reserve(for: length, like: reader.records) }
            let bytes = reader.bytes.span
            for record in reader.records {
                builder.add(record, fields: reader.fields, bytes: bytes, reader: &textReader, to: &table)
            }
            if stopsEarly, table.unclosedLine != nil { break }
            // Not read to its end: the whole run is refused for it.
            if Self.isJunk(rows: table.rows.count, rejected: table.rejected.count) { break }
        }
        table.end = reader.position
        table.lines = reader.nextLine - 1
        table.blankLines += reader.blankLines
        table.isInvalid = reader.isInvalid
        return table
    }

    private static func digest(_ file: ByteFile) throws(ReadingError) -> String {
        var hash = SHA256()
        var block = [UInt8](repeating: 0, count: 1 << 18)
        var offset: UInt64 = 0
        while true {
            let got = try file.read(at: offset, into: &block, from: 0, count: block.count)
            unsafe block.withUnsafeBytes {
                unsafe hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[..<got]))
            }
            offset += UInt64(got)
            if got < block.count { break }
        }
        return hexadecimal(hash.finalize())
    }
}

/// Tells a reading error as an issue of the file called `name`.
func reading<Result>(
    _ name: String, _ body: () throws(ReadingError) -> Result
) throws(AuditIssues) -> Result {
    do throws(ReadingError) {
        return try body()
    } catch {
        throw AuditIssues(.input, [AuditIssue(file: name, error.message)])
    }
}
