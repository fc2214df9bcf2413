import AuditModel

/// R13: MRI between a flank CT with a suspicious or unclear result and the sampling of tissue.
struct MRIAfterSuspiciousCT: TissueRule {
    let id = "CALC-FLANK-MRI-BEFORE-BIOPSY"
    let lookback: Int? = nil
    let onlyOfTheMass = true

    func isFor(_ lesion: Lesion, _ chart: Chart) -> Bool { chart.isFlank(lesion) }

    func says(_ event: TissueEvent.Found, _ judged: Judged) -> Says? {
        guard let mass = judged.ofLesion("mass"), let calcification = judged.ofLesion("calcification"),
            calcification != .absent
        else { return nil }
        if let says = judged.exclusion { return says }
        if judged.earlier([.ct], to: Window.lookback) == nil, !judged.couldHaveBeenShown(by: [.ct]) { return nil }
        if TissueEvent.isOfSomethingElse(judged) { return Says(.notApplicable, "NOT_A_MASS_BIOPSY") }
        if judged.isOnOrganPathway { return Says(.notApplicable, "ORGAN_PATHWAY") }
        guard hasResult(judged) else { return Says(.notApplicable, "CT_RESULT_UNKNOWN") }
        if mass == .uncertain { return Says(.indeterminate, "MASS_UNCERTAIN") }
        if calcification == .uncertain { return Says(.indeterminate, "CALC_UNCERTAIN") }
        if let mri = judged.earlier([.mr], to: Window.lookback), isAfterCT(mri, judged) {
            return Says(.compliant, "MRI_BETWEEN")
        }
        if judged.tellsOf([.mr], within: Window.lookback) { return Says(.compliant, "MRI_DOCUMENTED_OUTSIDE").low }
        if judged.isStated("oncology-protocol") || judged.isStated("protocol-decision") {
            return Says(.compliantException, "ONCOLOGY_PROTOCOL")
        }
        if judged.isStated("paediatric-renal-question"), judged.ageGroup == .child {
            return Says(.notApplicable, "PAED_RENAL_PATHWAY")
        }
        if judged.isEmergencyTissue { return Says(.compliantException, "EMERGENCY_TISSUE") }
        if judged.isStated("mri-impossible") { return Says(.compliantException, "MRI_INCOMPATIBLE") }
        if let reason = MRIObstacles(judged: judged).question { return Says(.indeterminate, reason) }
        if judged.tellsOfUnnamedImaging { return Says(.indeterminate, "OUTSIDE_MODALITY_UNKNOWN") }
        if judged.ofPatient("mri-impossible") == .uncertain {
            return Says(.indeterminate, "MRI_IMPOSSIBLE_UNCERTAIN")
        }
        if judged.isStated("paediatric-renal-question"), judged.ageGroup == .unknown {
            return Says(.indeterminate, "AGE_UNKNOWN")
        }
        if judged.couldHaveBeenShown(by: [.mr]) { return .matchUnknown }
        return Says(.advisory, "NO_MRI_AFTER_SUSPICIOUS_CT")
    }

    private func isAfterCT(_ mri: Int, _ judged: Judged) -> Bool {
        Judged(judged.chart, judged.lesion, study: mri).earlier([.ct], to: Window.lookback) != nil
    }

    private func hasResult(_ judged: Judged) -> Bool {
        let chart = judged.chart
        for known in judged.statements {
            let says = chart.statement(known)
            guard says.foundOn == .ct else { continue }
            for concept in ["suspicious-result", "indeterminate-result"]
            where says.present.contains(chart.concept(concept)) || says.uncertain.contains(chart.concept(concept)) {
                return true
            }
        }
        return false
    }
}
