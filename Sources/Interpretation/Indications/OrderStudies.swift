import AuditModel

/// Which study of a field showed what, and the studies that an order names.
extension OrderReading {
    /// Which study showed each mention.
    func link(_ text: FieldText, field: TextField) {
        guard !text.studies.isEmpty else { return }
        for number in text.mentions.indices {
            let place = text.mentions[number].place
            for (index, study) in text.studies.enumerated() where study.state == .performed {
                if isResult(number, of: study, in: text) {
                    text.mentions[number].study = Int16(index)
                    break
                }
                if study.isHead, study.place.first < place.end,
                    field == .priorFinding || study.place.sentence == place.sentence
                {
                    text.mentions[number].study = Int16(index)
                }
            }
        }
        linkNearest(text)
    }

    /// "calcified on US": a mention that stands before the study that showed it.
    private func isResult(_ number: Int, of study: FieldText.StudyReference, in text: FieldText) -> Bool {
        let place = text.mentions[number].place
        guard study.isTail, (0...Self.reach).contains(study.place.first - place.end) else { return false }
        guard study.place.sentence == place.sentence else {
            // "Calcified. Seen on US."
            return study.isFoundOn && !study.isHead && study.place.sentence &- place.sentence == 1
                && !text.mentions.contains { $0.place.sentence == study.place.sentence }
        }
        let isNext =
            number == text.mentions.count - 1 || text.mentions[number + 1].place.first > study.place.first
        return study.place.clause == place.clause || study.resultClause == place.clause || isNext
            || isListed(number, before: study, in: text)
    }

    /// "calcified L flank mass, AXR 3/3": what is in a place and no study is told to show was shown by the nearest that was made
    /// (specification 5.3), if that could show the lesion. CT and MRI, which excuse, have to be told outright.
    private func linkNearest(_ text: FieldText) {
        guard lesions.count == 1 else { return }
        for number in text.mentions.indices {
            let mention = text.mentions[number]
            guard mention.isAttribute, mention.study < 0, mention.assertion == .present, !mention.isOfAnother,
                !mention.isHistorical, !mention.isUnbound, lexicon[mention.concept].isOfPlace
            else { continue }
            var nearest: (index: Int, gap: Int)?
            var isShared = false
            for (index, study) in text.studies.enumerated() where study.state == .performed {
                let gap = study.place.distance(to: mention.place)
                let modality = lexicon.studies[study.sense].modality
                if let known = nearest, gap == known.gap {
                    isShared = isShared || lexicon.studies[text.studies[known.index].sense].modality != modality
                } else if gap < nearest?.gap ?? .max {
                    nearest = (index, gap)
                    isShared = false
                }
            }
            guard let nearest, !isShared, mayHaveShown(nearest.index, text.mentions[number], in: text) else { continue }
            text.mentions[number].study = Int16(nearest.index)
        }
    }

    /// A study that heads a result of its own behind the mention, shows another between them, or is only compared with, showed
    /// something else.
    private func mayHaveShown(_ index: Int, _ mention: FieldText.Mention, in text: FieldText) -> Bool {
        let study = text.studies[index]
        let sense = lexicon.studies[study.sense]
        guard let modality = sense.modality, !modality.isCrossSectional, !study.hasResult, !study.isCompared else {
            return false
        }
        let start = study.place.first
        let showsOther = text.mentions.contains { other in
            let first = other.place.first
            return other.isAttribute && Int(other.study) == index && first > mention.place.first && first < start
                || study.isHead && start >= mention.place.end && first > start
        }
        return !showsOther && lexicon.places.couldShow(lesions[0].site, in: sense.regions, emptyFits: true)
    }

    /// "calcified, firm, seen on US": a clause that names the study alone speaks of the list before it.
    func isListed(_ number: Int, before study: FieldText.StudyReference, in text: FieldText) -> Bool {
        guard study.isFoundOn, !text.mentions.contains(where: { $0.place.clause == study.place.clause }) else {
            return false
        }
        return text.mentions[number...].allSatisfy {
            $0.place.first > study.place.first || $0.isAttribute || $0.isLesion
        }
    }

    func addStudies(_ text: FieldText, field: TextField) {
        for study in text.studies {
            guard let state = study.state else { continue }
            let sense = lexicon.studies[study.sense]
            var mention = StudyMention(field: field, state: state, modality: sense.modality)
            mention.regions = sense.regions
            mention.outside = study.isOutside
            mention.day = study.day
            studies.append(mention)
        }
    }
}
