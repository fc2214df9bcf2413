import AuditModel
import CSVReading

/// What one thread reads stretches of files with; its buffers serve stretch after stretch.
final class StretchReader<Texts: OrderTextReading & SendableMetatype> {
    private final class OpenFile {
        let file: Int
        var records: RecordReader

        init(_ file: Int, _ records: consuming RecordReader) {
            self.file = file
            self.records = records
        }
    }

    private let number: Int
    private let meanings: RowMeanings
    private let maxRecordBytes: Int
    private var texts: Texts
    private var open: OpenFile?
    /// Room for the rows and facts of the next stretch.
    private var rows: [ReadRow] = []
    private var facts = FactTable()
    private var words = SeenWords()

    /// `number` tells the thread from others.
    init(_ number: Int, meanings: RowMeanings, maxRecordBytes: Int, texts: Texts) {
        self.number = number
        self.meanings = meanings
        self.maxRecordBytes = maxRecordBytes
        self.texts = texts
    }

    /// The rows of `source`, which is file number `file`, whose records begin at `start` or behind it and before `end`.
    /// `stopsEarly`: at a quote that is never closed.
    func read(
        _ source: SourceFile, file: Int, from start: UInt64, to end: UInt64, stopsEarly: Bool
    ) throws(ReadingError) -> ChunkTable {
        var table = ChunkTable()
        swap(&table.rows, &rows)
        swap(&table.facts, &facts)
        swap(&table.words, &words)
        table.reader = number
        defer { words = table.words }
        let builder = RowBuilder(source: source, fileNumber: UInt16(file), meanings: meanings)
        let length = min(end, source.file.size) - min(start, source.file.size)
        if let open, open.file == file {
            open.records.restart(from: start, to: end)
            try read(&open.records, builder, length: length, stopsEarly: stopsEarly, into: &table)
        } else {
            let opened = OpenFile(
                file,
                RecordReader(
                    source.file, from: start, to: end, settings: source.settings(maxRecordBytes: maxRecordBytes)))
            open = opened
            try read(&opened.records, builder, length: length, stopsEarly: stopsEarly, into: &table)
        }
        return table
    }

    private func read(
        _ reader: inout RecordReader, _ builder: RowBuilder, length: UInt64, stopsEarly: Bool,
        into table: inout ChunkTable
    ) throws(ReadingError) {
        // Numbers of the records at hand that are rows.
        var kept: [Int] = []
        while try reader.advance() {
            if table.rows.isEmpty { table.reserve(for: length, like: reader.records) }
            let bytes = reader.bytes.span
            let first = table.rows.count
            kept.removeAll(keepingCapacity: true)
            for (number, record) in reader.records.enumerated() {
                if record.lines > 1 { builder.noteSwallowed(record, reader.place(of: record), of: bytes, in: &table) }
                if builder.add(record, fields: reader.fields, bytes: bytes, to: &table) { kept.append(number) }
            }
            // Texts are read apart, so that what either work needs stays at hand.
            for (row, number) in kept.enumerated() {
                builder.readTexts(
                    of: reader.records[number], row: first + row, fields: reader.fields, bytes: bytes, reader: &texts,
                    in: &table)
            }
            if stopsEarly, table.unclosedLine != nil { break }
            // Not read to its end: the whole run is refused for it.
            if ChunkedReading.isJunk(rows: table.rows.count, rejected: table.rejected.count) { break }
        }
        table.end = reader.position
        table.lines = reader.nextLine - 1
        table.blankLines += reader.blankLines
        table.isInvalid = reader.isInvalid
        table.unknownStatusWords = builder.unknownStatusWords
    }

    /// Takes the room of a table that is done with.
    func takeRoom(of table: inout ChunkTable) {
        table.rows.removeAll(keepingCapacity: true)
        swap(&table.rows, &rows)
        table.facts.removeAll()
        swap(&table.facts, &facts)
    }
}
