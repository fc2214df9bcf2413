import AuditModel

/// Tells which of an order's diagnosis codes name a lesion.
package struct LesionCodes {
    private var reading: CodeReading

    package init(_ lexicons: Lexicons) { reading = CodeReading(lexicons.text) }

    /// As they are written, in upper case.
    package mutating func named(in codes: String) -> [String] {
        codes.utf8.split { !Self.isOfCode($0) }.map { String(decoding: $0, as: UTF8.self).uppercased() }
            .filter { code in
                reading.read(code.utf8.span)
                return reading.lesions.contains { !$0.concepts.isEmpty }
            }
    }
    private static func isOfCode(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}
