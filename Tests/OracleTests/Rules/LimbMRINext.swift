import AuditModel

/// What stands in the way of MRI, and what makes CT the better question (R7, 1.15.9, 1.15.10).
struct MRIObstacles {
    let judged: Judged

    /// Stated: an exception.
    var exception: String? {
        if judged.isStated("mri-impossible") {
            if judged.isMentioned("body-habitus") { return "BODY_HABITUS" }
            if judged.isMentioned("metal-artifact") { return "METAL_ARTIFACT" }
            return "MRI_INCOMPATIBLE"
        }
        return nil
    }

    var isPatternQuestion: Bool {
        for concept in ["calcification-pattern-question", "myositis-ossificans-question", "injury"]
        where judged.isStated(concept) { return true }
        return judged.ofLesion("bone-involvement") == .uncertain
    }

    /// Merely named: a person has to look.
    var question: String? {
        if judged.isMentioned("mri-device") || judged.isMentioned("mr-conditional") { return "DEVICE_MR_CONDITIONAL" }
        if judged.isMentioned("body-habitus") { return "BODY_HABITUS" }
        if judged.isMentioned("metal-artifact") { return "METAL_ARTIFACT" }
        return nil
    }
}

/// R7: after a radiograph has shown a calcified limb mass, MRI comes next.
struct LimbMRINext: SlowRule {
    let id = "EXT-CALC-BONE-MRI-NEXT"
    let anchor: String? = "calcification"

    func verdicts(_ chart: Chart) -> [SlowVerdict] {
        var found: [SlowVerdict] = []
        for (number, lesion) in chart.history.lesions.enumerated() where chart.isLimb(lesion) || chart.isFlank(lesion) {
            guard let known = chart.cameToKnow("calcification", lesion) else { continue }
            for episode in lesion.episodes.indices {
                var candidates: [Int] = []
                for study in chart.studies
                where chart.isImaging(study, [.ct, .mr], of: lesion)
                    && chart.isIn(episode, of: lesion, chart.day(study))
                    && chart.isAtOrAfter(known, study)
                {
                    candidates.append(study)
                }
                guard let study = chart.first(candidates, favouring: .mr),
                    let says = says(Judged(chart, lesion, study: study), known)
                else { continue }
                found.append(
                    chart.verdict(
                        says, lesion: number, episode: episode, study: study, by: self,
                        since: min(known.known.day, chart.day(study))))
            }
        }
        return found
    }

    private func says(_ judged: Judged, _ known: Lesion.KnownStatement) -> Says? {
        let chart = judged.chart
        let lesion = judged.lesion!
        let study = judged.study!
        let calcification = judged.ofLesion("calcification")
        guard let calcification, judged.ofLesion("mass") != nil else { return nil }
        // The radiograph makes the population; another modality alone, or the judged study itself, is another subject.
        let shown = shownOn(judged) ?? []
        if calcification != .absent, shownOn(judged).map({ !$0.isEmpty && !$0.contains(.xr) }) ?? true { return nil }
        if chart.isFlank(lesion) { return Says(.notApplicable, "SITE_FLANK_USES_R1") }
        if judged.isStated("known-tumour") { return Says(.notApplicable, "KNOWN_TUMOUR") }
        if judged.isSmallSuperficial { return Says(.notApplicable, "SMALL_SUPERFICIAL") }
        if judged.ofLesion("mass") == .absent { return Says(.notApplicable, "MASS_NEGATED") }
        if calcification == .absent { return Says(.notApplicable, "CALC_NEGATED") }
        if judged.isOfBone { return Says(.notApplicable, "PRIMARY_BONE_TUMOUR") }
        if chart.days(from: known.known.day, to: judged.asOf.day) > Window.judging {
            return Says(.notApplicable, "OUTSIDE_WINDOW")
        }
        if judged.ofLesion("mass") == .uncertain { return Says(.indeterminate, "MASS_UNCERTAIN") }
        if calcification == .uncertain { return Says(.indeterminate, "CALC_UNCERTAIN") }

        if chart.modality(study) == .mr {
            let contrasts = judged.rows.map(chart.exam).filter { chart.shows($0, lesion) != .no }.map(\.contrast)
            if !shown.contains(.xr) { return Says(.compliant, "MRI_NEXT").low }
            let isBoth =
                contrasts.contains(.withoutAndWith) || (contrasts.contains(.with) && contrasts.contains(.without))
            return Says(.compliant, isBoth ? "MRI_WWO_NEXT" : "MRI_NEXT")
        }
        for other in chart.studies where chart.isImaging(other, [.mr], of: lesion) {
            let age = chart.days(from: chart.day(other), to: judged.asOf.day)
            if age >= 0, age <= Window.lookback { return Says(.compliant, "MRI_NEXT") }
        }
        if judged.tellsOf([.mr], within: Window.lookback) { return Says(.compliant, "MRI_DOCUMENTED_OUTSIDE").low }

        let bone = judged.ofLesion("bone-involvement")
        if judged.isSmall, bone != .present, bone != .uncertain { return Says(.notApplicable, "SMALL_NO_BONE") }
        let obstacles = MRIObstacles(judged: judged)
        if let reason = obstacles.exception { return Says(.compliantException, reason) }
        if obstacles.isPatternQuestion { return Says(.compliantException, "CALC_PATTERN_QUESTION") }
        if judged.isStated("osteoid-osteoma-question") { return Says(.compliantException, "OSTEOID_OSTEOMA_QUESTION") }
        if judged.isStated("emergency") { return Says(.compliantException, "EMERGENCY") }
        if let reason = obstacles.question { return Says(.indeterminate, reason) }
        if case .ambiguous = judged.size { return Says(.indeterminate, "SIZE_AMBIGUOUS") }
        if judged.tellsOfUnnamedImaging { return Says(.indeterminate, "OUTSIDE_MODALITY_UNKNOWN") }
        let covered = judged.covered(since: min(known.known.day, judged.asOf.day))
        if covered == .not { return Says(.indeterminate, "HISTORY_NOT_COVERED") }
        if !shown.contains(.xr) { return Says(.indeterminate, "DISCOVERY_MODALITY_UNKNOWN") }

        // 3.4
        let isLarge = judged.isLarge == .yes
        let hasBone = bone == .present
        let mayBeExcused = judged.ofPatient("mri-impossible") == .uncertain
        if mayBeExcused, chart.isThigh(lesion) || isLarge || hasBone {
            return Says(.indeterminate, "MRI_IMPOSSIBLE_UNCERTAIN")
        }
        if chart.isThigh(lesion) {
            if isLarge, hasBone {
                return Says(.deviation, covered == .partly ? "CT_BEFORE_MRI_PROVISIONAL" : "CT_BEFORE_MRI")
            }
            return Says(.advisory, "CT_BEFORE_MRI_PARTIAL_MATCH")
        }
        return isLarge || hasBone ? Says(.advisory, "CT_BEFORE_MRI_OTHER_LIMB") : nil
    }

