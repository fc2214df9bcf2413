/// Bytes as lower-case hexadecimal digits, two each: how digests and pseudonyms are written.
public func hexadecimal(_ bytes: some Swift.Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(64)
    for byte in bytes {
        text.append(hexadecimalDigit(byte >> 4))
        text.append(hexadecimalDigit(byte & 15))
    }
    return String(decoding: text, as: UTF8.self)
}

/// Eight bytes, the highest first.
public func hexadecimal(_ word: UInt64) -> String { written { $0.append(hexadecimal: word) } }

extension [UInt8] {
    /// Appends the 16 digits of a word, the highest first.
    public mutating func append(hexadecimal word: UInt64) {
        for place in 0..<16 { append(hexadecimalDigit(UInt8(word >> UInt64(60 - place * 4) & 15))) }
    }
}

private func hexadecimalDigit(_ value: UInt8) -> UInt8 {
    value + (value < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10)
}
