package import AuditModel

/// Reads orders' texts and diagnosis codes into facts (specification 5.3–5.7). One reader serves one thread: it keeps
/// its working space between orders and allocates nothing for an order that says nothing.
package struct IndicationReader: OrderTextReading {
    private let lexicon: TextLexicon
    private var scanner: FieldScanner
    private let indication = FieldText()
    private let priorFinding = FieldText()
    private var indicationTokens: [Token] = []
    private var priorTokens: [Token] = []
    private let codes: CodeReading
    private var order: OrderReading
    /// Readers of what packs name in words of their own.
    private var asides: [(reader: IndicationReader, concepts: ConceptSet)] = []

    package init(_ lexicons: Lexicons) {
        self.init(lexicons.text)
        asides = lexicons.asides.map { (IndicationReader($0.text), $0.concepts) }
    }

    private init(_ text: TextLexicon) {
        lexicon = text
        scanner = FieldScanner(lexicon)
        codes = CodeReading(lexicon)
        order = OrderReading(lexicon)
    }

    package mutating func read(
        indication indicationBytes: Span<UInt8>, priorFinding priorBytes: Span<UInt8>, icd10: Span<UInt8>,
        ordered: Moment, into facts: inout FactTable
    ) -> UInt32 {
        guard understand(indicationBytes, priorBytes, icd10, ordered) else { return 0 }
        return facts.append(order.entry, statements: order.statements, mentions: order.studies)
    }

    /// The same reading, as the words it rests on.
    package mutating func evidence(
        indication indicationBytes: Span<UInt8>, priorFinding priorBytes: Span<UInt8>, icd10: Span<UInt8>,
        ordered: Moment
    ) -> [TextEvidence] {
        guard understand(indicationBytes, priorBytes, icd10, ordered) else { return [] }
        return evidence(of: indication, in: .indication) + evidence(of: priorFinding, in: .priorFinding)
            + asides.flatMap { aside in
                (aside.reader.evidence(of: aside.reader.indication, in: .indication)
                    + aside.reader.evidence(of: aside.reader.priorFinding, in: .priorFinding))
                    .filter { aside.concepts.contains($0.concept) }
            }
    }

    private mutating func understand(
        _ indicationBytes: Span<UInt8>, _ priorBytes: Span<UInt8>, _ icd10: Span<UInt8>, _ ordered: Moment
    ) -> Bool {
        let speaks = understandShared(indicationBytes, priorBytes, icd10, ordered)
        guard !asides.isEmpty else { return speaks }
        for index in asides.indices
        where asides[index].reader.understandShared(indicationBytes, priorBytes, icd10, ordered) {
            order.entry.add(asides[index].concepts, from: asides[index].reader.order.entry)
        }
        return order.saysSomething
    }

    private mutating func understandShared(
        _ indicationBytes: Span<UInt8>, _ priorBytes: Span<UInt8>, _ icd10: Span<UInt8>, _ ordered: Moment
    ) -> Bool {
        codes.read(icd10)
        order.begin(ordered: ordered, codes: codes)
        let indicationSpeaks = scanner.tokenize(indicationBytes, into: &indicationTokens)
        let priorSpeaks = scanner.tokenize(priorBytes, into: &priorTokens)
        // Most texts say nothing that a rule asks for.
        guard indicationSpeaks || priorSpeaks || !codes.lesions.isEmpty else {
            indication.removeAll()
            priorFinding.removeAll()
            order.tell(codes)
            return order.saysSomething
        }
        scanner.scan(&indicationTokens, field: .indication, ordered: ordered, into: indication)
        order.date(indication, scanner.tokens)
        scanner.scan(&priorTokens, field: .priorFinding, ordered: ordered, into: priorFinding)
        order.date(priorFinding, scanner.tokens)
        guard !(indication.isEmpty && priorFinding.isEmpty && codes.isEmpty) else { return false }
        order.bind(indication, priorFinding, codes)
        return order.saysSomething
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