    /// How the calcification was found, as far as texts tell; nil where nothing but the judged study showed it.
    private func shownOn(_ judged: Judged) -> [Modality]? {
        let calcification = judged.chart.concept("calcification")
        var found: [Modality]?
        for known in judged.statements where !judged.isOwnResult(known) {
            let says = judged.chart.statement(known)
            guard says.present.contains(calcification) || says.uncertain.contains(calcification) else { continue }
            found = (found ?? []) + [says.foundOn].compactMap { $0 }
        }
        return found
    }
}

/// R8: MRI of a limb mass before its tissue is sampled.
struct LimbBiopsyBeforeMRI: SlowRule {
    let id = "EXT-MASS-BIOPSY-BEFORE-MRI"

    func verdicts(_ chart: Chart) -> [SlowVerdict] {
        var found: [SlowVerdict] = []
        for (number, lesion) in chart.history.lesions.enumerated() where chart.isLimb(lesion) {
            for episode in lesion.episodes.indices {
                guard let event = TissueEvent(chart: chart, lesion: lesion).first(in: episode) else { continue }
                let study: Int
                switch event {
                case .performed(let it), .scheduled(let it), .guidanceOnly(let it): study = it
                }
                guard let says = says(event, Judged(chart, lesion, study: study)) else { continue }
                found.append(chart.verdict(says, lesion: number, episode: episode, study: study, by: self))
            }
        }
        return found
    }

    private func says(_ event: TissueEvent.Found, _ judged: Judged) -> Says? {
        let calcification = judged.ofLesion("calcification")
        let isCalcified = calcification == .present
        guard isCalcified || calcification == .uncertain || judged.isLarge != .no, judged.ofLesion("mass") != nil else {
            return nil
        }
        if judged.isStated("known-tumour") { return Says(.notApplicable, "KNOWN_TUMOUR") }
        if judged.isSmallSuperficial { return Says(.notApplicable, "SMALL_SUPERFICIAL") }
        if judged.ofLesion("mass") == .absent { return Says(.notApplicable, "MASS_NEGATED") }
        if TissueEvent.isOfSomethingElse(judged) { return Says(.notApplicable, "NOT_A_MASS_BIOPSY") }
        if case .guidanceOnly = event { return Says(.indeterminate, "GUIDANCE_CODE_ONLY") }
        if judged.ofLesion("mass") == .uncertain { return Says(.indeterminate, "MASS_UNCERTAIN") }
        if !isCalcified, judged.isLarge != .yes {
            return Says(.indeterminate, judged.isLarge == .unknown ? "SIZE_AMBIGUOUS" : "CALC_UNCERTAIN")
        }
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
        if judged.earlier([.mr], from: Window.lookback + 1, to: Window.stale) != nil {
            return Says(.advisory, "XSECT_STALE")
        }
        if hasCT {
            let flag = Says(.advisory, "ONLY_CT_BEFORE_TISSUE")
            return judged.earlier([.ct], to: Window.lookback) == nil ? flag.low : flag
        }
        if judged.earlier([.ct], from: Window.lookback + 1, to: Window.stale) != nil {
            return Says(.advisory, "XSECT_STALE")
        }
        if judged.earlier([.pt], to: Window.lookback) != nil { return Says(.advisory, "ONLY_PETCT_BEFORE_TISSUE") }
        return Says(.deviation, covered == .partly ? "NO_MRI_BEFORE_TISSUE_PROVISIONAL" : "NO_MRI_BEFORE_TISSUE")
    }
}
