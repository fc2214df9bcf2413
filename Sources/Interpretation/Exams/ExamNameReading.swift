import AuditModel

/// What the words of one exam name say, property by property.
struct ExamNameReading {
    private(set) var modality: Modality?
    /// Nil where the modality follows from the body part alone.
    private(set) var statedModality: Modality?
    /// Stated by a word that a code can be measured against.
    private(set) var firmModality: Modality?
    private(set) var regions: RegionSet = []
    /// Regions that codes give the same parts of the body.
    private(set) var alternatives: RegionSet = []
    /// Nil where no word speaks of intravenous contrast.
    private(set) var contrast: ContrastState?
    /// The state that such an examination usually has, where no word states it.
    private(set) var usualContrast: ContrastState?
    private(set) var isOralOnly = false
    private(set) var kind: ExamKind?
    private(set) var side: Laterality = .unspecified
    private(set) var angiography = false
    /// A word of the name stands for what is no angiography.
    private(set) var hasOtherThanAngiography = false
    private(set) var attributes: ExamAttributeSet = []
    private(set) var site: SiteID = .unspecified
    private(set) var namesRegionPlainly = false
    private(set) var tissueSite: SiteID = .unspecified
    private(set) var evidence: [String] = []

    /// A contrast state is told by more than a bare "with".
    private var hasContrastPhrase = false
    /// A contrast phase made the modality another than the one named.
    private var isReinterpreted = false
    private let text: String
    private let lexicon: ExamLexicon

    init(_ text: String, lexicon: ExamLexicon) {
        self.text = lexicon.spelling.corrected(text)
        self.lexicon = lexicon
        guard !text.isEmpty else { return }
        readRegions()
        readContrast()
        readModality()
        readKind()
        readSide()
        for found in matches(lexicon.attributes, readsCovered: true) { attributes.formUnion(found.value) }
        if isOralOnly { attributes.formUnion(lexicon.oralOnly) }
        if let found = matches(lexicon.tissueSites).min(by: { $0.value.rank < $1.value.rank }) {
            tissueSite = found.value.site
        }
    }

    var confidence: Confidence {
        if isReinterpreted { return .low }
        if statedModality != nil, !regions.isEmpty || kind != nil { return .high }
        return modality != nil || kind != nil ? .medium : .low
    }

    func resolvedContrast(for modality: Modality, kind: ExamKind) -> ContrastState {
        guard modality.isCrossSectional else { return .notApplicable }
        guard kind == .diagnostic else { return contrast ?? .notApplicable }
        return contrast ?? (isOralOnly ? .unknown : usualContrast ?? .unknown)
    }

    private struct Found<Value> {
        var value: Value
        var words: String
        /// Where the words end, in tokens.
        var end: Int
        var start: Int
    }

    private func tokens(_ words: WordTable) -> [Token] {
        var tokens: [Token] = []
        Tokenizer.tokenize(text.utf8.span, words: words, into: &tokens)
        return tokens
    }

    /// The phrases of an axis; with `readsCovered` also those that lie within another, for what adds up: "bx bone" must
    /// not hide "bone marrow".
    private func matches<Value: Sendable>(_ axis: ExamAxis<Value>, readsCovered: Bool = false) -> [Found<Value>] {
        let tokens = tokens(axis.words)
        var found: [Found<Value>] = []
        var (index, end) = (0, Int.max)
        while index < tokens.count {
            guard let match = axis.match(tokens, at: index, upTo: end) else {
                (index, end) = (index + 1, .max)
                continue
            }
            // A trap beats the other senses of the same words.
            let senses = match.senses.map { axis.senses[$0] }
            let isTrap = senses.contains { $0 == nil }
            if !isTrap {
                let first = Int(tokens[match.range.lowerBound].start)
                let last = Int(tokens[match.range.upperBound - 1].end)
                let words = String(decoding: Array(text.utf8)[first..<last], as: UTF8.self)
                for case let sense? in senses {
                    found.append(
                        Found(value: sense, words: words, end: match.range.upperBound, start: match.range.lowerBound))
                }
            }
            if !readsCovered || isTrap {
                (index, end) = (match.range.upperBound, .max)
            } else if match.range.count > 1 {
                end = match.range.upperBound - 1
            } else {
                (index, end) = (index + 1, .max)
            }
        }
        return found
    }

    private mutating func note(_ property: String, _ words: String) {
        evidence.append("\(property): \"\(words)\" in the name")
    }

