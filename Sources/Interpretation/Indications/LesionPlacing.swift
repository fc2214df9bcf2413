import AuditModel

/// Which of a field's sites and sides a lesion's word means (specification 3.2 P2.6-2.8).
struct LesionPlacing {
    /// The first-named site of a lesion: in its own noun phrase, then behind it in its clause, then nearby.
    func place(of number: Int, after previous: Int?, in text: FieldText) -> (site: SiteID, at: Int?) {
        let anchor = text.mentions[number].place
        let floor = previous.map { text.mentions[$0].place.end } ?? 0
        let next = text.mentions[(number + 1)...].first { $0.isLesion }?.place
        func found(_ fits: (FieldText.SiteMention) -> Bool) -> Int? {
            text.sites.firstIndex { !$0.isAway && !$0.isTaken && fits($0) }
        }
        let own =
            found {
                $0.place.phrase == anchor.phrase && $0.place.end <= anchor.first
                    && $0.place.first >= floor
            }
            ?? found {
                $0.place.clause == anchor.clause && $0.place.first >= anchor.end
                    && ($0.place.phrase == anchor.phrase || next == nil || next?.phrase != $0.place.phrase)
            }
            ?? nearest(to: anchor, in: text) { $0.clause == anchor.clause }
            ?? nearest(to: anchor, in: text) { $0.sentence == anchor.sentence && !namesLesion(in: $0.clause, text) }
            ?? (previous == nil && next == nil ? nearest(to: anchor, in: text) { _ in true } : nil)
        guard let own else { return (.unspecified, nil) }
        return (text.sites[own].site, own)
    }

    /// A clause with a lesion of its own keeps its sites.
    private func namesLesion(in clause: Int16, _ text: FieldText) -> Bool {
        text.mentions.contains { $0.place.clause == clause && $0.isLesion }
    }

    private func nearest(
        to anchor: FieldText.Place, in text: FieldText, where fits: (FieldText.Place) -> Bool
    ) -> Int? {
        var best: Int?
        for index in text.sites.indices where !text.sites[index].isAway && !text.sites[index].isTaken {
            guard fits(text.sites[index].place) else { continue }
            if let current = best,
                text.sites[current].place.distance(to: anchor) <= text.sites[index].place.distance(to: anchor)
            {
                continue
            }
            best = index
        }
        return best
    }

    func side(of number: Int, site: Int?, after previous: Int?, in text: FieldText) -> Laterality {
        let anchor = text.mentions[number].place
        let floor = previous.map { text.mentions[$0].place.end } ?? 0
        if let site {
            let place = text.sites[site].place
            if let beside = text.sides.first(where: {
                !$0.isTaken && $0.place.clause == place.clause && $0.place.end <= place.first
                    && place.first - $0.place.end <= 2
            }) {
                return beside.side
            }
            if let behind = text.sides.first(where: {
                !$0.isTaken && $0.place.first >= place.end
                    && $0.place.first - place.end <= 2
            }) {
                return behind.side
            }
        }
        let near = text.sides.first {
            !$0.isTaken && $0.place.clause == anchor.clause && $0.place.end <= anchor.first
                && $0.place.first >= floor
        }
        let behind = text.sides.first {
            !$0.isTaken && $0.place.clause == anchor.clause && $0.place.first >= anchor.end
        }
        if let side = near ?? behind { return side.side }
        guard previous == nil else { return .unspecified }
        let others = text.sides.filter { !$0.isTaken && $0.place.sentence == anchor.sentence }
        if others.count == 1 { return others[0].side }
        let labelled = text.sides.filter { !$0.isTaken && $0.isLabelled }
        return others.isEmpty && labelled.count == 1 ? labelled[0].side : .unspecified
    }
}
