/// The words of coded columns, numbered by one thread as it met them in all stretches that it has read.
struct SeenWords: Sendable {
    var examCodes = ByteInterner()
    var examDescriptions = ByteInterner()
    var exams = PairInterner()
    var departments = ByteInterner()
    var performingSites = ByteInterner()
    var patientClasses = ByteInterner()
}

/// Numbers pairs of numbers, from 0.
struct PairInterner: Sendable {
    private var numbers: [UInt64: UInt32] = [:]
    /// The last pair seen of every first number; a code nearly always has one description.
    private var latest: [(second: Int, number: UInt32)?] = []
    private(set) var pairs: [(Int, Int)] = []

    /// The second number of the last pair with this first one.
    func latest(with first: Int) -> Int? { first < latest.count ? latest[first]?.second : nil }

    mutating func intern(_ first: Int, _ second: Int) -> UInt32 {
        while latest.count <= first { latest.append(nil) }
        if let found = latest[first], found.second == second { return found.number }
        let key = UInt64(truncatingIfNeeded: first) << 32 | UInt64(truncatingIfNeeded: second)
        if let number = numbers[key] {
            latest[first] = (second, number)
            return number
        }
        let number = UInt32(pairs.count)
        numbers[key] = number
        pairs.append((first, second))
        latest[first] = (second, number)
        return number
    }
}
