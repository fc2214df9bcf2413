import AuditModel

/// Everything the reader of texts needs, compiled. A class so that readers and their parts share it by one reference.
final class TextLexicon: Sendable {
    let phrases: PhraseTable<TextSense>
    let concepts: [ConceptRule]
    /// The concepts that make a lesion.
    let lesions: ConceptSet
    let sites: [SiteRule]
    let cues: [Cue]
    let studies: [StudySense]
    let codes: CodeTable
    /// By the numbers of `codes`.
    let codeSenses: [CodeSense]
    /// Of cues, in tokens.
    let scope: Int
    let places: SiteTable

    init(_ read: borrowing LexiconReader, phrases: PhraseTable<TextSense>) {
        self.phrases = phrases
        concepts = read.concepts.map(\.rule)
        lesions = ConceptSet(
            concepts.indices.filter { [concepts] in concepts[$0].role == .lesion }.map { ConceptID(index: UInt8($0)) })
        sites = read.siteRules
        cues = read.cues
        studies = read.studies
        codes = read.codes
        codeSenses = read.codes.meanings.map { [concepts] in CodeSense($0, concepts) }
        scope = read.scope
        places = SiteTable(read.sites)
    }

    subscript(concept: ConceptID) -> ConceptRule { concepts[Int(concept.index)] }
    subscript(site: SiteID) -> SiteRule { sites[Int(site.index)] }

    /// Whether a code's site may stand for one that words name.
    func fits(_ hint: SiteID, _ site: SiteID) -> Bool {
        hint == .unspecified || site == .unspecified || places.mayStand(hint, for: site)
    }
}

extension TextLexicon {
    /// Whether a word of `marker` stands at `index`.
    @inline(__always)
    func has(_ marker: Marker, in tokens: borrowing [Token], at index: Int) -> Bool {
        index < tokens.count && tokens[index].mark.uses.contains(.marker(marker.rawValue))
            && means(marker, tokens, at: index)
    }

    private func means(_ marker: Marker, _ tokens: borrowing [Token], at index: Int) -> Bool {
        phrases.means(tokens, at: index) { $0.isOf(marker) }
    }

    /// The number that the phrase at `index` gives as a unit, a period, a month or a count, and the token behind the phrase.
    func value(
        _ kind: TextSense.Kind, use: WordUse, in tokens: borrowing [Token], at index: Int, upTo end: Int = .max
    ) -> (number: UInt16, end: Int)? {
        guard index < tokens.count, tokens[index].mark.uses.contains(use),
            let match = phrases.match(tokens, at: index, upTo: end)
        else { return nil }
        for sense in match.senses where phrases.senses[sense].kind == kind {
            return (phrases.senses[sense].number, match.range.upperBound)
        }
        return nil
    }
}
