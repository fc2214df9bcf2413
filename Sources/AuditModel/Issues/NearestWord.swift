/// The known word closest to a mistyped one by edit distance, if close enough to be meant.
public func nearestWord(to typed: String, among known: some Collection<String>) -> String? {
    let limit = max(1, typed.count / 3)
    var best: (word: String, distance: Int)?
    for word in known where abs(word.count - typed.count) <= limit {
        let distance = editDistance(Array(typed.lowercased()), Array(word.lowercased()))
        if distance <= limit,
            distance < best?.distance ?? .max || (distance == best?.distance && word < best?.word ?? "")
        {
            best = (word, distance)
        }
    }
    return best?.word
}

/// Letters added, left out or replaced, and neighbours swapped, each counted as one.
private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
    var before: [Int] = [], row = Array(0...b.count)
    for i in a.indices {
        var next = [i + 1]
        for j in b.indices {
            var least = min(row[j] + (a[i] == b[j] ? 0 : 1), next[j] + 1, row[j + 1] + 1)
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { least = min(least, before[j - 1] + 1) }
            next.append(least)
        }
        (before, row) = (row, next)
    }
    return row[b.count]
}
