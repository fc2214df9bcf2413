/// What a record below a table may be, if nothing but such records follow it.
enum FooterLine {
    /// A sentence without a delimiter.
    case sentence
    /// A sentence in the first cell, and no other cell filled, or few cells of many.
    case paddedSentence
    /// Nothing but delimiters.
    case empty
    /// The byte by which old systems end a text.
    case endMark

    /// Whether a footer may begin with it; the others belong to one only behind an empty row or another footer line.
    var canBegin: Bool { self == .sentence || self == .empty }

    /// Nil: the record is a row.
    init?(_ fields: ArraySlice<FieldRange>, of bytes: [UInt8], width: Int) {
        guard let first = fields.first else { return nil }
        let cell = bytes[first.range]
        if fields.count == 1, cell.elementsEqual([0x1A]) {
            self = .endMark
            return
        }
        guard width > 2 else { return nil }
        let filled = fields.count { $0.start < $0.end }
        if fields.count == 1 {
            guard Self.isSentence(cell) else { return nil }
            self = .sentence
        } else if filled == 0 {
            self = .empty
        } else if Self.isSentence(cell), filled == 1 || (fields.count < width && fields.count * 2 <= width) {
            self = .paddedSentence
        } else {
            return nil
        }
    }

    private static func isSentence(_ text: ArraySlice<UInt8>) -> Bool {
        text.count { ($0 | 0x20) &- 0x61 < 26 } > 2 && text.contains { $0 == 0x20 || $0 == UInt8(ascii: ":") }
    }
}

/// Records at the end of a table, kept back until it is clear whether rows follow.
struct HeldLines {
    private(set) var entries: [(line: [UInt8], lines: UInt32)] = []
    /// One of them says something.
    private(set) var holdsFooter = false

    mutating func append(_ line: [UInt8], _ lines: UInt32, isNote: Bool) {
        entries.append((line, lines))
        holdsFooter = holdsFooter || isNote
    }
}
