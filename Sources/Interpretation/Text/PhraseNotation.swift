/// How lexicons write phrases.
enum PhraseNotation {
    /// `"(unable|not able) to have (an|) mri"` → the four phrases it stands for; an empty choice may be left out.
    static func variants(of phrase: String) -> [String] {
        guard let open = phrase.utf8.firstIndex(of: UInt8(ascii: "(")),
            let close = phrase.utf8[open...].firstIndex(of: UInt8(ascii: ")"))
        else { return [phrase] }
        let choices = phrase.utf8[phrase.utf8.index(after: open)..<close].split(
            separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
        return variants(of: String(phrase[phrase.utf8.index(after: close)...])).flatMap { rest in
            choices.map { "\(phrase[..<open])\(Substring($0))\(rest)" }
        }
    }

    /// A star that ends no word would stand for any word at all.
    static func hasBareStar(_ phrase: String) -> Bool {
        var last = ByteClass.space
        for byte in phrase.utf8 {
            if byte == UInt8(ascii: "*"), last >= ByteClass.width { return true }
            last = ByteClass.of(byte)
        }
        return false
    }

    /// `"non-mobile calcif* w/o"` → `non mobile calcif* w / o`.
    static func words(of phrase: String) -> [String] {
        var words: [String] = []
        eachWord(of: phrase) { bytes, place in words.append(String(decoding: bytes[place], as: UTF8.self)) }
        return words
    }

    /// Lends the same one by one: where each stands in the phrase's bytes.
    static func eachWord(of phrase: String, _ body: ([UInt8], Range<Int>) -> Void) {
        let bytes = Array(phrase.lowercased().utf8)
        var start = 0
        while start < bytes.count {
            let isDigits = ByteClass.of(bytes[start]) >= ByteClass.letters
            var end = start
            while end < bytes.count, ByteClass.of(bytes[end]) < ByteClass.width,
                isDigits == (ByteClass.of(bytes[end]) >= ByteClass.letters)
            {
                end += 1
            }
            if end > start {
                // A star belongs to the stem before it.
                if end < bytes.count, bytes[end] == UInt8(ascii: "*") { end += 1 }
                body(bytes, start..<end)
                start = end
                continue
            }
            let byte = bytes[start]
            let isSign = byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "-") && byte != UInt8(ascii: "'")
            if isSign { body(bytes, start..<start + 1) }
            start += 1
        }
    }
}
