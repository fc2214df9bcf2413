/// One word, number or sign of a text.
struct Token {
    struct Flags: OptionSet {
        let rawValue: UInt8
        /// No white space stands before it.
        static let glued = Flags(rawValue: 1)
        static let number = Flags(rawValue: 2)
        static let sign = Flags(rawValue: 4)
        /// First of a line.
        static let startsLine = Flags(rawValue: 8)
    }

    /// UTF-8 offsets into the field.
    var start: Int32
    var end: Int32
    /// Of a number.
    var value: Float = 0
    /// What the word table calls it; 0 for a word no phrase uses.
    var word: UInt16
    var mark: WordMark
    var flags: Flags
    /// The ASCII byte of a sign, else 0.
    var sign: UInt8 = 0

    var isNumber: Bool { flags.contains(.number) }
    var isGlued: Bool { flags.contains(.glued) }
    var isOfSign: Bool { flags.contains(.sign) }
    /// A word with which no phrase begins.
    var isUnknown: Bool { mark.node == 0 && flags.isDisjoint(with: [.number, .sign]) }
    func isSign(_ character: Unicode.Scalar) -> Bool { sign == UInt8(ascii: character) }
}

extension [Token] {
    /// "3/12", also the beginning of "3/12/25".
    func isSlashed(at index: Int) -> Bool {
        index + 2 < count && self[index].isNumber && self[index + 1].isSign("/") && self[index + 2].isNumber
    }
}

/// What phrases know of a word, so that most words of a text need no look at any.
struct WordMark: Sendable {
    var uses: WordUse = []
    /// Of the phrase table: the node after a phrase's first word; 0 where no phrase begins so.
    var node: UInt32 = 0
}

/// What a word, or the phrases that begin with it, can be.
struct WordUse: OptionSet, Sendable {
    let rawValue: UInt64
    /// Names a concept or a study.
    static let fact = WordUse(rawValue: 1)
    /// A marker, a period, a month or a number in words.
    static let steers = WordUse(rawValue: 2)
    /// A unit of length.
    static let unit = WordUse(rawValue: 4)
    /// Stands in a phrase behind its first word.
    static let continues = WordUse(rawValue: 8)
    /// Begins phrases of several words.
    static let leads = WordUse(rawValue: 16)
    static let period = WordUse(rawValue: 32)
    static let month = WordUse(rawValue: 64)
    static let count = WordUse(rawValue: 128)

    /// In digits.
    static let number = WordUse(rawValue: 1 << 63)

    /// Without one of these a text speaks of no day.
    static let ofDay: WordUse = [
        .number, .count, .month, .marker(Marker.today.rawValue), .marker(Marker.yesterday.rawValue),
        .marker(Marker.last.rawValue),
    ]

    @inline(__always) static func marker(_ number: UInt16) -> WordUse { WordUse(rawValue: 1 << (8 + UInt64(number))) }
}
