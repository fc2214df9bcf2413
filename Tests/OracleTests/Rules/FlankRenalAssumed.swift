import AuditModel

/// R16: after a calcified flank mass came on record, more than the kidneys is looked at.
struct FlankRenalAssumed: OpenLoopRule {
    let id = "FLANK-RENAL-ASSUMED"
    let anchor: String? = "calcification"

    func opening(_ lesion: Lesion, _ chart: Chart) -> Lesion.KnownStatement? {
        chart.cameToKnow("calcification", lesion)
    }

    func window(_ beginning: Judged) -> Int { Window.renalOnly }

    /// Calcification that no text binds to a lesion, told with a study of the kidneys.
    func verdictsWithoutLesion(_ chart: Chart) -> [SlowVerdict] {
        let studies = chart.studies.filter { study in
            chart.kind(study) == .diagnostic && chart.isPerformed(study)
                && chart.lines(study).contains { isOfTheKidneys(chart.exam($0), chart) }
        }
        let byModality = [[Modality.us, .nm], [.xr], [.ct]].flatMap { modalities in
            studies.filter { modalities.contains(chart.modality($0)) }
        }
        guard let study = chart.first(byModality, favouring: nil) else { return [] }
        let judged = Judged(chart, nil, study: study)
        guard let noMass = noMass(judged) else { return [] }
        let says = judged.knownOrSmall ?? noMass
        return [chart.verdict(says, lesion: nil, episode: nil, study: study, by: self)]
    }

    private func noMass(_ judged: Judged) -> Says? {
        let mass = judged.ofLesion("mass")
        guard mass == nil || mass == .absent else { return nil }
        guard judged.calcificationIsElsewhere || judged.ofLesion("calcification") != nil else { return nil }
        return Says(.notApplicable, "NO_MASS")
    }

    func says(_ judged: Judged, _ loop: OpenLoop) -> Says? {
        let chart = judged.chart
        let lesion = judged.lesion!
        let calcification = judged.ofLesion("calcification")
        let isCalcified = calcification == .present || calcification == .uncertain
        let noMass = noMass(judged)
        if noMass == nil, !chart.isFlank(lesion) || chart.isOrgan(lesion) || !isCalcified { return nil }
        if let says = judged.knownOrSmall { return says }
        if let noMass { return noMass }
        if judged.isStated("organ-origin") { return Says(.notApplicable, "ORGAN_PATHWAY") }
        var seen: Set<Seen> = []
        for study in chart.studies where chart.kind(study) == .diagnostic && chart.isPerformed(study) {
            guard chart.day(study) >= loop.day, chart.day(study) <= loop.end else { continue }
            // What covers the abdomen serves from the day on, a look at the kidneys must follow.
            let follows = chart.isNotAfter(loop.known.known, chart.moment(study))
            for row in chart.lines(study) {
                guard let saw = saw(row, lesion, chart),
                    study != judged.study || saw == .slices || saw == .unknownSlices
                else { continue }
                if saw != .kidneys || follows { seen.insert(saw) }
            }
        }
        if seen.contains(.slices) || seen.contains(.more) { return Says(.compliant, "WHOLE_ABDOMEN") }
        if judged.tellsOf([.ct, .mr], within: Window.stale) { return Says(.compliant, "WHOLE_ABDOMEN").low }
        if !seen.contains(.kidneys) { return nil }
        if chart.export.cutoff < loop.end { return Says(.pending, "WINDOW_OPEN") }
        // The mass and its mineral are asserted, or this is not about them.
        if judged.ofLesion("mass") == .uncertain || calcification == .uncertain { return nil }
        if seen.contains(.unknown) || seen.contains(.unknownSlices) { return .matchUnknown }
        return Says(.info, "RENAL_ONLY_WORKUP")
    }

    private enum Seen { case kidneys, slices, more, unknown, unknownSlices }

    /// What an order line looks at; nil where not at the place of the lesion.
    private func saw(_ row: Int, _ lesion: Lesion, _ chart: Chart) -> Seen? {
        let exam = chart.exam(row)
        guard lesion.side.isCompatible(with: exam.laterality),
            lesion.side.isCompatible(with: chart.order(row).laterality)
        else { return nil }
        if chart.shows(exam, lesion) == .yes {
            if isOfTheKidneys(exam, chart) { return .kidneys }
            return [.ct, .mr, .pt].contains(exam.modality) ? .slices : .more
        }
        guard exam.regions.isEmpty else { return nil }
        switch exam.modality {
        case .us, .nm: return .unknown
        case .ct, .mr: return .unknownSlices
        default: return nil
        }
    }

    private func isOfTheKidneys(_ exam: Exam, _ chart: Chart) -> Bool {
        switch exam.modality {
        case .us, .nm: chart.has("renal-only", exam)
        case .ct: chart.has("stone-protocol", exam)
        case .xr: exam.regions.contains(.abdomen)
        default: false
        }
    }
}
