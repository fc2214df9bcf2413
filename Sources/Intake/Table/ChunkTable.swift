import AuditModel
import CSVReading

/// The rows of one stretch of a file, before anything that needs the whole run is settled.
struct ChunkTable: Sendable {
    struct Rejected: Sendable {
        var span: SourceSpan
        var lines: UInt32
        var reason: RejectionReason
    }

    var rows: [ReadRow] = []
    /// Physical lines of the records that are rows.
    var orderLines = 0
    var rejected: [Rejected] = []
    var facts = FactTable()
    /// Number of the thread that has read it, and the words that rows have by number.
    var reader = 0
    var words = SeenWords()
    var evidence = ColumnEvidence()
    var unknownStatuses = 0
    var blankStatuses = 0
    var unknownStatusWords: Set<String> = []
    /// Rows whose accession number a spreadsheet has shortened; it was left unread.
    var shortenedAccessions = 0
    /// Rows with a diagnosis code that has not the shape of one.
    var malformedCodes = 0
    var blankLines = 0
    /// Records with a quoted cell in which a line looks like a row of its own, and the line of the first.
    var swallowing = 0
    var firstSwallowing: UInt32?
    /// Lines of headers that stand again among the records.
    var headerLines = 0
    /// Lines on which another table seems to begin.
    var otherTables: [UInt32] = []
    var lines: UInt32 = 0
    /// The first line on which a quote opens a cell that nothing closes.
    var unclosedLine: UInt32?
    var repaired = 0
    /// Where the next stretch must begin.
    var end: UInt64 = 0
    /// Bytes that are not UTF-8 were seen.
    var isInvalid = false

    /// Makes room for the rows of `bytes` bytes, judging by the first ones, so that growing wastes nothing.
    mutating func reserve(for bytes: UInt64, like records: [Record]) {
        guard let first = records.first, let last = records.last else { return }
        let average = max(1, (last.offset + last.length - first.offset) / UInt64(records.count))
        let expected = Int(min(bytes / average, 1 << 24))
        // A little more, so that the room serves for the next stretch too.
        if rows.capacity < expected { rows.reserveCapacity(expected + expected / 8) }
    }
}

/// What the cells of the date columns show together.
struct ColumnEvidence: Sendable {
    struct Column: Sendable {
        var order = DateOrderEvidence()
        var clockTimes = 0
        var midnights = 0
    }

    var ordered = Column()
    var performed = Column()
    var birth = Column()

    static func + (a: ColumnEvidence, b: ColumnEvidence) -> ColumnEvidence {
        ColumnEvidence(ordered: a.ordered + b.ordered, performed: a.performed + b.performed, birth: a.birth + b.birth)
    }
}

extension ColumnEvidence.Column {
    static func + (a: Self, b: Self) -> Self {
        Self(order: a.order + b.order, clockTimes: a.clockTimes + b.clockTimes, midnights: a.midnights + b.midnights)
    }

    mutating func note(_ written: WrittenMoment) {
        if let numbers = written.numbers { numbers.note(in: &order) }
        if written.moment.hasTime {
            clockTimes += 1
            if written.moment.second == 0 { midnights += 1 }
        }
    }
}
