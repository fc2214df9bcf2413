extension [UInt8] {
    /// Appends the decimal digits of a number that is not negative.
    public mutating func append(digitsOf number: Int) {
        if number >= 10 { append(digitsOf: number / 10) }
        append(UInt8(ascii: "0") + UInt8(number % 10))
    }

    /// Appends the last two decimal digits of a number that is not negative.
    mutating func append(twoDigitsOf number: Int) {
        append(UInt8(ascii: "0") + UInt8(number / 10 % 10))
        append(UInt8(ascii: "0") + UInt8(number % 10))
    }
}

/// What `append` writes, as text.
func written(_ append: (inout [UInt8]) -> Void) -> String {
    var bytes: [UInt8] = []
    append(&bytes)
    return String(decoding: bytes, as: UTF8.self)
}
