/// A record with a quote where the grammar has none, read so that the least is lost: the stray quote becomes text, and
/// rows that follow stay rows.
struct IrregularRecord {
    /// Contents of the cells.
    var cells: [[UInt8]]
    /// Bytes without and with the line end.
    var length: Int
    var consumed: Int
    /// Physical lines it takes.
    var lines: Int
    var isRepaired: Bool
    /// The stray quote opens a cell that nothing closes, and lines follow.
    var isUnclosed = false

    var isBlank: Bool { cells.count == 1 && cells[0].allSatisfy { $0 == 0x20 || $0 == 0x09 } }

    enum Reading {
        case record(IrregularRecord)
        /// The record can not be told within the window.
        case needsMore
    }

    /// Reads the record at the beginning of `window`. `isWidest`: no wider window will be offered, so that a quoted cell
    /// which is still open at its end is taken as never closed.
    static func read(
        _ window: Span<UInt8>, isFinal: Bool, isWidest: Bool, settings: RecordReader.Settings
    ) -> Reading {
        let splitter = RecordSplitter(dialect: settings.dialect, isFinal: isFinal)
        guard let oneLine = splitter.split(window, across: false) else { return .needsMore }
        let width = settings.width
        func isPlausible(_ record: IrregularRecord) -> Bool {
            if width == 0 { return true }
            return record.cells.count == width
                && (record.lines == 1
                    || !splitter.hasRow(ofWidth: width, in: window, from: oneLine.consumed, to: record.length))
        }
        switch byGrammar(window, isFinal: isFinal, dialect: settings.dialect) {
        case .record(let record) where isPlausible(record): return .record(record)
        case .needsMore where !isWidest && !isFinal: return .needsMore
        default: break
        }
        guard oneLine.isOpen || (width > 0 && oneLine.cells.count != width) else { return .record(oneLine.record) }
        // The quoted cell may go on over line ends, unless a line it would swallow is a whole row by itself.
        var neverCloses = false
        if let whole = splitter.split(window, across: true) {
            if !whole.isOpen, whole.lines > 1, isPlausible(whole.record) { return .record(whole.record) }
            neverCloses = whole.isOpen
        } else if !isWidest {
            return .needsMore
        } else {
            neverCloses = true
        }
        let isUnclosed =
            neverCloses && oneLine.isOpen && oneLine.consumed < window.count
            && !window.extracting(0..<oneLine.length).holdsPairs(of: settings.dialect.quote)
        if width > 0 {
            // One quote that seems to open a cell may be text: without it the row has the header's width.
            for opening in 0..<min(oneLine.openings, 64) {
                guard let mended = splitter.split(window, across: false, sparing: opening) else { break }
                if !mended.isOpen, mended.cells.count == width {
                    return .record(mended.record.marked(unclosed: isUnclosed))
                }
            }
        }
        return .record(oneLine.record.marked(unclosed: isUnclosed))
    }

    /// The record as libcsv reads it; nil where the grammar refuses it.
    private static func byGrammar(_ window: Span<UInt8>, isFinal: Bool, dialect: Dialect) -> Reading? {
        guard var parser = GrammarParser(dialect) else { return nil }
        guard let (cells, consumed) = parser.record(in: window, isFinal: isFinal) else {
            return parser.hasRefused ? nil : .needsMore
        }
        var length = consumed
        if length > 0, window[length - 1] == 0x0A { length -= 1 }
        if length > 0, window[length - 1] == 0x0D { length -= 1 }
        var lines = 1
        for index in 0..<length
        where window[index] == 0x0A || (window[index] == 0x0D && (index + 1 == length || window[index + 1] != 0x0A)) {
            lines += 1
        }
        return .record(
            IrregularRecord(cells: cells, length: length, consumed: consumed, lines: lines, isRepaired: false))
    }

    init(cells: [[UInt8]], length: Int, consumed: Int, lines: Int, isRepaired: Bool) {
        self.cells = cells
        self.length = length
        self.consumed = consumed
        self.lines = lines
        self.isRepaired = isRepaired
    }
}

extension IrregularRecord {
    fileprivate func marked(unclosed: Bool) -> IrregularRecord {
        var record = self
        record.isUnclosed = unclosed
        return record
    }
}

extension Span<UInt8> {
    /// Whether `quote` stands in it an even number of times.
    fileprivate func holdsPairs(of quote: UInt8) -> Bool {
        var isPaired = true
        for index in indices where self[index] == quote { isPaired.toggle() }
        return isPaired
    }
}

