/// Brings the words of exam names into the spelling that the exam lexicon knows: runs two words apart that were written
/// as one, completes cut-off ones, restores left-out vowels and single mistyped letters. A word that fits nothing, or
/// several words equally well, stays as it is.
struct ExamSpelling: Sendable {
    private let known: Set<String>
    private let prefixes: [String]
    /// By their consonants, the shortest first.
    private let byConsonants: [String: [String]]
    private let byLength: [Int: [String]]
    private let sorted: [String]
    private let runTogether: RunTogether
    /// The longest first.
    private let leadingPieces: [String]
    private let writtenAs: [(signs: [Character], words: String)]

    private static let shortestGuess = 4
    private static let shortestCorrected = 5

    /// `patterns` are all words of the exam lexicon, `*` at the end of a stem.
    /// `plain` are ordinary words that no correction may touch or arrive at.
    init(
        _ patterns: Set<String>, plain: Set<String>, runTogether: RunTogether,
        writtenAs: [(signs: String, words: String)]
    ) {
        let words = patterns.filter { !$0.hasSuffix("*") && $0.allSatisfy { $0.isASCII && $0.isLetter } }
        known = words.union(plain)
        prefixes = patterns.filter { $0.hasSuffix("*") }.map { String($0.dropLast()) }
        sorted = words.filter { $0.count >= Self.shortestGuess }.sorted()
        var consonants: [String: [String]] = [:]
        for word in sorted {
            let key = Self.consonants(of: word)
            if key.count >= 3 { consonants[key, default: []].append(word) }
        }
        // What may be short for an ordinary word is none of these.
        for word in plain.subtracting(words) { consonants[Self.consonants(of: word)] = nil }
        byConsonants = consonants.mapValues { $0.sorted { ($0.count, $0) < ($1.count, $1) } }
        byLength = Dictionary(grouping: sorted, by: \.count)
        self.runTogether = runTogether
        leadingPieces = runTogether.leading.sorted { ($1.count, $0) < ($0.count, $1) }
        self.writtenAs = writtenAs.map { (Array($0.signs), $0.words) }
    }

    func corrected(_ name: String) -> String {
        var result = ""
        var word = ""
        for character in withSignsAsWords(name) {
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

    /// Signs that a table reads as words, where no letter or digit touches them.
    private func withSignsAsWords(_ name: String) -> String {
        guard !writtenAs.isEmpty else { return name }
        let letters = Array(name)
        var result = ""
        var index = 0
        while index < letters.count {
            let isFree = index == 0 || !Self.isLetterOrDigit(letters[index - 1])
            let found = writtenAs.first { entry in
                let end = index + entry.signs.count
                guard isFree, end <= letters.count, end == letters.count || !Self.isLetterOrDigit(letters[end])
                else { return false }
                return zip(entry.signs, letters[index..<end]).allSatisfy { $0 == Character($1.lowercased()) }
            }
            if let found {
                result += " \(found.words) "
                index += found.signs.count
            } else {
                result.append(letters[index])
                index += 1
            }
        }
        return result
    }

    private static func isLetterOrDigit(_ character: Character) -> Bool {
        character.isLetter || character.isNumber
    }

    private func corrected(word: String) -> String {
        let lower = word.lowercased()
        if lower.count < 3 || known.contains(lower) { return word }
        if let pieces = pieces(of: lower) { return pieces.joined(separator: " ") }
        if prefixes.contains(where: { lower.hasPrefix($0) }) { return word }
        return guess(lower) ?? leading(lower) ?? word
    }

    /// The known word that is meant by one that is not known.
    private func guess(_ word: String) -> String? {
        if let match = restored(word) { return match }
        guard word.count >= Self.shortestGuess else { return nil }
        return completed(word) ?? respelt(word)
    }

    /// The shortest known word that has the same consonants and lacks vowels only.
    private func restored(_ word: String) -> String? {
        byConsonants[Self.consonants(of: word)]?.first { candidate in
            var letters = Substring(candidate)
            for letter in word {
                guard let place = letters.firstIndex(of: letter) else { return false }
                letters = letters[letters.index(after: place)...]
            }
            return true
        }
    }

    /// A leading piece with a word behind it that is not written as it should be.
    private func leading(_ word: String) -> String? {
        for piece in leadingPieces where word.hasPrefix(piece) && word.count >= piece.count + 5 {
            if let rest = guess(String(word.dropFirst(piece.count))) { return "\(piece) \(rest)" }
        }
        return nil
    }

    /// The word without the vowels behind its first letter.
    private static func consonants(of word: String) -> String {
        String(word.prefix(1)) + word.dropFirst().filter { !"aeiou".contains($0) }
    }

    /// The fewest known words that make up `word`.
    private func pieces(of word: String) -> [String]? {
        let letters = Array(word)
        guard letters.count >= Self.shortestGuess, letters.count <= 40 else { return nil }
        var best: [[String]?] = [[]] + Array(repeating: nil, count: letters.count)
        for end in 1...letters.count {
            for start in 0..<end {
                guard let before = best[start] else { continue }
                let piece = String(letters[start..<end])
                guard isPiece(piece, after: before, isLast: end == letters.count) else { continue }
                if let current = best[end], current.count <= before.count + 1 { continue }
                best[end] = before + [piece]
            }
        }
        guard let found = best[letters.count], found.count > 1 else { return nil }
        return found
    }

    private func isPiece(_ piece: String, after before: [String], isLast: Bool) -> Bool {
        if piece.count >= 4, known.contains(piece) { return true }
        guard let first = before.first else {
            return runTogether.leading.contains(piece) || runTogether.prefixes.contains(piece)
        }
        if runTogether.leading.contains(first) {
            return runTogether.short.contains(piece) || runTogether.trailing.contains(piece)
        }
        return isLast && before.joined().count > 3 && runTogether.trailing.contains(piece)
    }

    /// The shortest known word that begins so.
    private func completed(_ word: String) -> String? {
        sorted.filter { $0.hasPrefix(word) && $0.count <= word.count * 2 }.min { ($0.count, $0) < ($1.count, $1) }
    }

    /// The known word that differs by one letter written wrong, left out, added or swapped with its neighbour; of
    /// several the longest. In a short word no letter is taken for written wrong.
    private func respelt(_ word: String) -> String? {
        guard word.count >= Self.shortestCorrected else { return nil }
        let letters = Array(word.utf8)
        for length in ((word.count - 1)...(word.count + 1)).reversed() {
            let found = (byLength[length] ?? []).filter { candidate in
                candidate.first == word.first
                    && Self.isOneSlip(letters, Array(candidate.utf8), isShort: word.count == Self.shortestCorrected)
            }
            if found.count > 1 { return nil }
            if let only = found.first { return only }
        }
        return nil
    }

    private static func isOneSlip(_ a: [UInt8], _ b: [UInt8], isShort: Bool) -> Bool {
        var start = 0
        while start < min(a.count, b.count), a[start] == b[start] { start += 1 }
        var end = 0
        while end < min(a.count, b.count) - start, a[a.count - 1 - end] == b[b.count - 1 - end] { end += 1 }
        let left = (a.count - start - end, b.count - start - end)
        if left == (2, 2) { return a[start] == b[start + 1] && a[start + 1] == b[start] }
        return left.0 <= 1 && left.1 <= 1 && (!isShort || left == (0, 1))
    }
}
