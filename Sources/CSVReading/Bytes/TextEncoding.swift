/// The encodings that exports come in.
package enum TextEncoding: String, CaseIterable, Sendable {
    case utf8 = "utf-8"
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"
    case windows1252 = "windows-1252"
    case windows1250 = "windows-1250"
    case latin1 = "iso-8859-1"
    case latin9 = "iso-8859-15"
    case macRoman = "mac-roman"
    case codePage850 = "ibm850"

    /// What bytes tell of their encoding.
    package struct Detection: Sendable {
        package var encoding: TextEncoding
        /// Bytes of the byte order mark.
        package var mark = 0
        /// False where another encoding is about as likely.
        package var isClear = true
    }

    /// What the beginning of a file tells. Nil: it is no text.
    package static func detect(_ sample: [UInt8]) -> Detection? {
        if sample.starts(with: [0xEF, 0xBB, 0xBF]) { return Detection(encoding: .utf8, mark: 3) }
        if sample.starts(with: [0xFF, 0xFE]) { return Detection(encoding: .utf16LittleEndian, mark: 2) }
        if sample.starts(with: [0xFE, 0xFF]) { return Detection(encoding: .utf16BigEndian, mark: 2) }
        var zeros = (even: 0, odd: 0)
        var controls = 0
        for (index, byte) in sample.enumerated() {
            if byte == 0 {
                if index % 2 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
            } else if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D, byte != 0x1A || index + 1 < sample.count {
                controls += 1
            }
        }
        if zeros.odd * 5 > sample.count, zeros.even * 20 < zeros.odd {
            return Detection(encoding: .utf16LittleEndian)
        }
        if zeros.even * 5 > sample.count, zeros.odd * 20 < zeros.even {
            return Detection(encoding: .utf16BigEndian)
        }
        let stray = zeros.even + zeros.odd - paddingZeros(sample)
        if (stray + controls) * 50 > sample.count { return nil }
        var census = UTF8Census()
        census.count(sample)
        return census.detection
    }

    /// Zeros that fill up cells, lines or the file, as old systems write them.
    private static func paddingZeros(_ sample: [UInt8]) -> Int {
        var padding = 0
        var run = 0
        for byte in sample {
            if byte == 0 {
                run += 1
            } else {
                if [0x0A, 0x0D, 0x09, 0x22, 0x2C, 0x3B, 0x7C].contains(byte) { padding += run }
                run = 0
            }
        }
        // A file of nothing but zeros is no text.
        return run == sample.count ? 0 : padding + run
    }

    /// The same for a whole file without a byte order mark, of which the beginning did not tell.
    package static func detect(all file: ByteFile) throws(ReadingError) -> Detection {
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
        return census.detection
    }

    /// Turns a stretch of text into UTF-8; `rest` keeps what a character begun in it needs from the next stretch.
    func decode(_ bytes: [UInt8], rest: inout [UInt8], isLast: Bool) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + bytes.count / 4)
        switch self {
        case .utf8: result = bytes
        case .windows1252, .windows1250, .latin1, .latin9, .macRoman, .codePage850:
            let upper = upperScalars
            for byte in bytes {
                if byte < 0x80 {
                    result.append(byte)
                } else {
                    Self.append(upper[Int(byte) - 0x80], to: &result)
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
