import AuditModel

/// What an order's diagnosis codes say. Codes stand apart by anything but letters, digits and dots. A class so that
/// lending it copies none of its lists.
final class CodeReading {
    struct Lesion: Equatable {
        var site: SiteID
        var side: Laterality
        var concepts: ConceptSet
        /// The disease that it names speaks of a lesion.
        var founds = false
    }

    private let table: CodeTable
    private let senses: [CodeSense]
    private var memory = CodeMemory()
    /// Lesions that codes name, each once; not more than `maximumLesions`.
    private(set) var lesions = ReusedList<Lesion>()
    private(set) var orderConcepts = ConceptSet()
    private(set) var namesLesion = false
    /// A dated concept (an injury) at its first encounter.
    private(set) var datedConcept: ConceptID?
    /// What the codes say of lesions, as one number: 0 for nothing, nil where it is too much for a number.
    private(set) var lesionNumber: UInt64? = 0
    private var found: [Int] = []

    private static let maximumLesions = 4

    init(_ lexicon: TextLexicon) {
        table = lexicon.codes
        senses = lexicon.codeSenses
    }

    var saysNothingOfOrder: Bool { orderConcepts.isEmpty && datedConcept == nil }

    func read(_ bytes: Span<UInt8>) {
        lesions.removeAll()
        orderConcepts = ConceptSet()
        namesLesion = false
        datedConcept = nil
        lesionNumber = 0
        var index = 0
        while index < bytes.count {
            guard ByteClass.of(bytes[index]) < ByteClass.width else {
                index += 1
                continue
            }
            let start = index
            var code: UInt64 = 0
            while index < bytes.count,
                ByteClass.of(bytes[index]) < ByteClass.width || bytes[index] == UInt8(ascii: ".")
            {
                code = code << 8 | UInt64(bytes[index])
                index += 1
            }
            // More letters are no code.
            guard index - start <= 8 else { continue }
            take(memory.saying(of: code) ?? read(code, bytes, from: start, to: index))
        }
    }

    private func take(_ number: Int) {
        if number == 0 { return }
        let saying = memory.sayings[number]
        orderConcepts.formUnion(saying.order)
        if let dated = saying.dated { datedConcept = dated }
        if saying.ofLesions == 0 || !isNew(saying.ofLesions) { return }
        if saying.namesLesion { namesLesion = true }
        for number in saying.lesions {
            let lesion = memory.lesions[number]
            if let same = lesions.firstIndex(where: { $0.site == lesion.site && $0.side == lesion.side }) {
                lesions[same].concepts.formUnion(lesion.concepts)
                if lesion.founds { lesions[same].founds = true }
            } else if lesions.count < Self.maximumLesions {
                lesions.append(lesion)
            }
        }
    }

    /// Adds to the number of what the codes say of lesions; false where another code has said the same.
    private func isNew(_ saying: Int) -> Bool {
        guard let known = lesionNumber else { return true }
        for shift in stride(from: UInt64(0), to: 64, by: 16) where Int(known >> shift & 0xFFFF) == saying {
            return false
        }
        lesionNumber = known >> 48 == 0 && saying < 1 << 16 ? known << 16 | UInt64(saying) : nil
        return true
    }

    /// The number of what a code says that was not met before.
    private func read(_ code: UInt64, _ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
        found.removeAll(keepingCapacity: true)
        if DiagnosisCode.isShaped(bytes.extracting(start..<end)) { _ = table.walk(bytes, from: start, into: &found) }
        var saying = CodeMemory.Saying()
        var named: [Lesion] = []
        for number in found {
            let meaning = senses[number]
            saying.order.formUnion(meaning.order)
            if let dated = meaning.dated, character(7, bytes, from: start, to: end) == UInt8(ascii: "A") {
                saying.dated = dated
            }
            if meaning.namesLesion { saying.namesLesion = true }
            guard meaning.site != .unspecified || !meaning.lesion.isEmpty || meaning.founds else { continue }
            let side = side(of: meaning, bytes, from: start, to: end)
            named.append(
                Lesion(site: meaning.site, side: side, concepts: meaning.lesion, founds: meaning.founds))
        }
        return memory.keep(saying, naming: named, of: code)
    }

    private func side(of meaning: CodeSense, _ bytes: Span<UInt8>, from start: Int, to end: Int) -> Laterality {
        guard meaning.sideCharacter > 0 else { return meaning.side }
        return switch character(meaning.sideCharacter, bytes, from: start, to: end) {
        case UInt8(ascii: "1"): .right
        case UInt8(ascii: "2"): .left
        case UInt8(ascii: "3"): .bilateral
        default: meaning.side
        }
    }

    /// The n-th letter or digit of the code, upper case; 0 where it is shorter.
    private func character(_ position: Int, _ bytes: Span<UInt8>, from start: Int, to end: Int) -> UInt8 {
        var seen = 0
        for index in start..<end where ByteClass.of(bytes[index]) < ByteClass.width {
            seen += 1
            if seen == position { return bytes[index] >= 0x61 ? bytes[index] - 0x20 : bytes[index] }
        }
        return 0
    }
}

extension FactTable.Entry {
    /// Adds what codes say of the order as a whole; a day in words beats one from a code.
    mutating func add(_ codes: CodeReading, ordered: Moment) {
        present.formUnion(codes.orderConcepts)
        uncertain.subtract(codes.orderConcepts)
        absent.subtract(codes.orderConcepts)
        guard let concept = codes.datedConcept, !datedDay.isKnown, ordered.isKnown else { return }
        datedConcept = concept
        datedDay = ordered.day
    }
}
