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
}

extension Judged {
    /// The study that showed it is of the flank; where the text names no part of the body it is taken to be.
    func isOfTheRegion(_ known: Lesion.KnownStatement) -> Bool {
        if let row = known.linkedRow { return chart.shows(chart.exam(row), lesion!) == .yes }
        let regions = chart.statement(known).foundOnRegions
        return regions.isEmpty || regions.contains(.abdomen) || regions.contains(.wholeBody)
    }
}

/// R6: CT or MRI follows within the window after calcification in a flank mass came on record.
struct FlankNoCT: SlowRule {
    let id = "CALC-FLANK-NO-CT"
    let anchor: String? = "calcification"
    let tellsNearMisses = false

    func verdicts(_ chart: Chart) -> [SlowVerdict] {
        var found: [SlowVerdict] = []
        for (number, lesion) in chart.history.lesions.enumerated() where chart.isFlank(lesion) {
            guard let known = chart.cameToKnow("calcification", lesion) else { continue }
            let row = known.linkedRow ?? known.row
            let beginning = Judged(chart, lesion, row: row, asOf: known.known)
            let window = beginning.ageGroup == .child ? Window.nextStudyChild : Window.nextStudyOther
            let end = known.known.day.advanced(by: window)
            let judged = Judged(chart, lesion, row: row, asOf: Moment(day: end))
            guard let says = says(judged, beginning, known, end) else { continue }
            var episode = 0
            for (number, range) in lesion.episodes.enumerated() where lesion.members[range].contains(row) {
                episode = number
            }
            found.append(
                SlowVerdict(
                    says: says, lesion: number, episode: episode, study: judged.study, row: row, finalDay: end,
                    isLow: judged.isLow(says, by: self, since: known.known.day)))
        }
        return found
    }

    private func says(_ judged: Judged, _ beginning: Judged, _ known: Lesion.KnownStatement, _ end: Day) -> Says? {
        let chart = judged.chart
        let lesion = judged.lesion!
        let calcification = judged.ofLesion("calcification")
        if judged.ofLesion("mass") == nil { return nil }
        if judged.isStated("known-tumour") { return Says(.notApplicable, "KNOWN_TUMOUR") }
        if judged.isSmallSuperficial { return Says(.notApplicable, "SMALL_SUPERFICIAL") }
        if judged.isSuperficial {
            return Says(.notApplicable, "SUPERFICIAL")
        }
        if judged.ofLesion("mass") == .absent { return Says(.notApplicable, "MASS_NEGATED") }
        if calcification == .absent { return Says(.notApplicable, "CALC_NEGATED") }
        if chart.isOrgan(lesion) || judged.isStated("organ-origin"), beginning.ageGroup == .adult {
            return Says(.notApplicable, "ORGAN_PATHWAY")
        }
        if judged.ofLesion("mass") == .uncertain { return Says(.indeterminate, "MASS_UNCERTAIN") }
        if calcification == .uncertain { return Says(.indeterminate, "CALC_UNCERTAIN") }
        for study in chart.studies where chart.isImaging(study, [.ct, .mr], of: lesion) {
            if chart.day(study) >= known.known.day, chart.day(study) <= end { return Says(.compliant, "CT_IN_WINDOW") }
        }
        if judged.isFoundOnSlices || judged.tellsOf([.ct, .mr], within: Window.stale) {
            return Says(.compliant, "CT_DOCUMENTED_OUTSIDE").low
        }
        if chart.site(lesion) == "adrenal", let age = beginning.age, age < 0.5 {
            var isSerial = judged.isStated("follow-up")
            for study in chart.studies where chart.isImaging(study, [.us], of: lesion) {
                if chart.day(study) > known.known.day, chart.day(study) <= end { isSerial = true }
            }
            if isSerial { return Says(.compliantException, "INFANT_ADRENAL_OBSERVATION") }
        }
        for (concept, reason) in [
            ("palliative", "PALLIATIVE"), ("declined", "DECLINED"), ("benign-explanation", "BENIGN_EXPLANATION"),
            ("pregnancy", "PREGNANCY"),
        ] where judged.isStated(concept) {
            return Says(.compliantException, reason)
        }
        if chart.export.cutoff < end { return Says(.pending, "WINDOW_OPEN") }
        if judged.isStated("transferred-out") { return Says(.indeterminate, "TRANSFERRED_OUT") }
        if judged.isStated("ct-ordered-elsewhere") { return Says(.indeterminate, "CT_ORDERED_ELSEWHERE") }
        if judged.tellsOfUnnamedImaging { return Says(.indeterminate, "OUTSIDE_MODALITY_UNKNOWN") }
        if judged.covered(since: known.known.day) == .not { return Says(.indeterminate, "HISTORY_NOT_COVERED") }
        return chart.isTierB(lesion) ? Says(.info, "NO_CT_IN_WINDOW") : Says(.advisory, "NO_CT_IN_WINDOW")
    }
}
