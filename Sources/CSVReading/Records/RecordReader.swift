import CSVIndex

/// Reads the records of one stretch of a file, a batch at a time, in bounded memory and without a `String`.
///
/// What a record is depends only on the bytes from its beginning on, never on blocks or stretches: any division of a
/// file into stretches that begin with a record gives the same records.
package struct RecordReader: ~Copyable {
    /// How a table is to be read.
    package struct Settings: Sendable {
        package var dialect: Dialect
        /// Cells a record has by the header; 0 where that is not known. Decides between readings of an odd record.
        package var width: Int
        /// Columns whose cells are lent, ascending; nil: all of every record.
        package var columns: [Int]?
        /// Longest record in bytes; a longer one is reported without cells.
        package var maxRecordBytes: Int
        /// In a table of one column a blank line is a record with an empty cell.
        package var keepsBlankLines: Bool

        package init(
            dialect: Dialect, width: Int, columns: [Int]? = nil, maxRecordBytes: Int = 1 << 20,
            keepsBlankLines: Bool = false
        ) {
            self.dialect = dialect
            self.width = width
            self.columns = columns
            self.maxRecordBytes = maxRecordBytes
            self.keepsBlankLines = keepsBlankLines
        }
    }

    package private(set) var records: [Record] = []
    package private(set) var fields: [FieldRange] = []
    package private(set) var bytes: [UInt8]
    /// Blank lines passed over so far.
    package private(set) var blankLines = 0
    /// Bytes that are not UTF-8 were seen so far.
    package private(set) var isInvalid = false

    private let file: ByteFile
    private let settings: Settings
    private var stretchEnd: UInt64
    private let blockBytes: Int
    private var base: UInt64
    private var filled = 0
    private var at = 0
    private var line: UInt32 = 1
    private var reachedEnd = false
    private var firstStrip: Int
    private var strip: Int
    private var index = StructuralIndex()
    /// Number of the next line end inside quotes that no record has taken.
    private var innerAt = 0
    /// By record: the number of its first cell's end.
    private var begins: [Int] = []
    private var skipping: Record?
    private var skipsOpenQuote = false
    /// Bytes of cells that were read anew, appended behind the block.
    private var extra = 0

    /// Bytes behind the data that the index may read.
    private static let slack = 64
    /// Bytes that are indexed at a time.
    private static let usualStrip = 1 << 16

    /// `start` must be the beginning of a record; records that begin at or behind `end` are left to the next stretch.
    package init(
        _ file: ByteFile, from start: UInt64 = 0, to end: UInt64 = .max, settings: Settings, blockBytes: Int = 1 << 19
    ) {
        self.file = file
        self.settings = settings
        self.blockBytes = blockBytes
        stretchEnd = end
        firstStrip = min(Self.usualStrip, blockBytes)
        strip = firstStrip
        base = start
        bytes = [UInt8](repeating: 0, count: blockBytes + Self.slack)
    }

    /// Where the next record begins; behind the last one: where the next stretch begins.
    package var position: UInt64 { base + UInt64(at) }
    /// The line of `position`.
    package var nextLine: UInt32 { line }

    /// Where a lent record stands in `bytes`, as it came but for doubled quotes undone.
    package func place(of record: Record) -> Range<Int> {
        let start = Int(record.offset - base)
        return start..<min(filled, start + Int(record.length))
    }

    /// Reads the next records. False: the stretch has no more.
    package mutating func advance() throws(ReadingError) -> Bool {
        records.removeAll(keepingCapacity: true)
        fields.removeAll(keepingCapacity: true)
        begins.removeAll(keepingCapacity: true)
        dropExtra()
        while records.isEmpty {
            if position >= stretchEnd && skipping == nil { return false }
            try ensure(strip)
            guard at < filled else { return try finishSkipping() }
            if skipping != nil {
                skip()
                continue
            }
            if settings.dialect.isIndexable { try readIndexed() } else { try readIrregular() }
        }
        return true
    }

    /// Turns to another stretch of the file, as if made anew for it, keeping the buffers.
    package mutating func restart(from start: UInt64, to end: UInt64) {
        dropExtra()
        stretchEnd = end
        base = start
        (filled, at, line) = (0, 0, 1)
        reachedEnd = false
        skipping = nil
        skipsOpenQuote = false
        (blankLines, isInvalid) = (0, false)
        firstStrip = min(Self.usualStrip, blockBytes)
        strip = firstStrip
    }

    /// Turns to the single record of `length` bytes that begins at `start`, keeping the buffers.
    package mutating func restart(at start: UInt64, length: Int) {
        restart(from: start, to: start + 1)
        // A little more than the record, so that its line end is seen whole.
        firstStrip = min(Self.usualStrip, length + 4)
        strip = firstStrip
    }

    // MARK: The block

    /// Sees to it that `count` bytes from `at` on are there, unless the file ends before.
    private mutating func ensure(_ count: Int) throws(ReadingError) {
        if filled - at >= count || reachedEnd { return }
        dropExtra()
        if at > 0 {
            bytes.withShiftedDown(from: at, count: filled - at)
            base += UInt64(at)
            filled -= at
            at = 0
        }
        let capacity = max(blockBytes, count)
        if bytes.count < capacity + Self.slack {
            bytes += [UInt8](repeating: 0, count: capacity + Self.slack - bytes.count)
        }
        let wanted = bytes.count - Self.slack - filled
        let got = try file.read(at: base + UInt64(filled), into: &bytes, from: filled, count: wanted)
        filled += got
        reachedEnd = got < wanted
    }

    private mutating func dropExtra() {
        if extra > 0 { bytes.removeLast(extra) }
        extra = 0
    }

    // MARK: Records the index can tell

    private mutating func readIndexed() throws(ReadingError) {
        var limit = min(at + strip, filled)
        let isFinal = reachedEnd && limit == filled
        // A CR at the edge may belong to a CR LF.
        if !isFinal, limit > at + 1, bytes[limit - 1] == 0x0D { limit -= 1 }
        index.index(bytes, from: at, to: limit, dialect: settings.dialect)
        let scan = index.scan
        if scan.wide != 0, !isInvalid { isInvalid = !bytes.span.extracting(at..<limit).isUTF8(upToEnd: isFinal) }
        let before = at
        innerAt = 0
        let isWhole = takeLines()
        cut()
        undoDoubled()
        // What follows may move the block under the records that are lent.
        guard records.isEmpty, position < stretchEnd else { return }
        guard isWhole else { return try readIrregular() }
        if scan.odd < limit {
            try readIrregular()
        } else if isFinal, at < limit {
            if scan.open != 0 { return try readIrregular() }
            takeLast(limit)
        } else if at == before {
            if limit - at > settings.maxRecordBytes { return try readIrregular() }
            strip *= 2
        }
    }

    /// Takes the records that end at an indexed line end. False: the next one is too long for a regular record.
    private mutating func takeLines() -> Bool {
        var first = 0
        for number in 0..<index.scan.lines {
            let last = index.lineEnd(number)
            let end = index.end(last)
            let recordEnd = end > at && bytes[end] == 0x0A && bytes[end - 1] == 0x0D ? end - 1 : end
            if recordEnd - at > settings.maxRecordBytes { return false }
            take(first...last, upTo: recordEnd, lines: 1 + countInnerLines(before: end))
            at = end + 1
            first = last + 1
            if base + UInt64(at) >= stretchEnd { return true }
        }
        return true
    }

    /// Takes the last record of a file, which has no line end.
    private mutating func takeLast(_ limit: Int) {
        let count = index.scan.ends
        let first = index.scan.lines > 0 ? index.lineEnd(index.scan.lines - 1) + 1 : 0
        index.close(at: limit)
        let lines = 1 + countInnerLines(before: limit)
        if limit - at > settings.maxRecordBytes {
            records.append(tooLong(length: UInt64(limit - at), lines: lines))
            line &+= lines
        } else {
            take(first...count, upTo: limit, lines: lines)
            cut()
            undoDoubled()
        }
        at = limit
    }

    private mutating func countInnerLines(before end: Int) -> UInt32 {
        let before = innerAt
        while innerAt < index.scan.inner, index.innerLineEnd(innerAt) < end { innerAt += 1 }
        return UInt32(innerAt - before)
    }

    /// Takes the record from `at` to `recordEnd`, whose cells end at `ends`, or passes over a blank line.
    private mutating func take(_ ends: ClosedRange<Int>, upTo recordEnd: Int, lines: UInt32) {
        defer { line &+= lines }
        if ends.count == 1, !settings.keepsBlankLines, isBlank(at..<recordEnd) {
            blankLines += 1
            return
        }
        let firstField = records.last.map { $0.firstField + (settings.columns?.count ?? $0.width) } ?? 0
        begins.append(ends.lowerBound)
        records.append(
            Record(
                offset: base + UInt64(at), length: UInt64(recordEnd - at), line: line, lines: lines, width: ends.count,
                firstField: firstField, kind: .regular))
    }

    /// Lends the wanted cells of the records that were taken, without the quotes around them; empty where there is no such
    /// column.
    private mutating func cut() {
        if records.isEmpty { return }
        let (index, bytes, records, begins, base) = (index, bytes, records, begins, base)
        let (columns, quote) = (settings.columns, settings.dialect.quote)
        let all = columns ?? Array(0..<records.reduce(0) { max($0, $1.width) })
        fields.append(addingCapacity: columns == nil ? index.scan.ends + 1 : records.count * all.count) { lent in
            for (record, firstEnd) in zip(records, begins) {
                let (width, start) = (record.width, Int(truncatingIfNeeded: record.offset &- base))
                for place in 0..<(columns == nil ? width : all.count) {
                    let column = all[place]
                    if column >= width {
                        lent.append(.empty)
                        continue
                    }
                    var first = column == 0 ? start : index.end(firstEnd &+ column &- 1) &+ 1
                    var last = index.end(firstEnd &+ column)
                    // A record's last cell ends before both bytes of a CR LF.
                    if column == width &- 1 { last = start &+ Int(truncatingIfNeeded: record.length) }
                    if bytes[first] == quote, last &- first >= 2 {
                        first &+= 1
                        last &-= 1
                    }
                    lent.append(
                        FieldRange(start: UInt32(truncatingIfNeeded: first), end: UInt32(truncatingIfNeeded: last)))
                }
            }
        }
    }

    /// Makes one quote of two in the cells that are lent.
    private mutating func undoDoubled() {
        var doubled = 0
        for number in records.indices where doubled < index.scan.doubled {
            let place = place(of: records[number])
            while doubled < index.scan.doubled, index.doubledQuote(doubled) < place.lowerBound { doubled += 1 }
            guard doubled < index.scan.doubled else { return }
            let end = number + 1 < records.count ? records[number + 1].firstField : fields.count
            if index.doubledQuote(doubled) < place.upperBound {
                undoDoubled(records[number].firstField..<end, ofRecordAt: place.lowerBound)
            }
        }
    }

    /// The same in those of a record's cells that stood in quotes, moving their bytes together.
    private mutating func undoDoubled(_ cells: Range<Int>, ofRecordAt start: Int) {
        let quote = settings.dialect.quote
        for index in cells {
            let content = fields[index].range
            guard content.lowerBound > start, bytes[content.lowerBound - 1] == quote else { continue }
            var read = content.lowerBound
            while read < content.upperBound, bytes[read] != quote { read += 1 }
            var write = read
            while read < content.upperBound {
                if bytes[read] == quote { read += 1 }
                bytes[write] = bytes[read]
                read += 1
                write += 1
            }
            fields[index].end = UInt32(write)
        }
    }

    private mutating func pad(_ firstField: Int, _ stride: Int) {
        while fields.count - firstField < stride { fields.append(.empty) }
    }

    private func isBlank(_ range: Range<Int>) -> Bool {
        for index in range where bytes[index] != 0x20 && bytes[index] != 0x09 { return false }
        return true
    }

    // MARK: Records it cannot

    /// Windows in which a record that is not regular is looked for; one whose quotes do not close within the second has
    /// quotes that never close.
    private static let windows = [1 << 12, 1 << 16]

    /// Reads the record at `at` by the grammar's own parser, or repairs it.
    private mutating func readIrregular() throws(ReadingError) {
        strip = firstStrip
        guard let reading = try irregular() else {
            skipping = tooLong(length: 0, lines: 1)
            skipsOpenQuote = holdsOpenQuote
            return skip()
        }
        if reading.isBlank, !settings.keepsBlankLines {
            blankLines += 1
        } else {
            let firstField = fields.count
            for column in settings.columns ?? Array(reading.cells.indices) {
                guard column < reading.cells.count else {
                    fields.append(.empty)
                    continue
                }
                let start = bytes.count
                bytes.append(contentsOf: reading.cells[column])
                extra += reading.cells[column].count
                fields.append(FieldRange(start: UInt32(start), end: UInt32(bytes.count)))
            }
            records.append(
                Record(
                    offset: position, length: UInt64(reading.length), line: line, lines: UInt32(reading.lines),
                    width: reading.cells.count, firstField: firstField,
                    kind: reading.isUnclosed ? .unclosed : reading.isRepaired ? .repaired : .regular))
        }
        line &+= UInt32(reading.lines)
        at += reading.consumed
    }

    /// The record at `at`; nil where its first line alone is longer than a record may be.
    private mutating func irregular() throws(ReadingError) -> IrregularRecord? {
        for window in Self.windows + [settings.maxRecordBytes + 2] {
            try ensure(window)
            let limit = min(at + window, filled)
            let isWidest = window >= Self.windows[1] || window > settings.maxRecordBytes
            let reading = IrregularRecord.read(
                bytes.span.extracting(at..<limit), isFinal: reachedEnd && limit == filled, isWidest: isWidest,
                settings: settings)
            if case .record(let record) = reading { return record.length > settings.maxRecordBytes ? nil : record }
            if window > settings.maxRecordBytes { break }
        }
        return nil
    }

    // MARK: Records that are too long

    private func tooLong(length: UInt64, lines: UInt32) -> Record {
        Record(
            offset: position, length: length, line: line, lines: lines, width: 0, firstField: fields.count,
            kind: .tooLong)
    }

    /// Whether the part of an overlong line that is at hand leaves a quoted cell open.
    private var holdsOpenQuote: Bool {
        guard settings.dialect.quote != 0 else { return false }
        var isOpen = false
        for index in at..<min(filled, at + settings.maxRecordBytes) where bytes[index] == settings.dialect.quote {
            isOpen.toggle()
        }
        return isOpen
    }

    /// Passes over an overlong physical line, block by block.
    private mutating func skip() {
        var index = at
        while index < filled, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
        skipping?.length += UInt64(index - at)
        if index < filled {
            at = index + 1
            if bytes[index] == 0x0D, at < filled, bytes[at] == 0x0A { at += 1 }
            endSkipping()
        } else {
            at = index
        }
    }

    private mutating func finishSkipping() throws(ReadingError) -> Bool {
        guard skipping != nil else { return false }
        // The file ends in it.
        if skipsOpenQuote { skipping?.kind = .unclosed }
        endSkipping()
        return true
    }

    private mutating func endSkipping() {
        if var record = skipping {
            record.firstField = fields.count
            pad(fields.count, settings.columns?.count ?? 0)
            records.append(record)
        }
        skipping = nil
        line &+= 1
    }
}

extension [UInt8] {
    /// Moves `self[start..<start + count]` to the front.
    fileprivate mutating func withShiftedDown(from start: Int, count: Int) {
        guard start > 0, count > 0 else { return }
        unsafe withUnsafeMutableBytes { buffer in
            unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[0..<count]).copyMemory(
                from: UnsafeRawBufferPointer(rebasing: buffer[start..<(start + count)]))
        }
    }
}
