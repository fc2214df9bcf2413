/// What words do to any phrase near them, whatever it names.
struct MentionLexicon: Sendable {
    enum Sense: String, CaseIterable, Sendable {
        case negationBefore = "negation-before"
        case negationAfter = "negation-after"
        case pseudo, breaks
        case historyBefore = "history-before"
        case historyAfter = "history-after"
        case historyHeads = "history-heads"
        case historyNot = "history-not"
        case historyBreaks = "history-breaks"
        case historyNear = "history-near"
        case lasting, standing
        case hypothesisBefore = "hypothesis-before"
        case otherBefore = "other-before"
        case otherBreaks = "other-breaks"
        case negationNext = "negation-next"
        case negationAnswer = "negation-answer"
        case hypothesisNext = "hypothesis-next"
        case uncertainBefore = "uncertain-before"
        case uncertainAfter = "uncertain-after"

        /// Senses that compete for the same words; those of different themes are looked for on their own.
        var theme: Theme {
            switch self {
            case .negationBefore, .negationAfter, .negationNext, .negationAnswer, .pseudo, .breaks: .negation
            case .historyBefore, .historyAfter, .historyHeads, .historyNot, .historyBreaks, .historyNear: .history
            case .lasting, .standing: .lasting
            case .hypothesisBefore, .hypothesisNext, .otherBefore, .otherBreaks, .uncertainBefore, .uncertainAfter:
                .others
            }
        }
    }

    enum Theme: CaseIterable { case negation, history, lasting, others }

    let negation: PhraseTable<Sense>
    let history: PhraseTable<Sense>
    let lasting: PhraseTable<Sense>
    let others: PhraseTable<Sense>

    init(_ phrases: [(phrase: String, sense: Sense)]) {
        func table(_ theme: Theme) -> PhraseTable<Sense> { PhraseTable(phrases.filter { $0.sense.theme == theme }) }
        negation = table(.negation)
        history = table(.history)
        lasting = table(.lasting)
        others = table(.others)
    }
}
