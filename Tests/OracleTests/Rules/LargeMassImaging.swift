import AuditModel

/// R10: CT or MRI follows within the window after a size of 5 cm or more came on record.
struct LargeMassImaging: SlowRule {
    let id = "MASS-5CM-ADVANCED-IMAGING"
    let anchor: String? = "mass"
    let lookback: Int? = nil
    let tellsNearMisses = false

    func verdicts(_ chart: Chart) -> [SlowVerdict] {
        var found: [SlowVerdict] = []
        for (number, lesion) in chart.history.lesions.enumerated() {
            guard let known = sized(chart, lesion) else { continue }
            let row = known.linkedRow ?? known.row
            let beginning = Judged(chart, lesion, row: row, asOf: known.known)
            let window = beginning.ageGroup == .child ? Window.nextStudyChild : Window.nextStudyOther
            let end = known.known.day.advanced(by: window)
            let judged = Judged(chart, lesion, row: row, asOf: Moment(day: end))
            guard let says = says(judged, beginning, known, end) else { continue }
            found.append(
                SlowVerdict(
                    says: says, lesion: number, episode: chart.episode(of: row, lesion), study: judged.study, row: row,
                    finalDay: end, isLow: judged.isLow(says, by: self, since: known.known.day)))
        }
        return found
    }

    /// The statement that first gave 5 cm or more, else one that gave an unclear size, else any.
    private func sized(_ chart: Chart, _ lesion: Lesion) -> Lesion.KnownStatement? {
        for known in lesion.statements where chart.statement(known).sizeMillimetres >= 50 { return known }
        for known in lesion.statements where chart.statement(known).sizeState == .ambiguous { return known }
        for known in lesion.statements where chart.statement(known).sizeState != .notStated { return known }
        return nil
    }

    private func says(_ judged: Judged, _ beginning: Judged, _ known: Lesion.KnownStatement, _ end: Day) -> Says? {
        let chart = judged.chart
        let lesion = judged.lesion!
        if chart.isOrgan(lesion) || judged.ofLesion("mass") == nil { return nil }
        if judged.isStated("known-tumour") { return Says(.notApplicable, "KNOWN_TUMOUR") }
        if judged.isSmallSuperficial { return Says(.notApplicable, "SMALL_SUPERFICIAL") }
        if judged.ofLesion("mass") == .absent { return Says(.notApplicable, "MASS_NEGATED") }
        if judged.isStated("organ-origin") { return Says(.notApplicable, "ORGAN_PATHWAY") }
        if judged.isSmall { return Says(.notApplicable, "BELOW_THRESHOLD") }
        for study in chart.studies
        where chart.isPerformed(study) && [.biopsy, .excision].contains(chart.kind(study))
            && chart.isMember(study, of: lesion) && chart.day(study) <= end
            && chart.days(from: chart.day(study), to: known.known.day) <= Window.lookback
        {
            return nil
        }
        if judged.ofLesion("mass") == .uncertain { return Says(.indeterminate, "MASS_UNCERTAIN") }
        for study in chart.studies where chart.isImaging(study, [.ct, .mr], of: lesion) {
            let after = chart.days(from: known.known.day, to: chart.day(study))
            if after >= -Window.lookback, chart.day(study) <= end { return Says(.compliant, "ADVANCED_IN_WINDOW") }
        }
        if judged.tellsOf([.ct, .mr], within: Window.stale) {
            return Says(.compliant, "ADVANCED_DOCUMENTED_OUTSIDE").low
        }
        if judged.isLarge == .unknown { return Says(.indeterminate, "SIZE_AMBIGUOUS") }
        for (concept, reason) in [
            ("benign-diagnosis", "BENIGN_DIAGNOSIS"), ("declined", "DECLINED"), ("palliative", "PALLIATIVE"),
            ("pregnancy", "PREGNANCY"),
        ] where judged.isStated(concept) {
            return Says(.compliantException, reason)
        }
        if chart.export.cutoff < end { return Says(.pending, "WINDOW_OPEN") }
        if judged.isStated("transferred-out") { return Says(.indeterminate, "TRANSFERRED_OUT") }
        if judged.isStated("ct-ordered-elsewhere") { return Says(.indeterminate, "CT_ORDERED_ELSEWHERE") }
        if judged.tellsOfUnnamedImaging { return Says(.indeterminate, "OUTSIDE_MODALITY_UNKNOWN") }
        return Says(.advisory, "NO_ADVANCED_IN_WINDOW")
    }
}

/// R11: a radiograph, ultrasound or CT comes before the first MRI of a soft-tissue mass.
struct InitialMRI: SlowRule {
    let id = "STM-MRI-INITIAL"

    func verdicts(_ chart: Chart) -> [SlowVerdict] {
        var found: [SlowVerdict] = []
        for (number, lesion) in chart.history.lesions.enumerated()
        where !chart.isOrgan(lesion) && chart.site(lesion) != "abdomen" {
            for episode in lesion.episodes.indices {
                let candidates = chart.studies.filter {
                    chart.isImaging($0, [.mr], of: lesion) && chart.isMember($0, of: lesion)
                        && chart.isIn(episode, of: lesion, chart.day($0))
                }
                guard let study = chart.first(candidates, favouring: nil),
                    let says = says(Judged(chart, lesion, study: study))
                else { continue }
                found.append(chart.verdict(says, lesion: number, episode: episode, study: study, by: self))
            }
        }
        return found
    }

