import CSVIndex

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
        return unsafe withUnsafeBufferPointer { bytes in
            guard let first = bytes.baseAddress else { return true }
            return unsafe csv_index_is_utf8(first, end) != 0
        }
    }
}

/// How many characters beyond ASCII a text has as UTF-8, and how many of its bytes are no UTF-8.
struct UTF8Census {
    private(set) var characters = 0
    private(set) var strayBytes = 0
    /// Of the stray bytes: letters of Windows-1252 where letters stand, and what would tear a word apart there.
    private(set) var letters = 0
    private(set) var oddities = 0

    /// In which encoding a text with these bytes is, and whether that is clear.
    var detection: TextEncoding.Detection {
        if strayBytes == 0 { return .init(encoding: .utf8) }
        if isUTF8 { return .init(encoding: .utf8, isClear: characters > 20 * strayBytes) }
        return .init(
            encoding: .windows1252, isClear: characters * 4 <= strayBytes && oddities * 4 <= letters + oddities)
    }

    /// Judges a byte that is no UTF-8 as Windows-1252.
    private mutating func judge(_ byte: UInt8, after before: UInt8, before after: UInt8) {
        func isSmall(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 || byte >= 0xDF }
        func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 || byte >= 0xC0 }
        switch byte {
        case 0x81, 0x8D, 0x8F, 0x90, 0x9D: oddities += 4
        case 0x83, 0x9A, 0x9C, 0x9E, 0xAA, 0xB5, 0xBA, 0xDF...0xF6, 0xF8...0xFF: letters += 1
        case 0x8A, 0x8C, 0x8E, 0x9F, 0xC0...0xD6, 0xD8...0xDE:
            if isSmall(before), isSmall(after) { oddities += 1 } else { letters += 1 }
        case 0x91...0x94, 0xAD, 0xB4, 0xB7: break
        default: if isLetter(before), isLetter(after) { oddities += 1 }
        }
    }

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
                if length == 0 || at + length <= bytes.count {
                    strayBytes += 1
                    judge(byte, after: at > 0 ? bytes[at - 1] : 0, before: at + 1 < bytes.count ? bytes[at + 1] : 0)
                }
                at += 1
            }
        }
    }

    /// Where stray bytes are rare among characters, UTF-8 was damaged; otherwise the text is in another encoding.
    var isUTF8: Bool { strayBytes == 0 || characters > 4 * strayBytes }
}
