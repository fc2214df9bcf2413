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

    let lexicon: TextLexicon

    func read(_ tokens: [Token], at start: Int) -> Size? {
        if isInDate(tokens, at: start) { return nil }
        var largest = tokens[start].value
        var perUnit: Float?
        var count = 1
        var hasChanged = false
        var index = start + 1
        takeUnit(tokens, &index, &perUnit)
        while index + 1 < tokens.count {
            if has(.by, tokens, at: index), tokens[index + 1].isNumber {
                count += 1
                largest = max(largest, tokens[index + 1].value)
            } else if tokens[index + 1].isNumber,
                has(.to, tokens, at: index) || isRange(tokens, from: start, hasUnit: perUnit != nil, at: index)
            {
                hasChanged = has(.to, tokens, at: index)
                largest = hasChanged ? tokens[index + 1].value : max(largest, tokens[index + 1].value)
            } else {
                break
            }
            index += 2
            takeUnit(tokens, &index, &perUnit)
        }
        guard let perUnit else {
            return count > 1 ? Size(millimetres: largest, hasUnit: false, hasChanged: false, end: index) : nil
        }
        // The end of a word ("G2P2") before a closing quotation mark is no number of inches, nor is a year: nothing in a body
        // is wider than a metre.
        if tokens[index - 1].isOfSign, start > 0, tokens[start].isGlued, !tokens[start - 1].isOfSign { return nil }
        guard largest * perUnit <= 1000 else { return nil }
        return Size(millimetres: largest * perUnit, hasUnit: true, hasChanged: hasChanged, end: index)
    }

    /// The unit of a number and its axis, in either order.
    private func takeUnit(_ tokens: [Token], _ index: inout Int, _ perUnit: inout Float?) {
        for _ in 0..<2 {
            if let unit = unit(tokens, at: index) {
                perUnit = unit.length
                index = unit.end
            }
            index = axisEnd(tokens, at: index)
        }
    }

    /// The second or third of three numbers that one sign joins, as in `2025-03-03`.
    private func isInDate(_ tokens: [Token], at index: Int) -> Bool {
        func joined(from first: Int) -> Bool {
            guard first >= 0, first + 4 < tokens.count, tokens[first].isNumber, tokens[first + 2].isNumber,
                tokens[first + 4].isNumber
            else { return false }
            return ["-", "/"].contains { tokens[first + 1].isSign($0) && tokens[first + 3].isSign($0) }
        }
        return joined(from: index - 2) || joined(from: index - 4)
    }

    /// Past the axis of a diameter, where another diameter or the unit follows: `6 cm (AP) x 5`, `6 AP x 5 CC cm`.
    private func axisEnd(_ tokens: [Token], at index: Int) -> Int {
        var end = index
        if end < tokens.count, tokens[end].isSign("(") { end += 1 }
        guard has(.axis, tokens, at: end) else { return index }
        end += 1
        if end < tokens.count, tokens[end].isSign(")") { end += 1 }
        return has(.by, tokens, at: end) || unit(tokens, at: end) != nil ? end : index
    }

    /// `3-5 cm`: a dash joins a smaller number to a larger one, and only if the smaller is no part of a code or fraction
    /// (`R22.41 - 50 cm`, `5/10 - 12 cm`); of two lengths both have their unit.
    private func isRange(_ tokens: [Token], from start: Int, hasUnit: Bool, at index: Int) -> Bool {
        guard tokens[index].isSign("-"), tokens[start].value < tokens[index + 1].value,
            !hasUnit || unit(tokens, at: index + 2) != nil
        else { return false }
        guard start > 0, tokens[start].isGlued else { return true }
        return tokens[start - 1].isOfSign && !tokens[start - 1].isSign("/") && !tokens[start - 1].isSign(".")
    }

    private func unit(_ tokens: [Token], at index: Int) -> (length: Float, end: Int)? {
        lexicon.value(.unit, use: .unit, in: tokens, at: index).map { (Float($0.number) / 100, $0.end) }
    }

    private func has(_ marker: Marker, _ tokens: [Token], at index: Int) -> Bool {
        lexicon.has(marker, in: tokens, at: index)
    }

    /// Whether what follows a length makes it a distance.
    func isDistance(_ tokens: [Token], after end: Int) -> Bool { has(.distance, tokens, at: end) }

    /// Whether what follows a length, in the same noun phrase and line, makes it the size of something else.
    func isOfOther(_ tokens: [Token], after end: Int) -> Bool {
        for index in end..<min(tokens.count, end + 4) {
            if tokens[index].flags.contains(.startsLine) { return false }
            if has(.takesSize, tokens, at: index) { return true }
            guard !tokens[index].flags.contains(.sign), !endsNounPhrase(tokens, at: index) else { return false }
        }
        return false
    }

    /// Whether a lesion's noun follows in the same noun phrase: the 6 cm of "stones 6 cm mass" are the lesion's.
    func leadsToLesion(_ tokens: [Token], from end: Int) -> Bool {
        for index in end..<min(tokens.count, end + 4) {
            if tokens[index].isOfSign { return false }
            guard let match = lexicon.phrases.match(tokens, at: index) else { continue }
            // "L" is a side before it is a length.
            if lexicon.phrases.means(match, { $0.kind == .side }) { continue }
            for number in match.senses {
                let sense = lexicon.phrases.senses[number]
                if sense.kind == .marker { return false }
                if sense.kind == .concept, lexicon.concepts[Int(sense.number)].role == .lesion { return true }
            }
        }
        return false
    }

    private func endsNounPhrase(_ tokens: [Token], at index: Int) -> Bool {
        lexicon.phrases.means(tokens, at: index) { sense in
            switch sense.kind {
            case .marker: true
            case .concept: lexicon.concepts[Int(sense.number)].role == .lesion
            default: false
            }
        }
    }
}
