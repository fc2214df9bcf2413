import AuditModel

/// R12: the first CT of a calcified flank mass covers the flank; of a child found on ultrasound the pelvis too.
struct FlankCTCoverage: SlowRule {
    let id = "CALC-FLANK-CT-COVERAGE"
    let lookback: Int? = nil
    let anchor: String? = "calcification"

    func verdicts(_ chart: Chart) -> [SlowVerdict] {
        var found: [SlowVerdict] = []
        for (number, lesion) in chart.history.lesions.enumerated() where chart.isFlank(lesion) {
            guard let known = chart.cameToKnow("calcification", lesion) ?? lesion.statements.first else { continue }
            for episode in lesion.episodes.indices {
                let candidates = chart.studies.filter {
                    chart.kind($0) == .diagnostic && chart.isPerformed($0) && chart.modality($0) == .ct
                        && chart.isIn(episode, of: lesion, chart.day($0)) && chart.isAtOrAfter(known, $0)
                }
                let showing = candidates.filter { chart.shows($0, lesion) != .no }
                // What tells no part of the body is taken for the lesion's where its own words are of it.
                let own = candidates.filter { chart.isMember($0, of: lesion) }
                guard
                    let study = chart.first(showing, favouring: nil) ?? chart.first(own, favouring: nil),
                    chart.shows(study, lesion) != .no || chart.couldShow(study, [.ct], lesion),
                    let says = says(Judged(chart, lesion, study: study, after: known), known)
                else { continue }
                found.append(
                    chart.verdict(
                        says, lesion: number, episode: episode, study: study, after: known, by: self))
            }
        }
        return found
    }

    private func says(_ judged: Judged, _ known: Lesion.KnownStatement) -> Says? {
        let chart = judged.chart
        let lesion = judged.lesion!
        let calcification = judged.ofLesion("calcification")
        if judged.ofLesion("mass") == nil || (calcification == nil && !judged.calcificationIsElsewhere) { return nil }
        if let says = judged.exclusionOfFlank { return says }
        if calcification == nil { return Says(.notApplicable, "CALC_NOT_IN_MASS") }
        if calcification == .absent { return Says(.notApplicable, "CALC_NEGATED") }
        if !judged.isToldOtherwise("calcification") { return nil }
        if judged.isOnOrganPathway { return Says(.notApplicable, "ORGAN_PATHWAY") }
        if chart.days(from: known.known.day, to: judged.asOf.day) > Window.judging {
            return Says(.notApplicable, "OUTSIDE_WINDOW")
        }
        if judged.ofLesion("mass") == .uncertain { return Says(.indeterminate, "MASS_UNCERTAIN") }
        if calcification == .uncertain { return Says(.indeterminate, "CALC_UNCERTAIN") }

        if chart.shows(judged.study!, lesion) == .no { return Says(.indeterminate, "REGION_UNKNOWN") }
        let exams = judged.rows.map(chart.exam).filter { chart.shows($0, lesion) != .no }
        if chart.shows(judged.study!, lesion) == .yes {
            if exams.contains(where: { $0.regions.contains(.pelvis) }) { return Says(.compliant, "ABD_PELVIS") }
            guard judged.isCalcificationFound(on: [.us]) else { return Says(.compliant, "FLANK_COVERED") }
            switch judged.ageGroup {
            case .child: return Says(.info, "ABDOMEN_ONLY_CHILD_US")
            case .adult: return Says(.compliant, "FLANK_COVERED")
            case .unknown: return Says(.indeterminate, "AGE_UNKNOWN")
            }
        }
        let isLimited = exams.contains { chart.has("limited", $0) }
        return Says(.advisory, isLimited ? "LIMITED_COVERAGE" : "FLANK_NOT_COVERED")
    }
}
