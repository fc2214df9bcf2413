import AuditModel

/// X1: the tumour of a child's kidney was sampled.
struct PaediatricRenalBiopsy: SlowRule {
    let id = "PED-RENAL-BIOPSY-REVIEW"
    let tellsNearMisses = false

    func verdicts(_ chart: Chart) -> [SlowVerdict] {
        guard let study = event(chart) else { return [] }
        let judged = Judged(chart, nil, study: study, ofPatient: true)
        guard var says = says(judged) else { return [] }
        if judged.ageGroup == .unknown, says.verdict == .info {
            says = Says(.indeterminate, "POPULATION_UNCERTAIN")
        }
        return [chart.verdict(says, lesion: nil, episode: nil, study: study, by: self)]
    }

    /// The sampling of a kidney, else of a mass called renal, else of the abdomen; else what else is done about such a mass.
    private func event(_ chart: Chart) -> Int? {
        let performed = chart.studies.filter(chart.isPerformed)
        let biopsies = performed.filter { chart.kind($0) == .biopsy && !isElsewhere($0, chart) }
        return first(performed.filter { chart.kind($0) == .biopsy && isOfKidney($0, chart) }, chart)
            ?? first(biopsies.filter { saysRenalTumour($0, chart) }, chart)
            ?? first(
                biopsies.filter { chart.lines($0).contains { chart.exam($0).regions.contains(.abdomen) } }, chart)
            ?? first(
                performed.filter {
                    [.diagnostic, .excision].contains(chart.kind($0)) && saysRenalTumour($0, chart)
                }, chart)
    }

    private func first(_ studies: [Int], _ chart: Chart) -> Int? { chart.first(studies, favouring: nil) }

    private func says(_ judged: Judged) -> Says? {
        let chart = judged.chart
        if judged.ageGroup == .adult { return nil }
        let isTumour = judged.isStated("renal-tumour-question")
        if !isTumour, !isOfKidney(judged.study!, chart) { return nil }
        if judged.isStated("known-tumour") { return Says(.notApplicable, "KNOWN_TUMOUR") }
        if chart.kind(judged.study!) != .biopsy { return Says(.notApplicable, "NO_BIOPSY") }
        if isTumour { return Says(.info, "PAED_RENAL_BIOPSY") }
        if judged.isStated("medical-renal-question") { return Says(.notApplicable, "MEDICAL_RENAL_BIOPSY") }
        return Says(.indeterminate, "TUMOUR_QUESTION_NOT_STATED")
    }

    private func isOfKidney(_ study: Int, _ chart: Chart) -> Bool {
        chart.lines(study).contains { chart.has("renal-biopsy", chart.exam($0)) }
    }

    private func isElsewhere(_ study: Int, _ chart: Chart) -> Bool {
        chart.lines(study).contains { row in
            ["bone-marrow", "lymph-node", "liver", "skin", "endoscopic"].contains { chart.has($0, chart.exam(row)) }
        }
    }

    private func saysRenalTumour(_ study: Int, _ chart: Chart) -> Bool {
        chart.lines(study).contains { chart.facts($0).present.contains(chart.concept("renal-tumour-question")) }
    }
}

/// X2: ultrasound before CT or MRI of a child's new abdominal mass.
struct PaediatricUltrasoundFirst: SlowRule {
    let id = "PED-ABDMASS-US-FIRST"

    func verdicts(_ chart: Chart) -> [SlowVerdict] {
        var found: [SlowVerdict] = []
        for (number, lesion) in chart.history.lesions.enumerated() where chart.isAbdominal(lesion) {
            found += verdicts(onFirstOf: number, chart) {
                chart.isImaging($0, [.ct, .mr], of: lesion) && chart.isMember($0, of: lesion)
            } says: {
                says($0)
            }
        }
        return found
    }

    private func says(_ judged: Judged) -> Says? {
        if judged.ageGroup == .adult || judged.ofLesion("mass") == nil { return nil }
        guard let says = saysOfChild(judged) else { return nil }
        let isOpen = says.verdict == .compliant || says.verdict == .info
        return judged.ageGroup == .unknown && isOpen ? Says(.indeterminate, "POPULATION_UNCERTAIN") : says
    }

    private func saysOfChild(_ judged: Judged) -> Says? {
        let chart = judged.chart
        if let says = judged.exclusion { return says }
        if !judged.isToldOtherwise("mass") { return nil }
        for (concept, reason) in [
            ("trauma", "TRAUMA"), ("acute-abdomen", "ACUTE_ABDOMEN"), ("oncology-protocol", "ONCOLOGY_PROTOCOL"),
        ] where judged.isStated(concept) {
            return Says(.notApplicable, reason)
        }
        // Seen in slices before, the mass is not new.
        for other in chart.studies where chart.isImaging(other, [.ct, .mr], of: judged.lesion!) {
            let age = chart.days(from: chart.day(other), to: judged.asOf.day)
            if other != judged.study, age >= 1, age <= Window.stale { return nil }
        }
        if judged.isShownEarlier(by: [.us]) { return Says(.compliant, "US_FIRST") }
        if judged.tellsOf([.us], within: Window.lookback) { return Says(.compliant, "US_FIRST").low }
        if judged.tellsOf([.ct, .mr], within: Window.stale) { return nil }
        if judged.ofLesion("mass") == .uncertain { return Says(.indeterminate, "MASS_UNCERTAIN") }
        if judged.tellsOfUnnamedImaging || judged.isStated("transferred-in") {
            return Says(.indeterminate, "OUTSIDE_MODALITY_UNKNOWN")
        }
        if judged.covered(since: judged.asOf.day) == .not { return Says(.indeterminate, "HISTORY_NOT_COVERED") }
        if judged.couldHaveBeenShown(by: [.us]) { return .matchUnknown }
        // Slices of no named part: perhaps the mass is not new.
        if judged.couldHaveBeenShown(by: [.ct, .mr], from: 1, to: Window.stale) { return .matchUnknown }
        return Says(.info, "CT_WITHOUT_US")
    }
}
