/// Brings the words of exam names into the spelling that the exam lexicon knows: runs two words apart that were written
/// as one, completes cut-off ones, restores left-out vowels and single mistyped letters. A word that fits nothing, or
/// several words equally well, stays as it is.
struct ExamSpelling: Sendable {
    private let known: Set<String>
    private let prefixes: [String]
    /// By its consonants: the shortest known word that has them.
    private let byConsonants: [String: String]
    private let byLength: [Int: [String]]
    private let sorted: [String]

    private static let shortestGuess = 4
    private static let shortestCorrected = 6
    /// Short words that may end a run of words written as one.
    private static let endings: Set<String> = ["w", "wo", "rt", "lt"]
    /// Short words that may begin one.
    private static let beginnings: Set<String> = ["ct", "mr", "mri", "us", "xr", "no", "non", "any"]

    /// `patterns` are all words of the exam lexicon, `*` at the end of a stem.
    /// `plain` are ordinary words that no correction may touch or arrive at.
    init(_ patterns: Set<String>, plain: Set<String>) {
        let words = patterns.filter { !$0.hasSuffix("*") && $0.allSatisfy { $0.isASCII && $0.isLetter } }
        known = words.union(plain)
        prefixes = patterns.filter { $0.hasSuffix("*") }.map { String($0.dropLast()) }
        sorted = words.filter { $0.count >= Self.shortestGuess }.sorted()
        var consonants: [String: String] = [:]
        for word in sorted {
            let key = Self.consonants(of: word)
            guard key.count >= 3 else { continue }
            if let other = consonants[key], (other.count, other) <= (word.count, word) { continue }
            consonants[key] = word
        }
        byConsonants = consonants
        byLength = Dictionary(grouping: sorted, by: \.count)
    }

    func corrected(_ name: String) -> String {
        var result = ""
        var word = ""
        for character in name {
            if character.isASCII && character.isLetter {
                word.append(character)
            } else {
                result += corrected(word: word)
                word = ""
                result.append(character)
            }
        }
        return result + corrected(word: word)
    }

    private func corrected(word: String) -> String {
        let lower = word.lowercased()
        if lower.count < 3 || known.contains(lower) { return word }
        if let pieces = pieces(of: lower) { return pieces.joined(separator: " ") }
        if prefixes.contains(where: { lower.hasPrefix($0) }) { return word }
        // Only a word written without its vowels is an abbreviation of this kind.
        if let match = byConsonants[lower] { return match }
        guard lower.count >= Self.shortestGuess else { return word }
        return completed(lower) ?? respelt(lower) ?? word
    }

    /// The word without the vowels behind its first letter.
    private static func consonants(of word: String) -> String {
        String(word.prefix(1)) + word.dropFirst().filter { !"aeiou".contains($0) }
    }

    /// The fewest known words that make up `word`.
    private func pieces(of word: String) -> [String]? {
        let letters = Array(word)
        guard letters.count >= 5, letters.count <= 40 else { return nil }
        var best: [[String]?] = [[]] + Array(repeating: nil, count: letters.count)
        for end in 1...letters.count {
            for start in 0..<end {
                guard let before = best[start] else { continue }
                let piece = String(letters[start..<end])
                let isEnding = end == letters.count && start > 3 && Self.endings.contains(piece)
                let isBeginning = start == 0 && Self.beginnings.contains(piece)
                guard isEnding || isBeginning || (piece.count >= 4 && known.contains(piece)) else { continue }
                if let current = best[end], current.count <= before.count + 1 { continue }
                best[end] = before + [piece]
            }
        }
        guard let found = best[letters.count], found.count > 1 else { return nil }
        return found
    }

    /// The shortest known word that begins so.
    private func completed(_ word: String) -> String? {
        sorted.filter { $0.hasPrefix(word) && $0.count <= word.count * 2 }.min { ($0.count, $0) < ($1.count, $1) }
    }

    /// The one known word that differs by one letter written wrong, left out, added or swapped.
    private func respelt(_ word: String) -> String? {
        guard word.count >= Self.shortestCorrected else { return nil }
        let letters = Array(word.utf8)
        var found: String?
        for length in (word.count - 1)...(word.count + 1) {
            for candidate in byLength[length] ?? [] where candidate.first == word.first {
                guard Self.isOneSlip(letters, Array(candidate.utf8)) else { continue }
                if found != nil { return nil }
                found = candidate
            }
        }
        return found
    }

    private static func isOneSlip(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        var start = 0
        while start < min(a.count, b.count), a[start] == b[start] { start += 1 }
        var end = 0
        while end < min(a.count, b.count) - start, a[a.count - 1 - end] == b[b.count - 1 - end] { end += 1 }
        let left = (a.count - start - end, b.count - start - end)
        if left.0 <= 1 && left.1 <= 1 { return true }
        return left == (2, 2) && a[start] == b[start + 1] && a[start + 1] == b[start]
    }
}
