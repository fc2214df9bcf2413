/// The encodings that exports come in.
package enum TextEncoding: String, CaseIterable, Sendable {
    case utf8 = "utf-8"
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"
    case windows1252 = "windows-1252"

    /// What the beginning of a file tells, and how many bytes of it are its byte order mark. Nil: it is no text.
    package static func detect(_ sample: [UInt8]) -> (encoding: TextEncoding, mark: Int)? {
        if sample.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if sample.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if sample.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        var zeros = (even: 0, odd: 0)
        var controls = 0
        for (index, byte) in sample.enumerated() {
            if byte == 0 {
                if index % 2 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
            } else if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D {
                controls += 1
            }
        }
        if zeros.odd * 5 > sample.count, zeros.even * 20 < zeros.odd { return (.utf16LittleEndian, 0) }
        if zeros.even * 5 > sample.count, zeros.odd * 20 < zeros.even { return (.utf16BigEndian, 0) }
        if (zeros.even + zeros.odd + controls) * 50 > sample.count { return nil }
        var census = UTF8Census()
        census.count(sample)
        return (census.isUTF8 ? .utf8 : .windows1252, 0)
    }

    /// The same for a whole file, of which the beginning did not tell.
    package static func isUTF8(_ file: ByteFile) throws(ReadingError) -> Bool {
        var census = UTF8Census()
        var offset: UInt64 = 0
        while offset < file.size {
            var block = try file.bytes(at: offset, count: 1 << 20)
            // Do not cut a character.
            if offset + UInt64(block.count) < file.size {
                while block.count > 4, block[block.count - 1] & 0xC0 == 0x80 { block.removeLast() }
                if block.count > 4, block[block.count - 1] >= 0xC0 { block.removeLast() }
            }
            census.count(block)
            offset += UInt64(block.count)
        }
        return census.isUTF8
    }

    /// Bytes of UTF-8 that stand for 0x80 ... 0x9F of Windows-1252; the five unused ones stand for themselves.
    private static let upperControls: [UInt16] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
        0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0x9D, 0x017E, 0x0178,
    ]

    /// Turns a stretch of text into UTF-8; `rest` keeps what a character begun in it needs from the next stretch.
    func decode(_ bytes: [UInt8], rest: inout [UInt8], isLast: Bool) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + bytes.count / 4)
        switch self {
        case .utf8: result = bytes
        case .windows1252:
            for byte in bytes {
                if byte < 0x80 {
                    result.append(byte)
                } else {
                    let scalar = byte < 0xA0 ? Self.upperControls[Int(byte) - 0x80] : UInt16(byte)
                    Self.append(UInt32(scalar), to: &result)
                }
            }
        case .utf16LittleEndian, .utf16BigEndian:
            let all = rest + bytes
            rest = []
            var at = 0
            func unit(_ at: Int) -> UInt32 {
                let (first, second) = (UInt32(all[at]), UInt32(all[at + 1]))
                return self == .utf16LittleEndian ? first | second << 8 : first << 8 | second
            }
            while at + 1 < all.count {
                let high = unit(at)
                if high & 0xFC00 == 0xD800 {
                    guard at + 3 < all.count else { break }
                    let low = unit(at + 2)
                    if low & 0xFC00 == 0xDC00 {
                        Self.append(0x10000 + (high & 0x3FF) << 10 + low & 0x3FF, to: &result)
                        at += 4
                        continue
                    }
                }
                Self.append(high & 0xF800 == 0xD800 ? 0xFFFD : high, to: &result)
                at += 2
            }
            if at < all.count {
                if isLast { Self.append(0xFFFD, to: &result) } else { rest = Array(all[at...]) }
            }
        }
        return result
    }

    private static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
        switch scalar {
        case 0..<0x80: bytes.append(UInt8(scalar))
        case 0x80..<0x800: bytes += [UInt8(0xC0 | scalar >> 6), UInt8(0x80 | scalar & 0x3F)]
        case 0x800..<0x10000:
            bytes += [UInt8(0xE0 | scalar >> 12), UInt8(0x80 | scalar >> 6 & 0x3F), UInt8(0x80 | scalar & 0x3F)]
        default:
            bytes += [
                UInt8(0xF0 | scalar >> 18 & 7), UInt8(0x80 | scalar >> 12 & 0x3F), UInt8(0x80 | scalar >> 6 & 0x3F),
                UInt8(0x80 | scalar & 0x3F),
            ]
        }
    }
}
