/// How the tokenizer sees one byte. Letters and digits are steps of the word trie; case is folded here.
enum ByteClass {
    static let letters: UInt8 = 26
    /// Letters a–z are 0..<26, digits 26..<36; everything from here on ends a word.
    static let width: UInt8 = 36
    /// A byte outside ASCII: part of an unknown word, unless it begins a character that `FoldedCharacter` knows.
    static let beyond: UInt8 = 36
    static let space: UInt8 = 37
    static let sign: UInt8 = 38

    @inline(__always) static func of(_ byte: UInt8) -> UInt8 { table[Int(byte)] }

    // In place, so that a look at it counts no reference.
    private static let table = InlineArray<256, UInt8> { place in
        let byte = UInt8(truncatingIfNeeded: place)
        return switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a")
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + letters
        case 0x80...: beyond
        case 0...0x20, 0x7F, UInt8(ascii: "_"), UInt8(ascii: "*"), UInt8(ascii: "~"), UInt8(ascii: "`"): space
        default: sign
        }
    }
}

/// Characters outside ASCII that mean the same as an ASCII sign, as exports and word processors write them.
enum FoldedCharacter {
    /// The ASCII byte that stands for the UTF-8 sequence at `index`, and the sequence's length; nil for other text.
    static func match(_ bytes: Span<UInt8>, at index: Int) -> (ascii: UInt8, length: Int)? {
        let first = bytes[index]
        guard index + 1 < bytes.count else { return nil }
        let second = bytes[index + 1]
        if first == 0xC2 {
            switch second {
            case 0xA0: return (UInt8(ascii: " "), 2)
            case 0xAD: return (UInt8(ascii: "-"), 2)
            case 0xAB, 0xBB: return (UInt8(ascii: "\""), 2)
            case 0xB4: return (UInt8(ascii: "'"), 2)
            case 0xB7: return (UInt8(ascii: ","), 2)
            case 0xBF: return (UInt8(ascii: "?"), 2)
            default: return nil
            }
        }
        if first == 0xC3, second == 0x97 { return (UInt8(ascii: "x"), 2) }
        guard index + 2 < bytes.count else { return nil }
        let third = bytes[index + 2]
        switch (first, second, third) {
        case (0xE2, 0x80, 0x80...0x8B), (0xE2, 0x80, 0xAF), (0xEF, 0xBB, 0xBF): return (UInt8(ascii: " "), 3)
        case (0xE2, 0x80, 0x90...0x95), (0xE2, 0x88, 0x92): return (UInt8(ascii: "-"), 3)
        case (0xE2, 0x80, 0x98...0x9B), (0xE2, 0x80, 0xB2): return (UInt8(ascii: "'"), 3)
        case (0xE2, 0x80, 0x9C...0x9F), (0xE2, 0x80, 0xB3): return (UInt8(ascii: "\""), 3)
        case (0xE2, 0x80, 0xA2), (0xE2, 0x80, 0xA6): return (UInt8(ascii: ","), 3)
        case (0xE2, 0x89, 0xA5): return (UInt8(ascii: ">"), 3)
        case (0xE2, 0x89, 0xA4): return (UInt8(ascii: "<"), 3)
        default: return nil
        }
    }
}
