import AuditModel

/// R10: CT or MRI follows within the window after a size of 5 cm or more came on record.
struct LargeMassImaging: OpenLoopRule {
    let id = "MASS-5CM-ADVANCED-IMAGING"
    let anchor: String? = "mass"
    let lookback: Int? = nil

    /// The statement that first gave 5 cm or more, else one that gave an unclear size, else any.
    func opening(_ lesion: Lesion, _ chart: Chart) -> Lesion.KnownStatement? {
        for known in lesion.statements where chart.asWritten(known).sizeMillimetres >= 50 { return known }
        for known in lesion.statements where chart.asWritten(known).sizeState == .ambiguous { return known }
        for known in lesion.statements where chart.asWritten(known).sizeState != .notStated { return known }
        return nil
    }

    func says(_ judged: Judged, _ loop: OpenLoop) -> Says? {
        let chart = judged.chart
        let lesion = judged.lesion!
        if chart.isOrgan(lesion) || judged.ofLesion("mass") == nil { return nil }
        if let says = judged.exclusion { return says }
        if judged.isStated("organ-origin") { return Says(.notApplicable, "ORGAN_PATHWAY") }
        if judged.isSmall { return Says(.notApplicable, "BELOW_THRESHOLD") }
        for study in chart.studies
        where chart.isPerformed(study) && [.biopsy, .excision].contains(chart.kind(study))
            && chart.isMember(study, of: lesion) && chart.day(study) <= loop.end
            && chart.days(from: chart.day(study), to: loop.day) <= Window.lookback
        {
            return nil
        }
        if judged.ofLesion("mass") == .uncertain { return Says(.indeterminate, "MASS_UNCERTAIN") }
        for study in chart.studies where chart.isImaging(study, [.ct, .mr], of: lesion) {
            let after = chart.days(from: loop.day, to: chart.day(study))
            if after >= -Window.lookback, chart.day(study) <= loop.end { return Says(.compliant, "ADVANCED_IN_WINDOW") }
        }
        // As far back from the size on record as imaging in the export, told from the end of an adult's window.
        if judged.tellsOf([.ct, .mr], within: Window.lookback + Window.nextStudyOther) {
            return Says(.compliant, "ADVANCED_DOCUMENTED_OUTSIDE").low
        }
        if judged.isLarge == .unknown { return Says(.indeterminate, "SIZE_AMBIGUOUS") }
        for (concept, reason) in [
            ("benign-diagnosis", "BENIGN_DIAGNOSIS"), ("declined", "DECLINED"), ("palliative", "PALLIATIVE"),
            ("pregnancy", "PREGNANCY"),
        ] where judged.isStated(concept) {
            return Says(.compliantException, reason)
        }
        if let says = loop.isLeftOpen(judged) { return says }
        for study in chart.studies where chart.couldShow(study, [.ct, .mr], lesion) {
            let after = chart.days(from: loop.day, to: chart.day(study))
            if after >= -Window.lookback, chart.day(study) <= loop.end { return .matchUnknown }
        }
        return Says(.advisory, "NO_ADVANCED_IN_WINDOW")
    }
}
