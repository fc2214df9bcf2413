package import AuditModel

/// Reads orders' texts and diagnosis codes into facts (specification 5.3–5.7). One reader serves one thread: it keeps
/// its working space between orders and allocates nothing for an order that says nothing.
package struct IndicationReader: OrderTextReading {
    private let lexicon: TextLexicon
    private let scanner: FieldScanner
    private let indication = FieldText()
    private let priorFinding = FieldText()
    private var indicationTokens: [Token] = []
    private var priorTokens: [Token] = []
    /// What the words of the order's texts can be.
    private var words: WordUse = []
    private let codes: CodeReading
    private let order: OrderReading
    private var memory = TextMemory()
    /// Readers of what packs name in words of their own.
    private var asides: [(reader: IndicationReader, concepts: ConceptSet)] = []

    package init(_ lexicons: Lexicons) {
        let codes = CodeReading(lexicons.text)
        self.init(lexicons.text, codes)
        asides = lexicons.asides.map { (IndicationReader($0.text, codes), $0.concepts) }
    }

    private init(_ text: TextLexicon, _ codes: CodeReading) {
        lexicon = text
        scanner = FieldScanner(lexicon)
        self.codes = codes
        order = OrderReading(lexicon)
    }

    package mutating func read(
        indication indicationBytes: Span<UInt8>, priorFinding priorBytes: Span<UInt8>, icd10: Span<UInt8>,
        ordered: Moment, into facts: inout FactTable
    ) -> UInt32 {
        codes.read(icd10)
        let key = TextMemory.Key(indicationBytes, priorBytes, codes: codes.lesionNumber)
        if let key, let known = memory.entry(of: key, indicationBytes, priorBytes) {
            if codes.saysNothingOfOrder { return facts.append(known, of: memory.facts) }
            var entry = memory.facts.entries[Int(known)]
            entry.add(codes, ordered: ordered)
            return facts.append(entry, of: memory.facts)
        }
        understand(indicationBytes, priorBytes, ordered)
        if let key, memory.hasCome(key), !dependsOnDay {
            memory.keep(key, indicationBytes, priorBytes, saying: order)
        }
        order.entry.add(codes, ordered: ordered)
        guard order.saysSomething else { return 0 }
        return facts.append(order.entry, statements: order.statements, mentions: order.studies)
    }

    /// The same reading, as the words it rests on.
    package mutating func evidence(
        indication indicationBytes: Span<UInt8>, priorFinding priorBytes: Span<UInt8>, icd10: Span<UInt8>,
        ordered: Moment
    ) -> [TextEvidence] {
        codes.read(icd10)
        understand(indicationBytes, priorBytes, ordered)
        order.entry.add(codes, ordered: ordered)
        guard order.saysSomething else { return [] }
        return evidence(of: indication, in: .indication) + evidence(of: priorFinding, in: .priorFinding)
            + asides.flatMap { aside in
                (aside.reader.evidence(of: aside.reader.indication, in: .indication)
                    + aside.reader.evidence(of: aside.reader.priorFinding, in: .priorFinding))
                    .filter { aside.concepts.contains($0.concept) }
            }
    }

    /// Reads what the texts say, and the codes of lesions; what these say of the order as a whole is left to be added.
    private mutating func understand(_ indicationBytes: Span<UInt8>, _ priorBytes: Span<UInt8>, _ ordered: Moment) {
        understandShared(indicationBytes, priorBytes, ordered)
        guard !asides.isEmpty else { return }
        for index in asides.indices {
            asides[index].reader.understandShared(indicationBytes, priorBytes, ordered)
            order.entry.add(asides[index].concepts, from: asides[index].reader.order.entry)
        }
    }

    /// Whether the texts might be understood otherwise on another day.
    private var dependsOnDay: Bool {
        order.hasSoughtDay && !words.isDisjoint(with: .ofDay) || asides.contains { $0.reader.dependsOnDay }
    }

    private mutating func understandShared(
        _ indicationBytes: Span<UInt8>, _ priorBytes: Span<UInt8>, _ ordered: Moment
    ) {
        order.begin(ordered: ordered, codes: codes)
        words = scanner.tokenize(indicationBytes, into: &indicationTokens)
        words.formUnion(scanner.tokenize(priorBytes, into: &priorTokens))
        // Most texts say nothing that a rule asks for.
        guard words.contains(.fact) || !codes.lesions.isEmpty else {
            indication.removeAll()
            priorFinding.removeAll()
            return
        }
        scanner.scan(&indicationTokens, field: .indication, ordered: ordered, into: indication)
        order.date(indication, scanner.tokens)
        scanner.scan(&priorTokens, field: .priorFinding, ordered: ordered, into: priorFinding)
        order.date(priorFinding, scanner.tokens)
        guard !(indication.isEmpty && priorFinding.isEmpty && codes.lesions.isEmpty) else { return }
        order.bind(indication, priorFinding, codes)
    }

    private func evidence(of text: FieldText, in field: TextField) -> [TextEvidence] {
        text.mentions.map { mention in
            TextEvidence(
                field: field, concept: mention.concept, assertion: mention.assertion,
                words: Int(mention.place.bytes.lowerBound)..<Int(mention.place.bytes.upperBound),
                cue: mention.cue.map { Int($0.lowerBound)..<Int($0.upperBound) },
                lesion: mention.lesion < 0 ? nil : UInt8(mention.lesion))
        }
    }
}
