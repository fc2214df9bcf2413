extension Span<UInt8> {
    /// Whether the bytes are UTF-8; a character cut off at the end is allowed unless they go `upToEnd`.
    func isUTF8(upToEnd: Bool) -> Bool {
        var end = count
        if !upToEnd {
            var back = 1
            while back <= 3, back <= count {
                let byte = self[count - back]
                if byte < 0x80 { break }
                if byte >= 0xC0 {
                    end = count - back
                    break
                }
                back += 1
            }
        }
        return (try? UTF8Span(validating: extracting(0..<end))) != nil
    }
}

/// How many characters beyond ASCII a text has as UTF-8, and how many of its bytes are no UTF-8.
struct UTF8Census {
    private(set) var characters = 0
    private(set) var strayBytes = 0

    mutating func count(_ bytes: [UInt8]) {
        var at = 0
        while at < bytes.count {
            let byte = bytes[at]
            if byte < 0x80 {
                at += 1
                continue
            }
            let length =
                byte >= 0xF0 && byte < 0xF5 ? 4 : byte >= 0xE0 && byte < 0xF0 ? 3 : byte >= 0xC2 && byte < 0xE0 ? 2 : 0
            if length > 0, at + length <= bytes.count,
                bytes[(at + 1)..<(at + length)].allSatisfy({ $0 & 0xC0 == 0x80 })
            {
                characters += 1
                at += length
            } else {
                if length == 0 || at + length <= bytes.count { strayBytes += 1 }
                at += 1
            }
        }
    }

    /// Where stray bytes are rare among characters, UTF-8 was damaged; otherwise the text is in another encoding.
    var isUTF8: Bool { strayBytes == 0 || characters > 4 * strayBytes }
}
