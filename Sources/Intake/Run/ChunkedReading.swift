import AuditModel
import CSVReading
import Crypto
import Dispatch
import Synchronization

/// Reads all stretches of all files on several threads, proves that they fit together, and adds each to the run as soon as
/// all before it are there, so that no row is held twice for long.
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
        var assembly: RunAssembly
        /// Stretches that wait for one before them.
        var waiting: [Int: ChunkTable] = [:]
        /// The stretch to be added next, and where it must begin.
        var next = 0
        var expected: UInt64?
        var digests: [Int: String] = [:]
        var issues: [AuditIssue] = []
        /// A quote that is never closed, where all before it is known.
        var unclosedIssue: AuditIssue?
        /// The table can not be laid into files.
        var spillFailure: AuditIssues?
        var rows = 0
        var rejected = 0
        var isJunk = false
        /// The first stretch with a quote that is never closed; what follows need not be read.
        var unclosed = Int.max

        /// What follows can change nothing.
        var isOver: Bool { isJunk || unclosedIssue != nil || spillFailure != nil || assembly.isOverfull }

        mutating func count(_ table: ChunkTable, _ index: Int) {
            rows += table.rows.count
            rejected += table.rejected.count
            isJunk =
                isJunk || ChunkedReading.isJunk(rows: rows, rejected: rejected)
                || ChunkedReading.isJunk(rows: table.rows.count, rejected: table.rejected.count)
            if table.unclosedLine != nil { unclosed = min(unclosed, index) }
        }
    }

    /// So many rows can not be used and so few can that this is no export; going on would only fill memory.
    static func isJunk(rows: Int, rejected: Int) -> Bool { rejected > 250_000 && rejected / 4 > rows }

    private func junk(_ done: Done) -> AuditIssues {
        let what = "nearly no row can be used"
        if let first = done.assembly.rejected.first { return junk(first.span, first.reason, what) }
        guard let index = done.waiting.keys.min(), var first = done.waiting[index]?.rejected.first else {
            return AuditIssues(.input, [AuditIssue(.error, what)])
        }
        first.span.line += files[chunks[index].file].dataLine - 1
        return junk(first.span, first.reason, what)
    }

    private func junk(_ span: SourceSpan, _ reason: RejectionReason, _ what: String) -> AuditIssues {
        AuditIssues(
            .input,
            [
                AuditIssue(
                    file: files[Int(span.file)].input.name, line: Int(span.line),
                    "\(what); the first is \(reason.rawValue)")
            ])
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
        let bytes = max(settings.chunkBytes, files.reduce(0) { $0 + $1.file.size } >> 10)
        for (index, source) in files.enumerated() {
            let starts = try reading(source.input.name) { () throws(ReadingError) in
                try Stretches.beginnings(
                    in: source.file, from: source.dataOffset, bytes: bytes,
                    settings: source.settings(maxRecordBytes: settings.maxRecordBytes))
            }
            for (position, start) in starts.enumerated() {
                chunks.append(
                    Chunk(file: index, start: start, end: position + 1 < starts.count ? starts[position + 1] : .max))
            }
        }
    }

    /// The run's tables put together, in the order of the files.
    mutating func run<Reader: OrderTextReading & SendableMetatype>(
        makeReader: @escaping @Sendable () -> Reader
    ) throws(AuditIssues) -> RunAssembly {
        if let assembly = try run(stopsEarly: !keepsUnclosedQuotes, makeReader: makeReader) { return assembly }
        // A stretch that was begun wrongly saw a quote that is none.
        return try run(stopsEarly: false, makeReader: makeReader) ?? RunAssembly(files: files)
    }

    private var keepsUnclosedQuotes: Bool { settings.profile?.unclosedQuotes == .text }

    /// Nil where reading stopped at a quote that turned out to be closed.
    private mutating func run<Reader: OrderTextReading & SendableMetatype>(
        stopsEarly: Bool, makeReader: @escaping @Sendable () -> Reader
    ) throws(AuditIssues) -> RunAssembly? {
        let tasks = digests.indices.filter { digests[$0].isEmpty }.map(Task.digest) + chunks.indices.map(Task.chunk)
        let next = Mutex(0)
        let done = Mutex(Done(assembly: RunAssembly(files: files, memory: settings.memory)))
        let reading = self
        DispatchQueue.concurrentPerform(iterations: min(settings.jobs, tasks.count)) { thread in
            let worker = StretchReader(
                thread, meanings: reading.meanings, maxRecordBytes: reading.settings.maxRecordBytes, texts: makeReader()
            )
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
                let file: Int
                switch tasks[number] {
                case .digest(let index): file = index
                case .chunk(let index): file = reading.chunks[index].file
                }
                do throws(ReadingError) {
                    switch tasks[number] {
                    case .digest:
                        let digest = try Self.digest(reading.files[file].text.original)
                        done.withLock { $0.digests[file] = digest }
                    case .chunk(let index):
                        var table: ChunkTable? = try reading.read(
                            reading.chunks[index], stopsEarly: stopsEarly, worker)
                        let isOver = done.withLock { value in
                            reading.add(&table, index, to: &value, worker)
                            return value.isOver
                        }
                        if isOver { return }
                    }
                } catch {
                    let message = error.message
                    done.withLock { $0.issues.append(AuditIssue(file: reading.files[file].input.name, message)) }
                }
            }
        }
        return try done.withLock { value throws(AuditIssues) in
            if value.isJunk { throw junk(value) }
            if let failure = value.spillFailure { throw failure }
            guard value.issues.isEmpty else { throw AuditIssues(.input, Array(Set(value.issues))) }
            for (file, digest) in value.digests { digests[file] = digest }
            if let issue = value.unclosedIssue { throw AuditIssues(.input, [issue]) }
            if stopsEarly, value.unclosed < .max { return nil }
            defer { value.assembly = RunAssembly(files: []) }
            return value.assembly
        }
    }

    /// Takes a stretch and adds all to the run that have no gap before them. A stretch must begin where the one before it
    /// ends; one that was begun wrongly is read again from there.
    private func add<Reader: OrderTextReading & SendableMetatype>(
        _ table: inout ChunkTable?, _ index: Int, to done: inout Done, _ worker: StretchReader<Reader>
    ) {
        if let table { done.count(table, index) }
        // Held by nobody else, so that its room can be used again.
        done.waiting[index] = table.take()
        while !done.isOver, var table = done.waiting.removeValue(forKey: done.next) {
            let chunk = chunks[done.next]
            if done.next > 0, chunks[done.next - 1].file != chunk.file { done.expected = nil }
            done.next += 1
            if let expected = done.expected, expected != chunk.start {
                if expected >= chunk.end { continue }
                var again = chunk
                again.start = expected
                do throws(ReadingError) {
                    table = try read(again, stopsEarly: false, worker)
                } catch {
                    done.issues.append(AuditIssue(file: files[chunk.file].input.name, error.message))
                    continue
                }
            }
            done.expected = table.end
            if let line = table.unclosedLine, !keepsUnclosedQuotes {
                let before = done.assembly.linesBefore(stretchOf: chunk.file)
                done.unclosedIssue = unclosed(line: Int(before + line), chunk.file)
                return
            }
            do throws(AuditIssues) {
                try done.assembly.append(table, file: chunk.file)
            } catch {
                done.spillFailure = error
            }
            worker.takeRoom(of: &table)
        }
    }

    private func unclosed(line: Int, _ file: Int) -> AuditIssue {
        AuditIssue(
            file: files[file].input.name, line: line,
            "a quote opens a cell here and none closes it within \(settings.maxRecordBytes >> 10) KiB or before the "
                + "end of the file; is the file whole? If quotes are mere characters in it, say so in a "
                + "profile, unclosed-quotes: text")
    }

    private func read<Reader: OrderTextReading & SendableMetatype>(
        _ chunk: Chunk, stopsEarly: Bool, _ worker: StretchReader<Reader>
    ) throws(ReadingError) -> ChunkTable {
        try worker.read(files[chunk.file], file: chunk.file, from: chunk.start, to: chunk.end, stopsEarly: stopsEarly)
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
