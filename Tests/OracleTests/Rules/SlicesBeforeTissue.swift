import AuditModel

/// R2: CT or MRI of the lesion before its tissue is sampled.
struct BiopsyBeforeCrossSection: TissueRule {
    let id = "CALC-MASS-BIOPSY-BEFORE-XSECT"
    let takesOpenEvents = true

    /// Where no lesion has a tissue event: the patient's first sampling, if its words say that it is of something else.
    func verdictsWithoutLesion(_ chart: Chart) -> [SlowVerdict] {
        let samplings = chart.studies.filter { chart.kind($0) == .biopsy && chart.isPerformed($0) }
        guard let study = chart.first(samplings, favouring: nil) else { return [] }
        let judged = Judged(chart, nil, study: study)
        guard judged.ofLesion("mass") == nil, let says = ofSomethingElse(judged) else { return [] }
        return [chart.verdict(says, lesion: nil, episode: nil, study: study, by: self)]
    }

    /// Sampling that is named as another's, without a word of a mass.
    private func ofSomethingElse(_ judged: Judged) -> Says? {
        let chart = judged.chart
        var isNamed = judged.calcificationIsElsewhere
        for row in judged.rows {
            let exam = chart.exam(row)
            if chart.has("muscle-biopsy", exam), judged.ownWordsState("muscle-disease-question") { isNamed = true }
            if chart.has("renal-biopsy", exam), judged.ownWordsState("medical-renal-question") { isNamed = true }
        }
        guard isNamed else { return nil }
        if let says = judged.knownOrSmall { return says }
        return TissueEvent.isOfSomethingElse(judged) ? Says(.notApplicable, "NOT_A_MASS_BIOPSY") : nil
    }

    func says(_ event: TissueEvent.Found, _ judged: Judged) -> Says? {
        if judged.ofLesion("mass") == nil {
            return ofSomethingElse(judged)
        }
        if judged.isCalcifiedOrLarge == .no { return nil }

        if let says = judged.exclusion { return says }
        if TissueEvent.isOfSomethingElse(judged) { return Says(.notApplicable, "NOT_A_MASS_BIOPSY") }
        if case .guidanceOnly = event { return Says(.indeterminate, "GUIDANCE_CODE_ONLY") }
        if let says = judged.isUnsureOfMass { return says }
        if case .scheduled = event { return Says(.pending, "TISSUE_SCHEDULED_NOT_DONE") }

        if let study = judged.earlier([.ct, .mr], to: Window.lookback) {
            return Says(.compliant, judged.isSameDay(study) ? "SAME_DAY_XSECT_FIRST" : "XSECT_BEFORE")
        }
        if judged.tellsOf([.ct, .mr], within: Window.lookback) {
            return Says(.compliant, "XSECT_DOCUMENTED_OUTSIDE").low
        }
        if judged.isEmergencyTissue { return Says(.compliantException, "EMERGENCY_TISSUE") }
        return judged.withoutSlices(before: "TISSUE")
    }
}

/// R4: CT or MRI of a large or calcified mass before it is excised.
struct ResectionBeforeCrossSection: TissueRule {
    let id = "MASS-RESECTION-BEFORE-XSECT"
    let samples: [ExamKind] = [.excision]

    func says(_ event: TissueEvent.Found, _ judged: Judged) -> Says? {
        if judged.isCalcifiedOrLarge == .no || judged.ofLesion("mass") == nil { return nil }
        if let says = judged.exclusion { return says }
        if let says = judged.isUnsureOfMass { return says }
        if judged.earlier([.ct, .mr], to: Window.lookback) != nil { return Says(.compliant, "XSECT_BEFORE") }
        if judged.tellsOf([.ct, .mr], within: Window.lookback) {
            return Says(.compliant, "XSECT_DOCUMENTED_OUTSIDE").low
        }
        if judged.isStated("emergency-surgery") { return Says(.compliantException, "EMERGENCY_SURGERY") }
        return judged.withoutSlices(before: "RESECTION")
    }
}

extension Judged {
    /// Neither CT nor MRI came before (R2, R4): why that is no flag, else the flag.
    fileprivate func withoutSlices(before event: String) -> Says {
        if tellsOfUnnamedImaging { return Says(.indeterminate, "OUTSIDE_MODALITY_UNKNOWN") }
        let covered = covered(since: asOf.day)
        if covered == .not { return Says(.indeterminate, "HISTORY_NOT_COVERED") }
        if couldHaveBeenShown(by: [.ct, .mr]) { return .matchUnknown }
        if earlier([.ct, .mr], from: Window.lookback + 1, to: Window.stale) != nil {
            return Says(.advisory, "XSECT_STALE")
        }
        if tellsOf([.ct, .mr], within: Window.stale) { return Says(.advisory, "XSECT_STALE").low }
        if earlier([.pt], to: Window.lookback) != nil { return Says(.advisory, "ONLY_PETCT_BEFORE_\(event)") }
        if couldHaveBeenShown(by: [.ct, .mr], from: Window.lookback + 1, to: Window.stale) { return .matchUnknown }
        return Says(.deviation, "NO_XSECT_BEFORE_\(event)" + (covered == .partly ? "_PROVISIONAL" : ""))
    }
}
