import CSVReading
import Testing

@Suite struct TextFileTests {
    private static let text = "name,größe\nÅsa,5\n\"x\",\"–\"\n"

    static let encoded: [(name: String, bytes: [UInt8], encoding: TextEncoding, text: String)] = [
        ("UTF-8", Array(text.utf8), .utf8, text),
        ("UTF-8 with its mark", [0xEF, 0xBB, 0xBF] + Array(text.utf8), .utf8, text),
        ("UTF-16 LE with its mark", [0xFF, 0xFE] + utf16(text + "😎\n", low: true), .utf16LittleEndian, text + "😎\n"),
        ("UTF-16 BE with its mark", [0xFE, 0xFF] + utf16(text + "😎\n", low: false), .utf16BigEndian, text + "😎\n"),
        ("UTF-16 LE without", utf16(text, low: true), .utf16LittleEndian, text),
        ("UTF-16 BE without", utf16(text, low: false), .utf16BigEndian, text),
        (
            "Windows-1252",
            Array("name,gr".utf8) + [0xF6, 0xDF] + Array("e\n".utf8) + [0xC5] + Array("sa,5\n\"x\",\"".utf8)
                + [0x96] + Array("\"\n".utf8), .windows1252, text
        ),
    ]

    private static func utf16(_ text: String, low: Bool) -> [UInt8] {
        text.utf16.flatMap { low ? [UInt8($0 & 255), UInt8($0 >> 8)] : [UInt8($0 >> 8), UInt8($0 & 255)] }
    }

    @Test(arguments: encoded.indices)
    func `encodings are told and turned into UTF-8`(index: Int) throws {
        let (name, bytes, encoding, text) = Self.encoded[index]
        let file = try TextFile(file(bytes), encoding: nil)
        #expect(file.encoding == encoding, "\(name)")
        let read = try file.text.bytes(at: file.offset, count: 1000)
        #expect(String(decoding: read, as: UTF8.self) == text, "\(name)")
    }

    @Test func `a stated encoding goes before what the bytes show`() throws {
        let file = try TextFile(file([0x61, 0x2C, 0xC3, 0xA4, 0x0A]), encoding: .windows1252)
        #expect(String(decoding: file.sample, as: UTF8.self) == "a,Ã¤\n")
    }

    @Test func `a few bytes that are no UTF-8 do not turn much UTF-8 into something else`() throws {
        let file = try TextFile(file(Array(String(repeating: "ä", count: 100).utf8) + [0xFF, 0x0A]), encoding: nil)
        #expect(file.encoding == .utf8)
    }

    /// Made by `printf 'a,b\n1,2\n' | gzip -n`, twice: a gzip file may have several members.
    private static let member: [UInt8] = [
        0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0x4B, 0xD4, 0x49, 0xE2, 0x32, 0xD4, 0x31, 0xE2,
        0x02,
        0x00, 0x7B, 0x07, 0x97, 0x0A, 0x08, 0x00, 0x00, 0x00,
    ]

    @Test func `gzip is unpacked`() throws {
        let once = try TextFile(file(Self.member), encoding: nil)
        #expect(once.isCompressed)
        #expect(String(decoding: once.sample, as: UTF8.self) == "a,b\n1,2\n")
        let twice = try TextFile(file(Self.member + Self.member), encoding: nil)
        #expect(String(decoding: twice.sample, as: UTF8.self) == "a,b\n1,2\na,b\n1,2\n")
    }

    @Test(arguments: [10, 14, 20, 27])
    func `gzip that breaks off or is damaged is refused`(length: Int) throws {
        #expect(throws: ReadingError.self) { try TextFile(file(Array(Self.member.prefix(length))), encoding: nil) }
        var damaged = Self.member
        damaged[length - 1] ^= 0xFF
        if length > 10 {
            #expect(throws: ReadingError.self) { try TextFile(file(damaged), encoding: nil) }
        }
    }

    @Test func `what is no text is refused`() throws {
        let bytes = (0..<4000).map { UInt8(truncatingIfNeeded: $0 &* 7 % 253) }
        #expect(throws: ReadingError.self) { try TextFile(file(bytes), encoding: nil) }
    }
}
