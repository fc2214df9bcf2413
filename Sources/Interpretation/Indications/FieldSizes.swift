import AuditModel

/// Lengths of a field that are a lesion's, not a distance or the size of something else.
extension FieldScanner {
    /// A length is followed by a unit, or by what joins two lengths.
    func mayMeasure(at index: Int) -> Bool {
        guard index + 1 < tokens.count else { return false }
        let next = tokens[index + 1]
        return !next.mark.uses.isDisjoint(with: [.unit, .steers]) || next.isSign("-") || next.isSign("(")
    }

    /// Reads a length that begins with the number at `index`; returns where it ends, nil where there is none.
    func readSize(at index: Int, into text: FieldText) -> Int? {
        guard let size = sizes.read(tokens, at: index) else { return nil }
        let end = size.end
        let place = place(of: index..<end)
        let isFormer = fromAt == index && !size.hasChanged
        headStudy(beforeLengthAt: index, in: text)
        if !isFormer && !isOfOther(index..<end, in: text) {
            var length = size.millimetres
            // An arrow is no comparison.
            let isArrow = index > 1 && tokens[index - 1].isSign(">") && tokens[index - 2].isSign("-")
            if moreThanAt >= index - 1 && moreThanAt <= index && !isArrow { length += 1 }
            if lessThanAt >= index - 1 && lessThanAt <= index { length -= 1 }
            text.sizes.append(
                FieldText.SizeMention(
                    millimetres: length, state: size.hasUnit ? .stated : .ambiguous, place: place))
        }
        return end
    }

    /// "six cm"
    func addLength(_ millimetres: Float, at place: FieldText.Place, into text: FieldText) {
        guard !isOfOther(place.first..<place.end, in: text) else { return }
        text.sizes.append(FieldText.SizeMention(millimetres: millimetres, state: .stated, place: place))
    }

    /// A distance, or the length of something else than a lesion.
    private func isOfOther(_ length: Range<Int>, in text: FieldText) -> Bool {
        let (index, end) = (length.lowerBound, length.upperBound)
        let isBehindOther =
            (takesSizeEnd == index || takesSizeEnd == index - 1) && !sizes.leadsToLesion(tokens, from: end)
            && !isBehindAbsence(in: text)
        return isBehindOther || sizes.isDistance(tokens, after: end)
            || !isBehindLesion(index, in: text) && sizes.isOfOther(tokens, after: end)
            || isOfOrgan(index, in: text) && !sizes.leadsToLesion(tokens, from: end)
    }

    /// "thigh mass 7 cm calcs": right behind the lesion's noun, or its place, a length is the lesion's.
    private func isBehindLesion(_ index: Int, in text: FieldText) -> Bool {
        guard let last = text.mentions.last, last.isLesion, last.place.clause == clause, last.place.phrase == phrase
        else { return false }
        let end = last.place.end
        guard end < index else { return end == index }
        // "MASS RT 6CM CALCS"
        if (end..<index).allSatisfy({ names(.side, at: $0) }) { return true }
        return text.sites.contains {
            $0.place.end == index && $0.place.first - end <= 2
                && $0.place.first >= end
        }
    }

    /// "R kidney 9.8 cm": right behind an organ, in a sentence that has named no lesion yet, or one with a place of its own
    /// in another clause; "and the left 9.5 cm": the organ's other side.
    private func isOfOrgan(_ index: Int, in text: FieldText) -> Bool {
        guard let site = text.sites.last, lexicon[site.site].isMeasured else { return false }
        let isRightBehind = (0...1).contains(index - site.place.end) && site.place.clause == clause
        let isOfOtherSide =
            sentenceOfOrgan == sentence && site.place.sentence == sentence
            && (text.sides.last.map { (0...1).contains(index - $0.place.end) } ?? false)
        guard isRightBehind || isOfOtherSide else { return false }
        let isOrgans = !text.mentions.contains { mention in
            mention.isLesion && mention.place.sentence == sentence
                && (isOfOtherSide || mention.place.clause == clause
                    || !text.sites.contains { $0.place.clause == mention.place.clause && !$0.isAway })
        }
        if isOrgans { sentenceOfOrgan = sentence }
        return isOrgans
    }

    /// "r/o calcification - 5.5 cm": what is denied or asked for has no length.
    private func isBehindAbsence(in text: FieldText) -> Bool {
        guard let last = text.mentions.last, last.isAttribute, last.assertion != .present else { return false }
        return last.place.end == takesSizeEnd
    }
}
