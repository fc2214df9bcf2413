/// The placeholders that every rule's wording may use, beside those of its own searches.
public enum MessageWords {
    public static let names = [
        "site", "side", "size", "known.day", "known.modality", "judged.day", "judged.exam", "judged.modality",
        "judged.regions", "judged.contrast", "window.from", "window.to", "window.days", "cutoff", "dated.days", "list",
    ]

    /// `{with calcification}`, `{and bone-involvement}`: the word and the concept's title where the concept is asserted of
    /// the lesion, otherwise nothing.
    public static let joiningWords = ["with", "and"]

    /// The concept that a placeholder with a joining word names; nil for any other placeholder.
    public static func joined(_ placeholder: String) -> (word: String, concept: String)? {
        let parts = placeholder.split(separator: " ")
        guard parts.count == 2, joiningWords.contains(String(parts[0])) else { return nil }
        return (String(parts[0]), String(parts[1]))
    }
}
