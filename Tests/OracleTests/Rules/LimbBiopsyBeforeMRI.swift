import AuditModel

/// R8: MRI of a limb mass before its tissue is sampled.
struct LimbBiopsyBeforeMRI: TissueRule {
    let id = "EXT-MASS-BIOPSY-BEFORE-MRI"
    let takesOpenEvents = true

    func isFor(_ lesion: Lesion, _ chart: Chart) -> Bool { chart.isLimb(lesion) }

    func says(_ event: TissueEvent.Found, _ judged: Judged) -> Says? {
        if judged.isCalcifiedOrLarge == .no || judged.ofLesion("mass") == nil { return nil }
        if let says = judged.exclusion { return says }
        if TissueEvent.isOfSomethingElse(judged) { return Says(.notApplicable, "NOT_A_MASS_BIOPSY") }
        if case .guidanceOnly = event { return Says(.indeterminate, "GUIDANCE_CODE_ONLY") }
        if let says = judged.isUnsureOfMass { return says }
        if case .scheduled = event { return Says(.pending, "TISSUE_SCHEDULED_NOT_DONE") }

        if judged.earlier([.mr], to: Window.lookback) != nil { return Says(.compliant, "MRI_BEFORE") }
        if judged.tellsOf([.mr], within: Window.lookback) { return Says(.compliant, "MRI_DOCUMENTED_OUTSIDE").low }
        let obstacles = MRIObstacles(judged: judged)
        let hasCT = judged.earlier([.ct], to: Window.lookback) != nil || judged.tellsOf([.ct], within: Window.lookback)
        if hasCT, obstacles.exception != nil { return Says(.compliantException, "MRI_INCOMPATIBLE_CT_DONE") }
        if hasCT, obstacles.isPatternQuestion { return Says(.compliantException, "CALC_PATTERN_QUESTION") }
        if hasCT, judged.isStated("osteoid-osteoma-question") {
            return Says(.compliantException, "OSTEOID_OSTEOMA_QUESTION")
        }
        if judged.isEmergencyTissue { return Says(.compliantException, "EMERGENCY_TISSUE") }
        // Without CT too the obstacle does not matter: MRI impossible and no CT either is a deviation (1.15.10).
        if hasCT, obstacles.exception == nil, let reason = obstacles.question { return Says(.indeterminate, reason) }
        if judged.tellsOfUnnamedImaging { return Says(.indeterminate, "OUTSIDE_MODALITY_UNKNOWN") }
        let covered = judged.covered(since: judged.asOf.day)
        if covered == .not { return Says(.indeterminate, "HISTORY_NOT_COVERED") }
        if hasCT, judged.ofPatient("mri-impossible") == .uncertain {
            return Says(.indeterminate, "MRI_IMPOSSIBLE_UNCERTAIN")
        }
        if judged.couldHaveBeenShown(by: [.mr]) { return .matchUnknown }
        let couldHaveCT = !hasCT && judged.couldHaveBeenShown(by: [.ct])
        let wouldAsk =
            obstacles.exception != nil || obstacles.isPatternQuestion || obstacles.question != nil
            || judged.isStated("osteoid-osteoma-question")
        if couldHaveCT, wouldAsk { return .matchUnknown }
        if judged.earlier([.mr], from: Window.lookback + 1, to: Window.stale) != nil {
            return Says(.advisory, "XSECT_STALE")
        }
        if judged.tellsOf([.mr], within: Window.stale) { return Says(.advisory, "XSECT_STALE").low }
        if hasCT {
            let flag = Says(.advisory, "ONLY_CT_BEFORE_TISSUE")
            return judged.earlier([.ct], to: Window.lookback) == nil ? flag.low : flag
        }
        if judged.earlier([.ct], from: Window.lookback + 1, to: Window.stale) != nil {
            return Says(.advisory, "XSECT_STALE")
        }
        if judged.tellsOf([.ct], within: Window.stale) { return Says(.advisory, "XSECT_STALE").low }
        if judged.earlier([.pt], to: Window.lookback) != nil { return Says(.advisory, "ONLY_PETCT_BEFORE_TISSUE") }
        let stale = Window.lookback + 1
        if couldHaveCT || judged.couldHaveBeenShown(by: [.ct, .mr], from: stale, to: Window.stale) {
            return .matchUnknown
        }
        return Says(.deviation, covered == .partly ? "NO_MRI_BEFORE_TISSUE_PROVISIONAL" : "NO_MRI_BEFORE_TISSUE")
    }
}
