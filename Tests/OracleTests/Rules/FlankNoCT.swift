import AuditModel

extension Judged {
    /// The calcification is said to be known from CT or MRI of the region: the loop is closed (C8).
    var isFoundOnSlices: Bool {
        let calcification = chart.concept("calcification")
        for known in statements {
            let says = chart.statement(known)
            guard says.present.contains(calcification) || says.uncertain.contains(calcification) else { continue }
            guard says.foundOn == .ct || says.foundOn == .mr else { continue }
            if isOfTheRegion(known) { return true }
        }
        return false
    }

    /// The study that showed it is of the flank; where the text names no part of the body it is taken to be.
    func isOfTheRegion(_ known: Lesion.KnownStatement) -> Bool {
        if let row = known.linkedRow { return chart.shows(chart.exam(row), lesion!) == .yes }
        let regions = chart.statement(known).foundOnRegions
        return regions.isEmpty || regions.contains(.abdomen) || regions.contains(.wholeBody)
    }
}

/// R6: CT or MRI follows within the window after calcification in a flank mass came on record.
struct FlankNoCT: OpenLoopRule {
    let id = "CALC-FLANK-NO-CT"
    let anchor: String? = "calcification"

    func opening(_ lesion: Lesion, _ chart: Chart) -> Lesion.KnownStatement? {
        chart.isFlank(lesion) ? chart.cameToKnow("calcification", lesion) : nil
    }

    func says(_ judged: Judged, _ loop: OpenLoop) -> Says? {
        let chart = judged.chart
        let lesion = judged.lesion!
        let calcification = judged.ofLesion("calcification")
        if judged.ofLesion("mass") == nil { return nil }
        if let says = judged.exclusionOfFlank { return says }
        if calcification == .absent { return Says(.notApplicable, "CALC_NEGATED") }
        if chart.isOrgan(lesion) || judged.isStated("organ-origin"), loop.beginning.ageGroup == .adult {
            return Says(.notApplicable, "ORGAN_PATHWAY")
        }
        if judged.ofLesion("mass") == .uncertain { return Says(.indeterminate, "MASS_UNCERTAIN") }
        if calcification == .uncertain { return Says(.indeterminate, "CALC_UNCERTAIN") }
        for study in chart.studies where chart.isImaging(study, [.ct, .mr], of: lesion) {
            if chart.day(study) >= loop.day, chart.day(study) <= loop.end { return Says(.compliant, "CT_IN_WINDOW") }
        }
        if judged.isFoundOnSlices || judged.tellsOf([.ct, .mr], within: Window.stale) {
            return Says(.compliant, "CT_DOCUMENTED_OUTSIDE").low
        }
        if chart.site(lesion) == "adrenal", let age = loop.beginning.age, age < 0.5 {
            var isSerial = judged.isStated("follow-up")
            for study in chart.studies where chart.isImaging(study, [.us], of: lesion) {
                if chart.day(study) > loop.day, chart.day(study) <= loop.end { isSerial = true }
            }
            if isSerial { return Says(.compliantException, "INFANT_ADRENAL_OBSERVATION") }
        }
        for (concept, reason) in [
            ("palliative", "PALLIATIVE"), ("declined", "DECLINED"), ("benign-explanation", "BENIGN_EXPLANATION"),
            ("pregnancy", "PREGNANCY"),
        ] where judged.isStated(concept) {
            return Says(.compliantException, reason)
        }
        if let says = loop.isLeftOpen(judged) { return says }
        if judged.covered(since: loop.day) == .not { return Says(.indeterminate, "HISTORY_NOT_COVERED") }
        for study in chart.studies where chart.couldShow(study, [.ct, .mr], lesion) {
            if chart.day(study) >= loop.day, chart.day(study) <= loop.end { return .matchUnknown }
        }
        return chart.isTierB(lesion) ? Says(.info, "NO_CT_IN_WINDOW") : Says(.advisory, "NO_CT_IN_WINDOW")
    }
}
