import AuditModel

/// What diagnosis codes say, by the code as it is written: an export repeats some thousand codes.
struct CodeMemory {
    struct Saying {
        var order = ConceptSet()
        var namesLesion = false
        var dated: ConceptID?
        /// In the memory's `lesions`.
        var lesions = 0..<0

        var saysNothing: Bool { order.isEmpty && lesions.isEmpty && !namesLesion && dated == nil }
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
    /// The first is that of all codes that say nothing.
    private var sayings = [Saying()]
    private(set) var lesions: [CodeReading.Lesion] = []

    /// Nil for a code that is not kept.
    func saying(of code: UInt64) -> Saying? {
        let slot = slots[place(of: code)]
        return slot.code == 0 ? nil : sayings[slot.saying]
    }

    private func place(of code: UInt64) -> Int {
        var place = Int(truncatingIfNeeded: (code &* 0x9E37_79B9_7F4A_7C15) >> 40) & (slots.count - 1)
        while slots[place].code != 0, slots[place].code != code { place = (place + 1) & (slots.count - 1) }
        return place
    }

    /// Keeps and returns what a code says.
    mutating func keep(_ saying: Saying, naming named: [CodeReading.Lesion], of code: UInt64) -> Saying {
        if count == Self.most { self = CodeMemory() }
        count += 1
        var saying = saying
        saying.lesions = lesions.count..<lesions.count + named.count
        lesions += named
        if !saying.saysNothing { sayings.append(saying) }
        slots[place(of: code)] = Slot(code: code, saying: saying.saysNothing ? 0 : sayings.count - 1)
        return saying
    }
}
