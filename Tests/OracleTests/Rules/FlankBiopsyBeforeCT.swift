import AuditModel

/// R3: a CT of a calcified flank mass before its tissue is sampled.
struct FlankBiopsyBeforeCT: TissueRule {
    let id = "CALC-FLANK-BIOPSY-BEFORE-CT"
    /// R2 tells the same cancelled sampling.
    let tellsNearMisses = false

    func isFor(_ lesion: Lesion, _ chart: Chart) -> Bool { chart.isFlank(lesion) }

    func says(_ event: TissueEvent.Found, _ judged: Judged) -> Says? {
        let calcification = judged.ofLesion("calcification")
        guard calcification == .present || calcification == .uncertain, judged.ofLesion("mass") != nil else {
            return nil
        }
        if let says = judged.exclusion { return says }
        if TissueEvent.isOfSomethingElse(judged) { return Says(.notApplicable, "NOT_A_MASS_BIOPSY") }
        if judged.isOnOrganPathway { return Says(.notApplicable, "ORGAN_PATHWAY") }
        if judged.ofLesion("mass") == .uncertain { return Says(.indeterminate, "MASS_UNCERTAIN") }
        if calcification == .uncertain { return Says(.indeterminate, "CALC_UNCERTAIN") }
        if judged.earlier([.ct], to: Window.lookback) != nil { return Says(.compliant, "CT_BEFORE") }
        if judged.tellsOf([.ct], within: Window.lookback) { return Says(.compliant, "CT_DOCUMENTED_OUTSIDE").low }
        if judged.isEmergencyTissue { return Says(.compliantException, "EMERGENCY_TISSUE") }
        for (concept, reason) in FlankCTFirst.exceptions where judged.isStated(concept) {
            return Says(.compliantException, reason)
        }
        if judged.tellsOfUnnamedImaging { return Says(.indeterminate, "OUTSIDE_MODALITY_UNKNOWN") }
        if judged.covered(since: judged.asOf.day) == .not { return Says(.indeterminate, "HISTORY_NOT_COVERED") }
        if judged.ofPatient("ct-contraindicated") == .uncertain {
            return Says(.indeterminate, "CT_CONTRAINDICATED_UNCERTAIN")
        }
        if judged.couldHaveBeenShown(by: [.ct]) { return .matchUnknown }
        let flag = Says(.advisory, "ONLY_MRI_BEFORE_TISSUE")
        let isTold = judged.earlier([.mr], to: Window.lookback) == nil && judged.tellsOf([.mr], within: Window.lookback)
        return isTold ? flag.low : flag
    }
}
