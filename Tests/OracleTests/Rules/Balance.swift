import AuditModel

/// X3 and X4: how many CT of the abdomen are made without and with contrast.
struct DualPhaseBalance: SlowRule {
    let id: String
    let isPerStudy = true
    let tellsNearMisses = false
    let isOfChildren: Bool

    static let adults = DualPhaseBalance(id: "CT-DUALPHASE-BALANCE", isOfChildren: false)
    static let children = DualPhaseBalance(id: "PED-CT-MULTIPHASE", isOfChildren: true)

    func verdicts(_ chart: Chart) -> [SlowVerdict] {
        var found: [SlowVerdict] = []
        for study in chart.studies
        where chart.modality(study) == .ct && chart.kind(study) == .diagnostic && chart.isPerformed(study) {
            let judged = Judged(chart, nil, study: study, ofPatient: true)
            let exams = judged.rows.map(chart.exam).filter {
                $0.regions.contains(.abdomen) && !$0.angiography && !chart.has("limited", $0)
            }
            if exams.isEmpty || judged.ageGroup == (isOfChildren ? .adult : .child) { continue }
            var says = says(judged, exams)
            // Whether the patient is of the rule's age at all.
            if judged.ageGroup == .unknown, says.verdict == .compliant || says.verdict == .info {
                says = Says(.indeterminate, "POPULATION_UNCERTAIN")
            }
            found.append(chart.verdict(says, lesion: nil, episode: nil, study: study, by: self))
        }
        return found
    }

    private func says(_ judged: Judged, _ exams: [Exam]) -> Says {
        if exams.contains(where: { $0.conflicts.contains(.contrast) }) {
            return Says(.indeterminate, "CODE_DESC_CONFLICT")
        }
        let with = exams.contains { $0.contrast == .with }
        let without = exams.contains { $0.contrast == .without }
        if exams.contains(where: { $0.contrast == .withoutAndWith }) || (with && without) {
            let isSupported = judged.ofLesion("mass") == .present && judged.ofLesion("calcification") == .present
            if isOfChildren {
                return isSupported
                    ? Says(.notApplicable, "RULE_SUPPORTED_DUALPHASE") : Says(.info, "MULTIPHASE_NO_CALC")
            }
            return Says(.info, isSupported ? "COMBINED_STUDY_RULE_SUPPORTED" : "COMBINED_STUDY")
        }
        if exams.contains(where: { $0.contrast == .unknown }) { return Says(.indeterminate, "CONTRAST_UNKNOWN") }
        return Says(.compliant, isOfChildren ? "SINGLE_PHASE" : "SINGLE_CODE")
    }
}

/// R20: MRI within a week of MR angiography of a limb mass.
struct AngiographyAlone: SlowRule {
    let id = "EXT-MRA-STANDALONE"
    let tellsNearMisses = false
    let daysLookedOn = 7

    func verdicts(_ chart: Chart) -> [SlowVerdict] {
        var found: [SlowVerdict] = []
        var hasUnit = false
        for (number, lesion) in chart.history.lesions.enumerated() {
            for episode in lesion.episodes.indices {
                let candidates = angiographies(chart).filter {
                    chart.isMember($0, of: lesion) && chart.isIn(episode, of: lesion, chart.day($0))
                }
                guard let study = chart.first(candidates, favouring: nil) else { continue }
                hasUnit = true
                let judged = Judged(chart, lesion, study: study)
                guard let says = says(judged) else { continue }
                found.append(chart.verdict(says, lesion: number, episode: episode, study: study, by: self))
            }
        }
        let ofLimbs = angiographies(chart).filter { study in
            chart.lines(study).contains {
                let exam = chart.exam($0)
                return exam.angiography
                    && (exam.regions.contains(.lowerExtremity) || exam.regions.contains(.upperExtremity))
            }
        }
        if !hasUnit, let study = chart.first(ofLimbs, favouring: nil) {
            let judged = Judged(chart, nil, study: study)
            let mass = judged.ofLesion("mass")
            if mass == nil || mass == .absent {
                found.append(
                    chart.verdict(Says(.notApplicable, "NO_MASS"), lesion: nil, episode: nil, study: study, by: self))
            }
        }
        return found
    }

    private func angiographies(_ chart: Chart) -> [Int] {
        chart.studies.filter { study in
            chart.modality(study) == .mr && chart.kind(study) == .diagnostic && chart.isPerformed(study)
                && chart.lines(study).contains { chart.exam($0).angiography }
        }
    }

    private func says(_ judged: Judged) -> Says? {
        let chart = judged.chart
        let lesion = judged.lesion!
        let mass = judged.ofLesion("mass")
        if mass == nil || mass == .absent { return Says(.notApplicable, "NO_MASS") }
        if !chart.isLimb(lesion) { return nil }
        if let says = judged.knownOrSmall { return says }
        if mass == .uncertain { return Says(.indeterminate, "MASS_UNCERTAIN") }
        for other in chart.studies where chart.isImaging(other, [.mr], of: lesion) {
            if abs(chart.days(from: chart.day(other), to: judged.asOf.day)) <= 7 {
                return Says(.compliant, "CONCURRENT")
            }
        }
        if judged.tellsOf([.mr], within: 7) { return Says(.compliant, "CONCURRENT").low }
        if chart.export.cutoff < judged.asOf.day.advanced(by: 7) { return Says(.pending, "WINDOW_OPEN") }
        for other in chart.studies where chart.couldShow(other, [.mr], lesion) {
            if abs(chart.days(from: chart.day(other), to: judged.asOf.day)) <= 7 { return .matchUnknown }
        }
        return Says(.info, "MRA_WITHOUT_MRI")
    }
}
