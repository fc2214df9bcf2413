import AuditModel

/// R11: a radiograph, ultrasound or CT comes before the first MRI of a soft-tissue mass.
struct InitialMRI: SlowRule {
    let id = "STM-MRI-INITIAL"

    func verdicts(_ chart: Chart) -> [SlowVerdict] {
        var found: [SlowVerdict] = []
        for (number, lesion) in chart.history.lesions.enumerated()
        where !chart.isOrgan(lesion) && chart.site(lesion) != "abdomen" {
            found += verdicts(onFirstOf: number, chart) {
                chart.isImaging($0, [.mr], of: lesion) && chart.isMember($0, of: lesion)
            } says: {
                says($0)
            }
        }
        return found
    }

    private func says(_ judged: Judged) -> Says? {
        let chart = judged.chart
        if judged.ofLesion("mass") == nil || [.present, .uncertain].contains(judged.ofOwnWords("organ-origin")) {
            return nil
        }
        if let says = judged.exclusion { return says }
        if !judged.isToldOtherwise("mass") { return nil }
        for study in chart.studies where chart.isImaging(study, [.mr], of: judged.lesion!) {
            if chart.day(study) < judged.asOf.day,
                chart.days(from: chart.day(study), to: judged.asOf.day) <= Window.stale
            {
                return nil
            }
        }
        if judged.isShownEarlier(by: [.xr, .us, .ct]) { return Says(.compliant, "INITIAL_XR_OR_US_BEFORE") }
        if judged.tellsOf([.xr, .us, .ct, .nm, .pt], within: Window.lookback)
            || judged.tellsOf([.mr], within: Window.stale) || judged.tellsOfUnnamedImaging || isFoundBefore(judged)
        {
            return Says(.compliant, "INITIAL_DOCUMENTED_OUTSIDE").low
        }
        if judged.ofLesion("mass") == .uncertain { return Says(.indeterminate, "MASS_UNCERTAIN") }
        if judged.isStated("neuro-emergency") { return Says(.compliantException, "NEURO_EMERGENCY") }
        if judged.isStated("emergency") { return Says(.compliantException, "EMERGENCY") }
        if judged.covered(since: judged.asOf.day) == .not { return Says(.indeterminate, "HISTORY_NOT_COVERED") }
        if judged.couldHaveBeenShown(by: [.xr, .us, .ct]) { return .matchUnknown }
        return Says(.advisory, "MRI_INITIAL")
    }

    /// A text says what else showed the mass within the look-back, as far as can be told.
    private func isFoundBefore(_ judged: Judged) -> Bool {
        let mass = judged.chart.concept("mass")
        for known in judged.statements where !judged.isOwnResult(known) {
            let says = judged.chart.statement(known)
            guard let modality = says.foundOn, [.xr, .us, .ct, .mr].contains(modality),
                says.present.contains(mass) || says.uncertain.contains(mass)
            else { continue }
            let isNow = known.linkedRow == nil && judged.rows.contains(known.row)
            if isNow || judged.asOf.day.days(since: known.known.day) <= Window.lookback { return true }
        }
        return false
    }
}

/// R15: CT or MRI comes before PET/CT of an undiagnosed mass.
struct InitialPET: SlowRule {
    let id = "MASS-PETCT-INITIAL"

    func verdicts(_ chart: Chart) -> [SlowVerdict] {
        var found: [SlowVerdict] = []
        for (number, lesion) in chart.history.lesions.enumerated() {
            found += verdicts(onFirstOf: number, chart) {
                chart.isImaging($0, [.pt], of: lesion) && chart.isMember($0, of: lesion)
            } says: {
                says($0)
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
        if !judged.isToldOtherwise("mass") { return nil }
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
        if judged.couldHaveBeenShown(by: [.ct, .mr]) { return .matchUnknown }
        return Says(.advisory, "PETCT_INITIAL")
    }
}
