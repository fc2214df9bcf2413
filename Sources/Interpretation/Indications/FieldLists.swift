import AuditModel

/// Lesions that a text counts and then lists by their places: "2 masses: L flank 4 cm, R groin 2 cm".
extension FieldScanner {
    /// A lesion's noun right behind a word of number, but for one adjective.
    func countLesions(_ number: Int, at index: Int) {
        guard severalAt > 0, (0...1).contains(index - severalAt),
            (severalAt..<index).allSatisfy({
                tokens[$0].mark.uses.isDisjoint(with: [.period, .unit]) && !tokens[$0].isOfSign
            }),
            severalAt < 2 || !["/", "-", "."].contains(where: { tokens[severalAt - 2].isSign($0) })
        else { return }
        counted = (number, sentence, phrase)
        severalAt = Self.nowhere
    }

    /// A place with a side or a length of its own is a lesion of the list: the first the one that the noun names, every
    /// other a further one.
    func listLesion(at place: FieldText.Place, into text: FieldText) {
        guard let list = counted, list.sentence == sentence, isListed(place, in: text) else { return }
        var lesion = text.mentions[list.mention]
        let noun = lesion.place.bytes
        // Named right behind its place.
        lesion.place = place
        lesion.place.tokens = place.tokens.upperBound..<place.tokens.upperBound
        guard !hasListed else {
            // "2 calcified masses: L flank, R groin": each is.
            for number in text.mentions.indices
            where text.mentions[number].isAttribute && text.mentions[number].place.bytes.upperBound <= noun.lowerBound
                && text.mentions[number].place.phrase == list.phrase
            {
                var attribute = text.mentions[number]
                attribute.place.tokens = lesion.place.tokens
                attribute.place.clause = place.clause
                attribute.place.phrase = place.phrase
                text.append(attribute)
            }
            text.append(lesion)
            return
        }
        hasListed = true
        // What is said between the noun and the place stays with the noun.
        guard list.mention == text.mentions.count - 1 else { return }
        lesion.place.bytes = noun
        text.mentions[list.mention] = lesion
    }

    private func isListed(_ place: FieldText.Place, in text: FieldText) -> Bool {
        let end = place.end
        if end < tokens.count, tokens[end].isNumber {
            // "R kidney 9.8 cm" may be the organ's own length.
            return !(text.sites.last.map { lexicon[$0.site].isMeasured } ?? false)
        }
        return text.sides.last?.place.end == place.first
            && (endsClause(at: end) || isMarker(.and, at: end))
    }
}
