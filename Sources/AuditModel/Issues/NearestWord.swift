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

private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
    var row = Array(0...b.count)
    for i in a.indices {
        var diagonal = row[0]
        row[0] = i + 1
        for j in b.indices {
            let replaced = diagonal + (a[i] == b[j] ? 0 : 1)
            diagonal = row[j + 1]
            row[j + 1] = min(replaced, row[j] + 1, diagonal + 1)
        }
    }
    return row[b.count]
}
