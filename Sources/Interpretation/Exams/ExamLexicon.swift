import AuditModel

/// One way in which names speak of one property; what a longer phrase covers is hidden from shorter ones of the same
/// property only.
typealias ExamAxis<Value: Sendable> = PhraseTable<Value?>

/// The words of examination names, one table a property, and the codes.
struct ExamLexicon: Sendable {
    struct ModalityWord: Sendable {
        var modality: Modality
        /// The heaviest word of a name decides.
        var weight: Int
        /// Whether it names angiography; false where it names what is none, nil where it may be either.
        var angiography: Bool?
        var attributes: ExamAttributeSet
        /// What it is where the name states a contrast phase of one part of the body.
        var withPhase: Modality?

        /// Too light to contradict a code.
        var isHint: Bool { weight < 80 }
    }

    struct RegionWord: Sendable {
        var regions: RegionSet
        /// Regions that other words of the name only seem to add.
        var absorbs: RegionSet
        /// Regions that codes give the same part of the body.
        var alternatives: RegionSet
        /// Counts only where no other word names a region.
        var isWeak: Bool
        var attributes: ExamAttributeSet
        /// Contrast state that such an examination usually has.
        var contrast: ContrastState?
        var site: SiteID
        /// The site only where tissue is taken.
        var tissueSite: SiteID
        /// Names the region itself, not an organ or a protocol within it.
        var isPlain: Bool
    }

    enum ContrastWord: String, CaseIterable, Sendable {
        case with, without, both, unknown, elsewhere, noun
        case withBare = "with-bare"
    }

    struct FallbackWord: Sendable {
        var modality: Modality
        var rank: Int
    }

    struct TissueSite: Sendable {
        var site: SiteID
        var rank: Int
    }

    struct KindWord: Sendable {
        var kind: ExamKind
        /// Counts only where no modality of its own is named, or beside another word of a kind.
        var isWeak: Bool
        /// Counts only where no body part is named.
        var needsNoRegion: Bool
    }

    /// `add` where an examination of `region` has none of `unless`.
    struct Default: Sendable {
        var region: RegionSet
        var unless: ExamAttributeSet
        var add: ExamAttributeSet
    }

    var modalities: ExamAxis<ModalityWord>
    /// By body part, where no word names a modality: the least rank wins.
    var fallback: ExamAxis<FallbackWord>
    var regions: ExamAxis<RegionWord>
    var contrast: ExamAxis<ContrastWord>
    var withOther: ExamAxis<Bool>
    var kinds: ExamAxis<KindWord>
    var attributes: ExamAxis<ExamAttributeSet>
    /// The least rank wins: special places stand before general ones.
    var tissueSites: ExamAxis<TissueSite>
    var sides: ExamAxis<Laterality>
    var defaults: [Default]
    var codes: [String: ExamCode]
    let spelling: ExamSpelling
    /// What every angiography has.
    var ofAngiography: ExamAttributeSet
    var oralContrast: ExamAttributeSet
    var oralOnly: ExamAttributeSet
}

/// Which pieces of names may be written together as one word, beside whole words of four letters and more.
struct RunTogether: Sendable {
    /// At the beginning; what follows may then be made of short pieces.
    var leading: Set<String> = []
    /// At the beginning of a pair.
    var prefixes: Set<String> = []
    /// At the end.
    var trailing: Set<String> = []
    /// Behind a leading piece.
    var short: Set<String> = []
}

/// What a procedure code stands for. Properties that a code leaves open are nil or empty.
struct ExamCode: Sendable {
    var label: String
    var modality: Modality?
    var regions: RegionSet = []
    var contrast: ContrastState?
    var kind: ExamKind = .diagnostic
    var laterality: Laterality = .unspecified
    var angiography = false
    var attributes: ExamAttributeSet = []
    var site: SiteID = .unspecified
    var atLeastMillimetres: UInt16 = 0
    var validFrom: Day = .unknown
    var validThrough: Day = .unknown
    /// A name under this code gives all its regions, or contradicts it.
    var namesAllRegions = false
}

/// What the lexicon files say of exams, before it is compiled.
struct ExamLexiconDraft {
    var modalities: [(phrase: String, sense: ExamLexicon.ModalityWord?)] = []
    var fallback: [(phrase: String, sense: ExamLexicon.FallbackWord?)] = []
    var regions: [(phrase: String, sense: ExamLexicon.RegionWord?)] = []
    var contrast: [(phrase: String, sense: ExamLexicon.ContrastWord?)] = []
    var withOther: [(phrase: String, sense: Bool?)] = []
    var kinds: [(phrase: String, sense: ExamLexicon.KindWord?)] = []
    var attributes: [(phrase: String, sense: ExamAttributeSet?)] = []
    var tissueSites: [(phrase: String, sense: ExamLexicon.TissueSite?)] = []
    var sides: [(phrase: String, sense: Laterality?)] = []
    var defaults: [ExamLexicon.Default] = []
    var codes: [String: ExamCode] = [:]
    var plainWords: Set<String> = []
    var runTogether = RunTogether()
    /// Signs that stand for words, the longest first.
    var writtenAs: [(signs: String, words: String)] = []
    var ofAngiography: ExamAttributeSet = []
    var oralContrast: ExamAttributeSet = []
    var oralOnly: ExamAttributeSet = []

    mutating func addTrap(_ phrase: String) {
        modalities.append((phrase, nil))
        fallback.append((phrase, nil))
        regions.append((phrase, nil))
        contrast.append((phrase, nil))
        kinds.append((phrase, nil))
        attributes.append((phrase, nil))
        tissueSites.append((phrase, nil))
        sides.append((phrase, nil))
    }

    /// Every word and stem of the phrases.
    private var words: Set<String> {
        var words: Set<String> = []
        for phrases in [
            modalities.map(\.phrase), fallback.map(\.phrase), regions.map(\.phrase), contrast.map(\.phrase),
            kinds.map(\.phrase), attributes.map(\.phrase), tissueSites.map(\.phrase), sides.map(\.phrase),
            withOther.map(\.phrase),
        ] {
            for phrase in phrases { words.formUnion(PhraseNotation.words(of: phrase)) }
        }
        return words
    }

    func compiled() -> ExamLexicon {
        ExamLexicon(
            modalities: PhraseTable(modalities), fallback: PhraseTable(fallback), regions: PhraseTable(regions),
            contrast: PhraseTable(contrast), withOther: PhraseTable(withOther), kinds: PhraseTable(kinds),
            attributes: PhraseTable(attributes), tissueSites: PhraseTable(tissueSites), sides: PhraseTable(sides),
            defaults: defaults, codes: codes,
            spelling: ExamSpelling(
                words, plain: plainWords, runTogether: runTogether,
                writtenAs: writtenAs.sorted { $0.signs.count > $1.signs.count }),
            ofAngiography: ofAngiography, oralContrast: oralContrast, oralOnly: oralOnly)
    }
}
