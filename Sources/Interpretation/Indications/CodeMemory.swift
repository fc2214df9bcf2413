import AuditModel

/// What diagnosis codes say, by the code as it is written: an export repeats some thousand codes. What they say has numbers
/// that hold as long as the memory does, 0 that of nothing.
struct CodeMemory {
    struct Saying {
        var order = ConceptSet()
        var namesLesion = false
        var dated: ConceptID?
        /// In the memory's `lesions`.
        var lesions = 0..<0
        /// The first saying that says the same of lesions; 0 for nothing.
        var ofLesions = 0
    }

    private struct Slot {
        /// The code's bytes, the last one lowest; 0 for none.
        var code: UInt64 = 0
        /// In `sayings`.
        var saying = 0
    }

    /// Codes that are kept at most; with one more all are forgotten.
    private static let most = 4096
    private var slots = [Slot](repeating: Slot(), count: 2 * most)
    private var count = 0
    /// Each once.
    private(set) var sayings = [Saying()]
    private(set) var lesions: [CodeReading.Lesion] = []

    /// The number of what a code says; nil for a code that is not kept.
    @inline(__always)
    func saying(of code: UInt64) -> Int? {
        let slot = slots[place(of: code)]
        return slot.code == 0 ? nil : slot.saying
    }

    @inline(__always)
    private func place(of code: UInt64) -> Int {
        var place = Int(truncatingIfNeeded: (code &* 0x9E37_79B9_7F4A_7C15) >> 40) & (slots.count - 1)
        while slots[place].code != 0, slots[place].code != code { place = (place + 1) & (slots.count - 1) }
        return place
    }

    /// Keeps what a code says and returns its number.
    mutating func keep(_ saying: Saying, naming named: [CodeReading.Lesion], of code: UInt64) -> Int {
        if count == Self.most {
            slots = [Slot](repeating: Slot(), count: slots.count)
            count = 0
        }
        count += 1
        let number = number(of: saying, naming: named)
        slots[place(of: code)] = Slot(code: code, saying: number)
        return number
    }

    private mutating func number(of saying: Saying, naming named: [CodeReading.Lesion]) -> Int {
        func saysSameOfLesions(_ other: Saying) -> Bool {
            other.namesLesion == saying.namesLesion && lesions[other.lesions].elementsEqual(named)
        }
        let known = sayings.firstIndex {
            $0.order == saying.order && $0.dated == saying.dated && saysSameOfLesions($0)
        }
        if let known { return known }
        var saying = saying
        saying.ofLesions = sayings.firstIndex(where: saysSameOfLesions) ?? sayings.count
        saying.lesions = lesions.count..<lesions.count + named.count
        lesions += named
        sayings.append(saying)
        return sayings.count - 1
    }
}