/// Splits a record leniently: a quote opens a cell only at its beginning and closes it only before a separator.
struct RecordSplitter {
    var dialect: Dialect
    var isFinal: Bool

    struct Split {
        var cells: [[UInt8]] = []
        var length = 0
        var consumed = 0
        var lines = 1
        var strays = 0
        /// Cells that begin with a quote.
        var openings = 0
        /// A quoted cell was not closed; what follows its opening quote was split as if it were text.
        var isOpen = false
        var record: IrregularRecord {
            IrregularRecord(
                cells: cells, length: length, consumed: consumed, lines: lines, isRepaired: strays > 0 || isOpen)
        }
    }

    /// The record at `start` of `window`; `across`: quoted cells may hold line ends; `sparing`: the number of a cell's
    /// opening quote that is taken as text. Nil: the record does not end there.
    func split(_ window: Span<UInt8>, across: Bool, from start: Int = 0, sparing: Int? = nil) -> Split? {
        var result = Split()
        var at = start
        while true {
            guard let next = cell(window, at, across: across, sparing: sparing, into: &result) else { return nil }
            at = next
            if at >= window.count {
                guard isFinal else { return nil }
                result.length = at - start
                result.consumed = at - start
                return result
            }
            if window[at] == dialect.delimiter {
                at += 1
                continue
            }
            result.length = at - start
            at += 1
            if window[at - 1] == 0x0D {
                if at == window.count, !isFinal { return nil }
                if at < window.count, window[at] == 0x0A { at += 1 }
            }
            result.consumed = at - start
            return result
        }
    }

    /// Whether a line between two offsets is a whole row of the table.
    func hasRow(ofWidth width: Int, in window: Span<UInt8>, from start: Int, to end: Int) -> Bool {
        var at = start
        while at < end {
            guard let line = split(window, across: false, from: at) else { return false }
            if !line.isOpen, line.cells.count == width { return true }
            at += line.consumed
        }
        return false
    }

    /// Reads one cell and returns the position of the separator behind it; nil where the window ends before the cell.
    private func cell(
        _ window: Span<UInt8>, _ start: Int, across: Bool, sparing: Int?, into result: inout Split
    ) -> Int? {
        var opening = start
        if dialect.skipsSpaces { while opening < window.count, isSpace(window[opening]) { opening += 1 } }
        let begins = dialect.quote != 0 && opening < window.count && window[opening] == dialect.quote
        if begins { result.openings += 1 }
        if begins, sparing != result.openings - 1 {
            var content: [UInt8] = []
            var lines = 0
            var strays = 0
            var at = opening + 1
            while at < window.count {
                let byte = window[at]
                if dialect.escape == .backslash, byte == UInt8(ascii: "\\"), at + 1 < window.count {
                    content.append(window[at + 1])
                    at += 2
                } else if byte == dialect.quote {
                    if let end = closing(window, at + 1) {
                        result.cells.append(content)
                        result.lines += lines
                        result.strays += strays
                        return end
                    }
                    if dialect.escape == .doubled, at + 1 < window.count, window[at + 1] == dialect.quote {
                        at += 1
                    } else {
                        strays += 1
                    }
                    content.append(byte)
                    at += 1
                } else if byte == 0x0A || byte == 0x0D {
                    guard across else { break }
                    if byte == 0x0A || at + 1 >= window.count || window[at + 1] != 0x0A { lines += 1 }
                    content.append(byte)
                    at += 1
                } else {
                    content.append(byte)
                    at += 1
                }
            }
            if across, at >= window.count, !isFinal { return nil }
            result.isOpen = true
        }
        var end = start
        while end < window.count, window[end] != dialect.delimiter, window[end] != 0x0A, window[end] != 0x0D {
            if window[end] == dialect.quote, dialect.quote != 0 { result.strays += 1 }
            end += 1
        }
        var content: [UInt8] = []
        content.reserveCapacity(end - start)
        for index in start..<end { content.append(window[index]) }
        result.cells.append(content)
        return end
    }

    /// Where a cell ends that a quote before `at` would close; nil where the quote is text.
    private func closing(_ window: Span<UInt8>, _ at: Int) -> Int? {
        var end = at
        while end < window.count, isSpace(window[end]), window[end] != dialect.delimiter { end += 1 }
        if end >= window.count { return isFinal ? end : nil }
        let byte = window[end]
        return byte == dialect.delimiter || byte == 0x0A || byte == 0x0D ? end : nil
    }

    private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 }
}
