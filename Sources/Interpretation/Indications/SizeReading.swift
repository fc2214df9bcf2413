import AuditModel

/// Lengths as texts write them (specification 5.4): `5 cm`, `4 x 5.5 x 3 cm`, `3-5 cm`, `from 2 to 5 cm`, `5x4`.
struct SizeReading {
    struct Size {
        /// The largest diameter; of a change, the later one. Without a unit, the number as it stands.
        var millimetres: Float
        var hasUnit: Bool
        /// Two lengths, the earlier first.
        var hasChanged: Bool
        /// Token after it.
        var end: Int
    }

    let tokens: [Token]
    let lexicon: TextLexicon

    func read(at start: Int) -> Size? {
        var largest = tokens[start].value
        var perUnit: Float?
        var count = 1
        var hasChanged = false
        var index = start + 1
        if let unit = unit(at: index) {
            perUnit = unit.length
            index = unit.end
        }
        while index + 1 < tokens.count {
            if has(.by, at: index), tokens[index + 1].isNumber {
                count += 1
                largest = max(largest, tokens[index + 1].value)
            } else if isRange(at: index), tokens[index + 1].isNumber {
                hasChanged = has(.to, at: index)
                largest = hasChanged ? tokens[index + 1].value : max(largest, tokens[index + 1].value)
            } else {
                break
            }
            index += 2
            if let unit = unit(at: index) {
                perUnit = unit.length
                index = unit.end
            }
        }
        guard let perUnit else {
            return count > 1 ? Size(millimetres: largest, hasUnit: false, hasChanged: false, end: index) : nil
        }
        return Size(millimetres: min(largest * perUnit, 60_000), hasUnit: true, hasChanged: hasChanged, end: index)
    }

    private func isRange(at index: Int) -> Bool { tokens[index].isSign("-") || has(.to, at: index) }

    private func unit(at index: Int) -> (length: Float, end: Int)? {
        guard index < tokens.count, lexicon.uses[Int(tokens[index].word)].contains(.unit),
            let match = lexicon.phrases.match(tokens, at: index)
        else { return nil }
        for number in match.senses where lexicon.phrases.senses[number].kind == .unit {
            return (Float(lexicon.phrases.senses[number].number) / 100, match.range.upperBound)
        }
        return nil
    }

    private func has(_ marker: Marker, at index: Int) -> Bool { lexicon.has(marker, in: tokens, at: index) }

    /// Whether what follows a length makes it a distance or the size of something else.
    func isDistanceOrOther(after end: Int) -> Bool { has(.distance, at: end) || has(.takesSize, at: end) }
}
