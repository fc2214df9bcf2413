import AuditModel

/// What the words at a token can mean by themselves, whatever stands around them; behind the last token there is nothing.
extension FieldScanner {
    /// Whether the longest phrase that begins at a token, and ends before `end`, has a sense that fits.
    @inline(__always)
    func means(at index: Int, upTo end: Int = .max, _ fits: (TextSense) -> Bool) -> Bool {
        lexicon.phrases.means(tokens, at: index, upTo: end, fits)
    }

    func isMarker(_ marker: Marker, at index: Int) -> Bool { lexicon.has(marker, in: tokens, at: index) }

    /// The word alone is of the marker, whatever longer phrase it begins: the "w" of "w/wo contrast".
    func isFirst(_ marker: Marker, at index: Int) -> Bool { means(at: index, upTo: index + 1) { $0.isOf(marker) } }

    /// The phrase names something of that kind.
    func names(_ kind: TextSense.Kind, at index: Int, upTo end: Int = .max) -> Bool {
        means(at: index, upTo: end) { $0.kind == kind }
    }

    /// The phrase says this of what stands in such a direction, whatever else it says.
    @inline(__always)
    func says(
        _ effect: Cue.Effect, at index: Int, upTo end: Int = .max, where fits: (Cue.Direction) -> Bool
    ) -> Bool {
        means(at: index, upTo: end) { sense in
            guard sense.kind == .cue else { return false }
            let cue = lexicon.cues[Int(sense.number)]
            return cue.effect == effect && fits(cue.direction)
        }
    }

    /// The phrase denies what stands before it.
    func isNegationBehind(at index: Int) -> Bool { says(.negation, at: index) { $0 == .backward } }

    /// The word alone denies, whatever longer phrase it begins.
    func deniesFirst(at index: Int) -> Bool { says(.negation, at: index, upTo: index + 1) { $0 != .backward } }

    /// The phrase, or what it leads to, is of a part of the body.
    func isOfPlace(at index: Int) -> Bool {
        isMarker(.preposition, at: index) || names(.site, at: index) || names(.side, at: index)
    }
}