    private func says(_ judged: Judged) -> Says? {
        let chart = judged.chart
        if judged.ofLesion("mass") == nil || [.present, .uncertain].contains(judged.ofOwnWords("organ-origin")) {
            return nil
        }
        if judged.isStated("known-tumour") { return Says(.notApplicable, "KNOWN_TUMOUR") }
        if judged.isSmallSuperficial { return Says(.notApplicable, "SMALL_SUPERFICIAL") }
        if judged.ofLesion("mass") == .absent { return Says(.notApplicable, "MASS_NEGATED") }
        for study in chart.studies where chart.isImaging(study, [.mr], of: judged.lesion!) {
            if chart.day(study) < judged.asOf.day,
                chart.days(from: chart.day(study), to: judged.asOf.day) <= Window.stale
            {
                return nil
            }
        }
        for study in chart.studies
        where chart.kind(study) == .diagnostic && chart.isPerformed(study)
            && [.xr, .us, .ct].contains(chart.modality(study)) && chart.shows(study, judged.lesion!) != .no
        {
            let age = chart.days(from: chart.day(study), to: judged.asOf.day)
            if age >= 0, age <= Window.lookback, chart.isNotAfter(chart.moment(study), judged.asOf) {
                return Says(.compliant, "INITIAL_XR_OR_US_BEFORE")
            }
        }
        if judged.tellsOf([.xr, .us, .ct, .mr, .nm, .pt], within: Window.stale) || judged.tellsOfUnnamedImaging {
            return Says(.compliant, "INITIAL_DOCUMENTED_OUTSIDE").low
        }
        for known in judged.statements where !judged.isOwnResult(known) {
            let says = chart.statement(known)
            guard let modality = says.foundOn, [.xr, .us, .ct, .nm, .pt].contains(modality) else { continue }
            for concept in [chart.concept("mass"), chart.concept("calcification")]
            where says.present.contains(concept) || says.uncertain.contains(concept) {
                return Says(.compliant, "INITIAL_DOCUMENTED_OUTSIDE").low
            }
        }
        if judged.ofLesion("mass") == .uncertain { return Says(.indeterminate, "MASS_UNCERTAIN") }
        if judged.isStated("neuro-emergency") { return Says(.compliantException, "NEURO_EMERGENCY") }
        if judged.isStated("emergency") { return Says(.compliantException, "EMERGENCY") }
        if judged.covered(since: judged.asOf.day) == .not { return Says(.indeterminate, "HISTORY_NOT_COVERED") }
        if judged.couldHaveBeenShown(by: [.xr, .us, .ct]) { return Says(.indeterminate, "STUDY_MATCH_UNKNOWN") }
        return Says(.advisory, "MRI_INITIAL")
    }
}

/// R15: CT or MRI comes before PET/CT of an undiagnosed mass.
struct InitialPET: SlowRule {
    let id = "MASS-PETCT-INITIAL"

    func verdicts(_ chart: Chart) -> [SlowVerdict] {
        var found: [SlowVerdict] = []
        for (number, lesion) in chart.history.lesions.enumerated() {
            for episode in lesion.episodes.indices {
                let candidates = chart.studies.filter {
                    chart.isImaging($0, [.pt], of: lesion) && chart.isMember($0, of: lesion)
                        && chart.isIn(episode, of: lesion, chart.day($0))
                }
                guard let study = chart.first(candidates, favouring: nil),
                    let says = says(Judged(chart, lesion, study: study))
                else { continue }
                found.append(chart.verdict(says, lesion: number, episode: episode, study: study, by: self))
            }
        }
        return found
    }

    private func says(_ judged: Judged) -> Says? {
        let chart = judged.chart
        let lesion = judged.lesion!
        if chart.isOrgan(lesion) || judged.ofLesion("mass") == nil { return nil }
        // Another cancer than this mass is an exception of this rule (1.15.12).
        if judged.isStated("known-tumour"), !judged.isStated("other-cancer-staging"),
            !judged.isStated("unknown-primary")
        {
            return Says(.notApplicable, "KNOWN_TUMOUR")
        }
        if judged.isSmallSuperficial { return Says(.notApplicable, "SMALL_SUPERFICIAL") }
        if judged.ofLesion("mass") == .absent { return Says(.notApplicable, "MASS_NEGATED") }
        if judged.isStated("organ-origin") { return Says(.notApplicable, "ORGAN_PATHWAY") }
        for study in chart.studies where chart.isImaging(study, [.ct, .mr], of: lesion) {
            let age = chart.days(from: chart.day(study), to: judged.asOf.day)
            if age >= 0, age <= Window.lookback { return Says(.compliant, "AFTER_XSECT") }
        }
        if judged.tellsOf([.ct, .mr], within: Window.lookback) { return Says(.compliant, "AFTER_XSECT").low }
        for (concept, reason) in [
            ("lymphoma-question", "LYMPHOMA_QUESTION"), ("unknown-primary", "UNKNOWN_PRIMARY"),
            ("other-cancer-staging", "OTHER_CANCER_STAGING"),
        ] where judged.isStated(concept) {
            return Says(.compliantException, reason)
        }
        if judged.ofLesion("mass") == .uncertain { return Says(.indeterminate, "MASS_UNCERTAIN") }
        if judged.tellsOfUnnamedImaging { return Says(.indeterminate, "OUTSIDE_MODALITY_UNKNOWN") }
        if judged.covered(since: judged.asOf.day) == .not { return Says(.indeterminate, "HISTORY_NOT_COVERED") }
        return Says(.advisory, "PETCT_INITIAL")
    }
}
