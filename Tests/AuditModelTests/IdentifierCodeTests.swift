import AuditModel
import Testing

@Suite struct IdentifierCodeTests {
    private static func code(_ text: String) -> IdentifierCode {
        let bytes = Array(text.utf8)
        return IdentifierCode(bytes.span) { bytes in
            (0..<bytes.count).reduce(7) { $0 &* 31 &+ UInt64(bytes[$1]) }
        }
    }

    @Test(arguments: [
        "0", "7", "007", "ORD100000297", "P10048271", "A", "abc", "-", "A-1", "1A", "12-3", "999999999999",
        "123456789012345",
        "Zz-000000000000",
    ])
    func `a short plain identifier is in its code`(text: String) {
        #expect(Self.code(text).text == text)
    }

    @Test(arguments: ["ABCD1", "1234567890123456", "É1", "A_1", "A 1", "ORD1000000000001"])
    func `of any other identifier there is only a hash`(text: String) {
        #expect(Self.code(text).text == nil)
        #expect(Self.code(text) != .none)
    }

    @Test func `different identifiers have different codes`() {
        let texts = [
            "1", "01", "001", "A1", "A01", "a1", "-1", "1-", "11", "111", "A11", "1A1", "0", "00", "000", "0000",
        ]
        #expect(Set(texts.map(Self.code)).count == texts.count)
        #expect(!texts.map(Self.code).contains(.none))
    }
}