    private mutating func readModality() {
        var best: Found<ExamLexicon.ModalityWord>?
        for found in matches(lexicon.modalities) {
            attributes.formUnion(found.value.attributes)
            if found.value.angiography == true { angiography = true }
            if found.value.angiography == false { hasOtherThanAngiography = true }
            if found.value.weight > best?.value.weight ?? -1 { best = found }
        }
        if let best {
            var found = best.value.modality
            if let other = best.value.withPhase, contrast != nil, !regions.isEmpty, !regions.contains(.wholeBody) {
                found = other
                isReinterpreted = true
            }
            modality = found
            statedModality = found
            if !best.value.isHint { firmModality = found }
            note("modality", best.words)
        } else if hasContrastPhrase {
            // A body part with or without contrast and no modality is a scan with a tube around it.
            modality = .ct
            evidence.append("modality: only contrast is named")
        } else if let found = matches(lexicon.fallback).min(by: { $0.value.rank < $1.value.rank }) {
            modality = found.value.modality
            note("modality", found.words)
        }
    }

    private mutating func readRegions() {
        var absorbed: RegionSet = []
        let all = matches(lexicon.regions)
        let hasStrong = all.contains { !$0.value.isWeak }
        for found in all where !found.value.isWeak || !hasStrong {
            alternatives.formUnion(found.value.alternatives)
            absorbed.formUnion(found.value.absorbs)
            regions.formUnion(found.value.regions)
            attributes.formUnion(found.value.attributes)
            if usualContrast == nil { usualContrast = found.value.contrast }
            if found.value.isPlain { namesRegionPlainly = true }
            if site == .unspecified { site = found.value.site }
            if tissueSite == .unspecified { tissueSite = found.value.tissueSite }
            note("region", found.words)
        }
        if !regions.subtracting(absorbed).isEmpty { regions.subtract(absorbed) }
    }

    private mutating func readContrast() {
        let otherTokens = tokens(lexicon.withOther.words)
        var with = false
        var without = false
        var unknown = false
        var elsewhere = false
        var noun: String?
        for found in matches(lexicon.contrast) {
            switch found.value {
            case .withBare:
                if found.end < otherTokens.count, lexicon.withOther.match(otherTokens, at: found.end) != nil {
                    continue
                }
                with = true
            case .with: with = true
            case .without: without = true
            case .both:
                with = true
                without = true
            case .unknown: unknown = true
            case .elsewhere: elsewhere = true
            case .noun:
                noun = noun ?? found.words
                continue
            }
            if found.value != .withBare && found.value != .elsewhere && !regions.isEmpty { hasContrastPhrase = true }
            note("contrast", found.words)
        }
        if elsewhere { attributes.formUnion(lexicon.oralContrast) }
        if unknown {
            contrast = .unknown
        } else if with || without {
            contrast = with && without ? .withoutAndWith : with ? .with : .without
        } else if let noun, !elsewhere {
            contrast = .with
            note("contrast", noun)
        }
        isOralOnly = elsewhere && contrast == nil
    }

    private mutating func readKind() {
        let order: [ExamKind] = [.biopsy, .excision, .therapy, .guidance, .other]
        let found = matches(lexicon.kinds)
        guard !found.contains(where: { $0.value.kind == .diagnostic }) else { return }
        let isImaging = statedModality.map { $0 != .xa && $0 != .rf } ?? false
        let hasStrong = found.contains { !$0.value.isWeak && !$0.value.needsNoRegion }
        for candidate in order {
            let word = found.first {
                $0.value.kind == candidate && (!$0.value.isWeak || hasStrong || !isImaging)
                    && (!$0.value.needsNoRegion || regions.isEmpty)
            }
            if let word {
                kind = candidate
                note("kind", word.words)
                return
            }
        }
    }

    private mutating func readSide() {
        let tokens = tokens(lexicon.sides.words)
        for found in matches(lexicon.sides) where !isLevel(tokens, endingAt: found.end) {
            if side == .unspecified {
                side = found.value
                note("side", found.words)
            } else if side != found.value {
                side = .bilateral
            }
        }
    }

    /// "L5": a letter with a number and nothing more is a level of the spine, no side. ("L2VW" is a side with its views.)
    private func isLevel(_ tokens: [Token], endingAt end: Int) -> Bool {
        guard end < tokens.count, tokens[end].isNumber, tokens[end].isGlued,
            tokens[end - 1].end - tokens[end - 1].start == 1
        else { return false }
        return end + 1 == tokens.count || !tokens[end + 1].isGlued || tokens[end + 1].isOfSign
    }
}
