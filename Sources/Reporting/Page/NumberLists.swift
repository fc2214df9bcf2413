import AuditModel

/// Lists of whole numbers within lists, as JSON.
struct NumberLists {
    private(set) var bytes: [UInt8] = []

    /// Begins a list.
    mutating func open() {
        separate()
        bytes.append(UInt8(ascii: "["))
    }

    mutating func close() { bytes.append(UInt8(ascii: "]")) }

    mutating func add(_ number: Int) {
        separate()
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        bytes.append(digitsOf: Int(number.magnitude))
    }

    /// A comma unless the list has only just begun.
    private mutating func separate() {
        guard let last = bytes.last, last != UInt8(ascii: "[") else { return }
        bytes.append(UInt8(ascii: ","))
    }
}
