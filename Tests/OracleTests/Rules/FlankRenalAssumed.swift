import AuditModel

/// R16: after a calcified flank mass came on record, more than the kidneys is looked at.
struct FlankRenalAssumed: SlowRule {
    let id = "FLANK-RENAL-ASSUMED"
    let anchor: String? = "calcification"
    let tellsNearMisses = false

    func verdicts(_ chart: Chart) -> [SlowVerdict] {
        var found: [SlowVerdict] = []
        var hasUnit = false
        for (number, lesion) in chart.history.lesions.enumerated() {
            guard let known = chart.cameToKnow("calcification", lesion) else { continue }
            hasUnit = true
            let row = known.linkedRow ?? known.row
            let end = known.known.day.advanced(by: Window.renalOnly)
            let judged = Judged(chart, lesion, row: row, asOf: Moment(day: end))
            guard let says = says(judged, known, end) else { continue }
            found.append(
                SlowVerdict(
                    says: says, lesion: number, episode: chart.episode(of: row, lesion), study: judged.study, row: row,
                    finalDay: end, isLow: judged.isLow(says, by: self, since: known.known.day)))
        }
        if !hasUnit { found += verdictWithoutLesion(chart) }
        return found
    }

    /// Calcification that no text binds to a lesion, told with a study of the kidneys.
    private func verdictWithoutLesion(_ chart: Chart) -> [SlowVerdict] {
        let studies = chart.studies.filter { study in
            chart.kind(study) == .diagnostic && chart.isPerformed(study)
                && chart.lines(study).contains { isOfTheKidneys(chart.exam($0), chart) }
        }
        let byModality = [Modality.us, .nm, .xr, .ct].flatMap { modality in
            studies.filter { chart.modality($0) == modality }
        }
        guard let study = chart.first(byModality, favouring: nil) else { return [] }
        let judged = Judged(chart, nil, study: study)
        guard var says = noMass(judged) else { return [] }
        if judged.isStated("known-tumour") { says = Says(.notApplicable, "KNOWN_TUMOUR") }
        return [chart.verdict(says, lesion: nil, episode: nil, study: study, by: self)]
    }

    private func noMass(_ judged: Judged) -> Says? {
        let mass = judged.ofLesion("mass")
        guard mass == nil || mass == .absent else { return nil }
        guard judged.calcificationIsElsewhere || judged.ofLesion("calcification") != nil else { return nil }
        return Says(.notApplicable, "NO_MASS")
    }

    /// What followed is read at the end of its window, as in the other rules that look ahead.
    private func says(_ judged: Judged, _ known: Lesion.KnownStatement, _ end: Day) -> Says? {
        let chart = judged.chart
        let lesion = judged.lesion!
        let calcification = judged.ofLesion("calcification")
        let isCalcified = calcification == .present || calcification == .uncertain
        let noMass = noMass(judged)
        if noMass == nil, !chart.isFlank(lesion) || chart.isOrgan(lesion) || !isCalcified { return nil }
        if judged.isStated("known-tumour") { return Says(.notApplicable, "KNOWN_TUMOUR") }
        if judged.isSmallSuperficial { return Says(.notApplicable, "SMALL_SUPERFICIAL") }
        if let noMass { return noMass }
        if judged.isStated("organ-origin") { return Says(.notApplicable, "ORGAN_PATHWAY") }
        var seen: Set<Seen> = []
        for study in chart.studies where chart.kind(study) == .diagnostic && chart.isPerformed(study) {
            guard chart.day(study) >= known.known.day, chart.day(study) <= end else { continue }
            // What covers the abdomen serves from the day on, a look at the kidneys must follow.
            let follows = chart.isNotAfter(known.known, chart.moment(study))
            for row in chart.lines(study) {
                guard let saw = saw(row, lesion, chart), study != judged.study || saw == .slices else { continue }
                if saw != .kidneys || follows { seen.insert(saw) }
            }
        }
        if seen.contains(.slices) || seen.contains(.more) { return Says(.compliant, "WHOLE_ABDOMEN") }
        if judged.tellsOf([.ct, .mr], within: Window.stale) { return Says(.compliant, "WHOLE_ABDOMEN").low }
        if !seen.contains(.kidneys) { return nil }
        if chart.export.cutoff < end { return Says(.pending, "WINDOW_OPEN") }
        // The mass and its mineral are asserted, or this is not about them.
        if judged.ofLesion("mass") == .uncertain || calcification == .uncertain { return nil }
        if seen.contains(.unknown) { return Says(.indeterminate, "STUDY_MATCH_UNKNOWN") }
        return Says(.info, "RENAL_ONLY_WORKUP")
    }

    private enum Seen { case kidneys, slices, more, unknown }

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
        return exam.regions.isEmpty && [.us, .nm].contains(exam.modality) ? .unknown : nil
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
