/// The placeholders that every rule's wording may use, beside those of its own searches.
public enum MessageWords {
    public enum Name: String, CaseIterable, Sendable {
        case site, side, size
        case knownDay = "known.day"
        case knownModality = "known.modality"
        case judgedDay = "judged.day"
        case judgedExam = "judged.exam"
        case judgedModality = "judged.modality"
        case judgedRegions = "judged.regions"
        case judgedContrast = "judged.contrast"
        case windowFrom = "window.from"
        case windowTo = "window.to"
        case windowDays = "window.days"
        case cutoff
        case datedDays = "dated.days"
        case list
    }

    public static let names = Name.allCases.map(\.rawValue)

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
