import AuditModel

/// What an order's diagnosis codes say. Codes stand apart by anything but letters, digits and dots.
struct CodeReading {
    struct Lesion {
        var site: SiteID
        var side: Laterality
        var concepts: ConceptSet
    }

    private let table: CodeTable
    private let senses: [CodeSense]
    private let classes = ByteClass.table
    /// Lesions that codes name, each once.
    private(set) var lesions: [Lesion] = []
    private(set) var orderConcepts = ConceptSet()
    private(set) var namesLesion = false
    /// A dated concept (an injury) at its first encounter.
    private(set) var datedConcept: ConceptID?
    private var found: [Int] = []

    init(_ lexicon: TextLexicon) {
        table = lexicon.codes
        senses = lexicon.codeSenses
    }

    var isEmpty: Bool { lesions.isEmpty && orderConcepts.isEmpty }

    mutating func read(_ bytes: Span<UInt8>) {
        lesions.removeAll(keepingCapacity: true)
        orderConcepts = ConceptSet()
        namesLesion = false
        datedConcept = nil
        var index = 0
        while index < bytes.count {
            guard classes[Int(bytes[index])] < ByteClass.width else {
                index += 1
                continue
            }
            found.removeAll(keepingCapacity: true)
            let start = index
            index = table.walk(bytes, from: start, into: &found)
            guard DiagnosisCode.isShaped(bytes.extracting(start..<index)) else { continue }
            for number in found { take(senses[number], bytes, from: start, to: index) }
        }
    }

    private mutating func take(_ meaning: CodeSense, _ bytes: Span<UInt8>, from start: Int, to end: Int) {
        orderConcepts.formUnion(meaning.order)
        if let dated = meaning.dated, character(7, bytes, from: start, to: end) == UInt8(ascii: "A") {
            datedConcept = dated
        }
        if meaning.namesLesion { namesLesion = true }
        guard meaning.site != .unspecified || !meaning.lesion.isEmpty else { return }
        var side = meaning.side
        if meaning.sideCharacter > 0 {
            switch character(meaning.sideCharacter, bytes, from: start, to: end) {
            case UInt8(ascii: "1"): side = .right
            case UInt8(ascii: "2"): side = .left
            case UInt8(ascii: "3"): side = .bilateral
            default: break
            }
        }
        if let same = lesions.firstIndex(where: { $0.site == meaning.site && $0.side == side }) {
            lesions[same].concepts.formUnion(meaning.lesion)
        } else if lesions.count < 4 {
            lesions.append(Lesion(site: meaning.site, side: side, concepts: meaning.lesion))
        }
    }

    /// The n-th letter or digit of the code, upper case; 0 where it is shorter.
    private func character(_ position: Int, _ bytes: Span<UInt8>, from start: Int, to end: Int) -> UInt8 {
        var seen = 0
        for index in start..<end where classes[Int(bytes[index])] < ByteClass.width {
            seen += 1
            if seen == position { return bytes[index] >= 0x61 ? bytes[index] - 0x20 : bytes[index] }
        }
        return 0
    }
}
