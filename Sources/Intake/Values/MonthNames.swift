/// Names of months, as the shipped lists write them, found without allocating.
struct MonthNames: Sendable {
    private struct Name: Sendable {
        var letters: UInt64
        var more: UInt64
        var month: Int
    }

    private var names: [Name] = []

    /// `words`: names by the number of their month.
    init(_ words: [(month: Int, name: String)] = []) {
        for word in words {
            let bytes = Array(word.name.lowercased().utf8)
            var at = 0
            guard let name = Self.word(bytes.span, &at), at == bytes.count else { continue }
            names.append(Name(letters: name.letters, more: name.more, month: word.month))
        }
    }

    /// The month whose name stands at `at`, which then lies behind it; nil: none, and `at` is as before.
    func month(_ bytes: Span<UInt8>, _ at: inout Int) -> Int? {
        var end = at
        guard let word = Self.word(bytes, &end) else { return nil }
        for name in names where name.letters == word.letters && name.more == word.more {
            at = end
            return name.month
        }
        return nil
    }

    /// The letters from `at` on, up to sixteen bytes, in lower case.
    private static func word(_ bytes: Span<UInt8>, _ at: inout Int) -> (letters: UInt64, more: UInt64)? {
        let start = at
        var letters: UInt64 = 0
        var more: UInt64 = 0
        while at < bytes.count, bytes[at] >= 0x80 || (bytes[at] | 0x20) &- 0x61 < 26 {
            guard at - start < 16 else { return nil }
            // Of the letters behind C3, the capitals are 20 below the small ones, as in ASCII.
            let byte = bytes[at] < 0x80 || (at > start && bytes[at - 1] == 0xC3) ? bytes[at] | 0x20 : bytes[at]
            if at - start < 8 { letters = letters << 8 | UInt64(byte) } else { more = more << 8 | UInt64(byte) }
            at += 1
        }
        return at - start < 3 ? nil : (letters, more)
    }
}
