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
    /// What the word table calls it; 0 for a word no phrase uses.
    var word: UInt16
    var flags: Flags
    /// The ASCII byte of a sign, else 0.
    var sign: UInt8 = 0
    /// Of a number.
    var value: Float = 0

    var isNumber: Bool { flags.contains(.number) }
    var isGlued: Bool { flags.contains(.glued) }
    func isSign(_ character: Unicode.Scalar) -> Bool { sign == UInt8(ascii: character) }
}
