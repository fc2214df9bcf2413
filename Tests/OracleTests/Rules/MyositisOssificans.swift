import AuditModel

/// R17: where myositis ossificans is in question, a CT of the segment comes before tissue.
struct MyositisBiopsyBeforeCT: SlowRule {
    let id = "MO-BIOPSY-BEFORE-CT"

    func verdicts(_ chart: Chart) -> [SlowVerdict] {
        var found: [SlowVerdict] = []
        for (number, lesion) in chart.history.lesions.enumerated() {
            for episode in lesion.episodes.indices {
                let event = TissueEvent(chart: chart, lesion: lesion, onlyPerformed: true, onlyOfTheMass: true)
                var study: Int?
                if case .performed(let biopsy)? = event.first(in: episode) { study = biopsy }
                if study == nil {
                    let studies = chart.studies.filter {
                        chart.kind($0) == .diagnostic && chart.isPerformed($0) && chart.isMember($0, of: lesion)
                            && chart.isIn(episode, of: lesion, chart.day($0)) && chart.saysMyositis($0)
                    }
                    study = chart.first(studies, favouring: nil)
                }
                guard let study, let says = says(Judged(chart, lesion, study: study)) else { continue }
                found.append(chart.verdict(says, lesion: number, episode: episode, study: study, by: self))
            }
        }
        return found
    }

    private func says(_ judged: Judged) -> Says? {
        guard judged.isStated("myositis-ossificans-question") else { return nil }
        if judged.isStated("known-tumour") { return Says(.notApplicable, "KNOWN_TUMOUR") }
        if judged.chart.kind(judged.study!) != .biopsy { return Says(.compliant, "CT_BEFORE_OR_NO_TISSUE") }
        if TissueEvent.isOfSomethingElse(judged) { return Says(.notApplicable, "NOT_A_MASS_BIOPSY") }
        if judged.earlier([.ct], to: Window.lookback) != nil { return Says(.compliant, "CT_BEFORE_OR_NO_TISSUE") }
        if judged.tellsOf([.ct], within: Window.lookback) { return Says(.compliant, "CT_BEFORE_OR_NO_TISSUE").low }
        if judged.isEmergencyTissue { return Says(.compliantException, "EMERGENCY_TISSUE") }
        if judged.tellsOfUnnamedImaging { return Says(.indeterminate, "OUTSIDE_MODALITY_UNKNOWN") }
        if judged.covered(since: judged.asOf.day) == .not { return Says(.indeterminate, "HISTORY_NOT_COVERED") }
        if judged.couldHaveBeenShown(by: [.ct]) { return .matchUnknown }
        return Says(.advisory, "TISSUE_BEFORE_CT")
    }
}

extension Chart {
    func saysMyositis(_ study: Int) -> Bool {
        lines(study).contains { facts($0).present.contains(concept("myositis-ossificans-question")) }
    }

    /// The injury's day in the order's own words, else in the first of the lesion's that gives one by then.
    func injuryDay(_ judged: Judged) -> Day? {
        let injury = concept("injury")
        for row in judged.rows + judged.readRows.sorted() {
            let entry = facts(row)
            if entry.datedDay.isKnown, entry.datedConcept == injury { return entry.datedDay }
        }
        return nil
    }
}

/// R18: the radiograph for suspected myositis ossificans, or a later one, is at 28 days or more.
struct MyositisTiming: SlowRule {
    let id = "MO-TIMING"
    let tellsNearMisses = false
    let daysLookedOn = 28

    func verdicts(_ chart: Chart) -> [SlowVerdict] {
        var found: [SlowVerdict] = []
        for (number, lesion) in chart.history.lesions.enumerated() {
            found += verdicts(onFirstOf: number, chart) {
                chart.kind($0) == .diagnostic && chart.modality($0) == .xr && chart.isPerformed($0)
                    && chart.isMember($0, of: lesion) && chart.saysMyositis($0)
            } says: {
                $0.isStated("myositis-ossificans-question") ? says($0) : nil
            }
        }
        return found
    }

    private func says(_ judged: Judged) -> Says {
        let chart = judged.chart
        guard let injury = chart.injuryDay(judged) else { return Says(.notApplicable, "INJURY_DATE_UNKNOWN") }
        let days = chart.days(from: injury, to: judged.asOf.day)
        if days < 0 { return Says(.notApplicable, "INJURY_DATE_UNKNOWN") }
        if days >= 28 { return Says(.compliant, "XR_AT_OR_AFTER_28D") }
        for other in chart.studies where other != judged.study && chart.isImaging(other, [.xr], of: judged.lesion!) {
            let later = chart.days(from: injury, to: chart.day(other))
            if later >= 28, later <= 540 { return Says(.compliant, "XR_AT_OR_AFTER_28D") }
        }
        if chart.export.cutoff < judged.asOf.day.advanced(by: 28) { return Says(.pending, "WINDOW_OPEN") }
        return Says(.info, "XR_BEFORE_28D")
    }
}

/// R19: an early bone scan has three phases.
struct MyositisBoneScan: SlowRule {
    let id = "MO-BONESCAN-PHASES"
    let tellsNearMisses = false

    func verdicts(_ chart: Chart) -> [SlowVerdict] {
        var found: [SlowVerdict] = []
        for (number, lesion) in chart.history.lesions.enumerated() {
            found += verdicts(onFirstOf: number, chart) { study in
                chart.kind(study) == .diagnostic && chart.modality(study) == .nm && chart.isPerformed(study)
                    && chart.isMember(study, of: lesion)
                    && chart.lines(study).contains { chart.has("bone-scan", chart.exam($0)) }
                    && chart.saysMyositis(study)
            } says: {
                $0.isStated("myositis-ossificans-question") ? says($0) : nil
            }
        }
        return found
    }

    private func says(_ judged: Judged) -> Says {
        let chart = judged.chart
        let exams = judged.rows.map(chart.exam)
        guard let injury = chart.injuryDay(judged) else { return Says(.indeterminate, "INJURY_DATE_UNKNOWN") }
        let days = chart.days(from: injury, to: judged.asOf.day)
        if days > 28 { return Says(.notApplicable, "NOT_EARLY") }
        if days < 0 { return Says(.indeterminate, "INJURY_DATE_UNKNOWN") }
        if exams.contains(where: { chart.has("three-phase", $0) }) { return Says(.compliant, "THREE_PHASE") }
        if exams.contains(where: { chart.has("whole-body", $0) || chart.has("limited", $0) }) {
            return Says(.info, "DELAYED_ONLY_EARLY")
        }
        return Says(.indeterminate, "PHASES_UNKNOWN")
    }
}
