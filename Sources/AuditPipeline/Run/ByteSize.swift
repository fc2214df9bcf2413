/// A number of bytes as a person writes it.
package struct ByteSize: Sendable {
    package var bytes: Int

    /// `800M`, `2G`, `1.5 GiB`, or bytes; nil for anything else.
    package init?(_ text: String) {
        let lower = text.lowercased().filter { $0 != " " }
        let number = lower.prefix { $0.isNumber || $0 == "." }
        let unit = lower.dropFirst(number.count).prefix { "kmg".contains($0) }
        let rest = lower.dropFirst(number.count + unit.count)
        let powers = ["": 0, "k": 10, "m": 20, "g": 30]
        guard ["", "b", "ib"].contains(rest), rest != "ib" || !unit.isEmpty, let power = powers[String(unit)],
            let value = Double(number), let bytes = Int(exactly: (value * Double(1 << power)).rounded()), bytes > 0
        else { return nil }
        self.bytes = bytes
    }
}
