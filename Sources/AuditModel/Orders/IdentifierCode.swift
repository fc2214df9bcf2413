/// An identifier in one number: the identifier itself where it is as short and plain as most are (up to three signs, then
/// up to twelve digits, `ORD000123`), else a hash of its bytes. Equal identifiers have equal codes; 0 where there is none.
public struct IdentifierCode: Hashable, Comparable, Sendable {
    public let number: UInt64

    public static var none: IdentifierCode { IdentifierCode(number: 0) }

    private init(number: UInt64) { self.number = number }

    /// `hash` gives a hash of the same bytes; asked only where the identifier itself does not fit.
    public init(_ bytes: Span<UInt8>, hash: (Span<UInt8>) -> UInt64) {
        // The lowest bit tells a hash from an identifier.
        self.init(number: Self.packed(bytes).map { $0 << 1 } ?? hash(bytes) | 1)
    }

    public static func < (a: IdentifierCode, b: IdentifierCode) -> Bool { a.number < b.number }

    /// Digits that are kept as a number, and signs before them.
    private static var mostDigits: Int { 12 }
    private static var mostSigns: Int { 3 }
    /// Where the count of digits and the signs stand above the number.
    private static var countPlace: UInt64 { 40 }
    private static var signPlace: UInt64 { 44 }
    private static var signWidth: UInt64 { 6 }

    /// Nil where it does not fit; never 0.
    private static func packed(_ bytes: Span<UInt8>) -> UInt64? {
        guard (1...mostDigits + mostSigns).contains(bytes.count) else { return nil }
        var (value, scale, digits): (UInt64, UInt64, UInt64) = (0, 1, 0)
        var end = bytes.count
        if end >= 8,
            let eight = number(
                ofDigits: unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: end - 8, as: UInt64.self))
        {
            (value, scale, digits) = (eight, 100_000_000, 8)
            end -= 8
        }
        while end > 0, digits < mostDigits, bytes[end - 1] &- UInt8(ascii: "0") < 10 {
            value += UInt64(bytes[end - 1] &- UInt8(ascii: "0")) * scale
            scale *= 10
            digits += 1
            end -= 1
        }
        guard end <= mostSigns else { return nil }
        var packed = value | UInt64(digits) << countPlace
        for index in 0..<end {
            guard let sign = number(of: bytes[index]) else { return nil }
            packed |= sign << (signPlace + signWidth * UInt64(index))
        }
        return packed
    }

    /// What eight digits say, as they lie in memory; nil where there is another sign among them.
    private static func number(ofDigits loaded: UInt64) -> UInt64? {
        let signs = UInt64(littleEndian: loaded)
        let (zeros, highs): (UInt64, UInt64) = (0x3030_3030_3030_3030, 0xF0F0_F0F0_F0F0_F0F0)
        guard signs & highs == zeros, (signs &+ 0x0606_0606_0606_0606) & highs == zeros else { return nil }
        // Neighbours are put together: digits to pairs, pairs to fours, fours to all eight.
        let pairs = ((signs - zeros) &* 10 &+ (signs - zeros) >> 8) & 0x00FF_00FF_00FF_00FF
        let fours = (pairs &* 100 &+ pairs >> 16) & 0x0000_FFFF_0000_FFFF
        return (fours &* 10_000 &+ fours >> 32) & 0xFFFF_FFFF
    }

    /// From 1 to 63; nil for any other sign.
    private static func number(of byte: UInt8) -> UInt64? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - UInt8(ascii: "0")) + 1
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt64(byte - UInt8(ascii: "A")) + 11
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt64(byte - UInt8(ascii: "a")) + 37
        case UInt8(ascii: "-"): 63
        default: nil
        }
    }

    private static func byte(of number: UInt64) -> UInt8 {
        switch number {
        case 1...10: UInt8(ascii: "0") + UInt8(number - 1)
        case 11...36: UInt8(ascii: "A") + UInt8(number - 11)
        case 37...62: UInt8(ascii: "a") + UInt8(number - 37)
        default: UInt8(ascii: "-")
        }
    }

    /// The identifier; nil where the code is only a hash.
    public var text: String? {
        guard number & 1 == 0, number != 0 else { return nil }
        let packed = number >> 1
        let digits = Int(packed >> Self.countPlace & 15)
        // As short as it is, the text lies in the string itself.
        return unsafe String(unsafeUninitializedCapacity: Self.mostSigns + Self.mostDigits) { text in
            var count = 0
            for index in 0..<UInt64(Self.mostSigns) {
                let sign = packed >> (Self.signPlace + Self.signWidth * index) & 63
                guard sign > 0 else { continue }
                unsafe text[count] = Self.byte(of: sign)
                count += 1
            }
            var value = packed & (1 << Self.countPlace - 1)
            for place in (count..<count + digits).reversed() {
                unsafe text[place] = UInt8(ascii: "0") + UInt8(value % 10)
                value /= 10
            }
            return count + digits
        }
    }
}
