import AuditModel

/// What words do that steer the reading of others without naming anything.
extension FieldScanner {
    func readMarker(_ number: UInt16, at place: FieldText.Place, into text: FieldText) {
        let index = Int(place.tokens.lowerBound)
        let end = Int(place.tokens.upperBound)
        guard let marker = Marker(rawValue: number) else { return }
        switch marker {
        case .breaks:
            closeScopes(keepingPerson: true)
            phrase &+= 1
        case .with:
            scopes[Cue.Effect.negation.index].until = -1
            phrase &+= 1
        case .and:
            phrase &+= 1
        case .or:
            phrase &+= 1
            for effect in scopes.indices where scopes[effect].until >= index {
                extend(effect, to: index + lexicon.scope)
                scopes[effect].sparesFindingsFrom = .max
            }
        case .preposition:
            for effect in scopes.indices where scopes[effect].hasCovered { scopes[effect].sparesLesions = true }
        case .assesses: assessesAt = end
        case .seeks: seek(at: index, in: text)
        case .labelsSide: labelsSideAt = end
        case .complaint: coverComplaint(at: index)
        case .leadsAway: awayFrom = end
        case .planned:
            plannedAt = end
            plannedClause = clause
            planStudies(before: index, end: end, in: text)
        case .performed: performedAt = end
        case .correlates: correlatesAt = end
        case .several: severalAt = end
        case .foundOn: foundOnAt = end
        case .outside:
            outsideAt = end
            if let last = text.studies.indices.last, text.studies[last].place.sentence == sentence,
                index - Int(text.studies[last].place.tokens.upperBound) <= 4
            {
                text.studies[last].isOutside = true
                if text.studies[last].state == nil { text.studies[last].state = .performed }
            }
        case .shows:
            if let last = text.studies.indices.last, text.studies[last].place.sentence == sentence,
                index - Int(text.studies[last].place.tokens.upperBound) <= reach(of: text.studies[last], in: text),
                text.studies[last].state != .planned || text.studies[last].yieldsToResult
            {
                if isDenied(text.studies[last], at: index, end: end, in: text) {
                    text.studies[last].state = .denied
                    return
                }
                text.studies[last].isHead = true
                if text.studies[last].state == nil || text.studies[last].yieldsToResult {
                    text.studies[last].state = .performed
                }
            }
        case .showsNothing:
            // "CT 2019 normal, now a mass": the study has its result, and what follows is none of it.
            if let last = text.studies.indices.last, text.studies[last].isHead,
                text.studies[last].place.sentence == sentence, end == tokens.count || tokens[end].isOfSign,
                (Int(text.studies[last].place.tokens.upperBound)..<index).allSatisfy({
                    tokens[$0].isNumber || tokens[$0].isOfSign || tokens[$0].mark.uses.contains(.steers)
                })
            {
                text.studies[last].isHead = false
                text.studies[last].hasResult = true
            }
        case .from: fromAt = end
        case .takesSize: takesSizeEnd = end
        case .moreThan: moreThanAt = end
        case .otherThing: text.otherThings.append(place)
        case .lessThan: lessThanAt = end
        case .affirms, .denies, .answers, .describes, .distance, .filler, .to, .by, .axis, .today, .yesterday, .ago,
            .last, .after:
            break
        }
    }
}
