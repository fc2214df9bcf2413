/// Phrases of lexicons as numbers of words, so that several tables can be made of them. They are in the notation of lexicons:
/// plain words, `*` after a stem for any ending, `-` as good as a space.
struct SpelledPhrases: Sendable {
    private(set) var words = WordNumbering()
    /// The words of all phrases, one behind the other, and where each phrase ends.
    private var spelled: [UInt16] = []
    private var ends: [Int] = []

    var count: Int { ends.count }

    mutating func add(_ phrase: String) {
        PhraseNotation.eachWord(of: phrase) { spelled.append(words.id(of: $0, $1)) }
        ends.append(spelled.count)
    }

    /// The words of a phrase by its number.
    subscript(number: Int) -> ArraySlice<UInt16> { spelled[(number == 0 ? 0 : ends[number - 1])..<ends[number]] }
}
