import AuditModel

/// Which lesion of an order a length is of.
extension OrderReading {
    func addSizes(_ text: FieldText, field: TextField) {
        for size in text.sizes {
            var best: (number: Int, rank: Int)?
            for number in text.mentions.indices
            where text.mentions[number].isLesion && text.mentions[number].lesion >= 0 {
                let place = text.mentions[number].place
                let gap = place.distance(to: size.place)
                guard
                    place.clause == size.place.clause || gap <= Self.reach
                        || isFree(size, in: text) && (place.sentence == size.place.sentence || lesions.count == 1)
                else { continue }
                let rank = gap + (place.clause == size.place.clause ? 0 : 100)
                if rank < best?.rank ?? .max { best = (number, rank) }
            }
            let index: Int
            if let best {
                let mention = text.mentions[best.number]
                index = statement(Int(mention.lesion), field: field, study: text.study(of: mention))
            } else {
                let speaks = text.mentions.contains { $0.isLesion && $0.lesion >= 0 }
                guard !speaks, lesions.count == 1, field == .priorFinding || hasOnlySize(text),
                    !text.otherThings.contains(where: { $0.clause == size.place.clause })
                else { continue }
                index = statement(0, field: field, study: text.studies.first { $0.isHead })
            }
            apply(size, to: index)
        }
    }

    /// "thigh mass. Noticed 2 weeks ago. 7 cm.": nothing else of its clause can have the length.
    func isFree(_ size: FieldText.SizeMention, in text: FieldText) -> Bool {
        let clause = size.place.clause
        return !text.sites.contains { $0.place.clause == clause } && !text.otherThings.contains { $0.clause == clause }
            && !text.mentions.contains { $0.place.clause == clause && !$0.isLesion }
            && !text.studies.contains { $0.place.clause == clause && $0.state != .performed }
    }

    /// "6 cm, firm": a text that gives a size and names no lesion beside the one of another field.
    func hasOnlySize(_ text: FieldText) -> Bool { text.sizes.count == 1 }

    func apply(_ size: FieldText.SizeMention, to index: Int) {
        let rounded = UInt16(clamping: Int((size.millimetres).rounded()))
        switch (statements[index].sizeState, size.state) {
        case (.stated, .stated):
            statements[index].sizeMillimetres = max(statements[index].sizeMillimetres, rounded)
        case (.stated, _): break
        case (_, .stated), (.notStated, .estimated):
            statements[index].sizeMillimetres = rounded
            statements[index].sizeState = size.state
        case (.notStated, .ambiguous): statements[index].sizeState = .ambiguous
        default: break
        }
    }
}
