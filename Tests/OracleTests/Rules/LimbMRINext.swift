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
                    let says = says(Judged(chart, lesion, study: study, after: known), known)
                else { continue }
                found.append(
                    chart.verdict(
                        says, lesion: number, episode: episode, study: study, after: known, by: self,
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
        let isOnRadiograph = shown.contains(.xr) || judged.isFound("bone-involvement", on: [.xr])
        if calcification != .absent, shownOn(judged).map({ !$0.isEmpty && !$0.contains(.xr) }) ?? true { return nil }
        if chart.isFlank(lesion) { return Says(.notApplicable, "SITE_FLANK_USES_R1") }
        if let says = judged.exclusion { return says }
        if calcification == .absent { return Says(.notApplicable, "CALC_NEGATED") }
        if judged.isOfBone { return Says(.notApplicable, "PRIMARY_BONE_TUMOUR") }
        if chart.days(from: known.known.day, to: judged.asOf.day) > Window.judging {
            return Says(.notApplicable, "OUTSIDE_WINDOW")
        }
        if judged.ofLesion("mass") == .uncertain { return Says(.indeterminate, "MASS_UNCERTAIN") }
        if calcification == .uncertain { return Says(.indeterminate, "CALC_UNCERTAIN") }

        if chart.modality(study) == .mr {
            // A line that names no part of the body may be the lesion's.
            let lines = judged.rows.map(chart.exam).filter { $0.regions.isEmpty || chart.shows($0, lesion) != .no }
            let contrasts = lines.map(\.contrast)
            if !isOnRadiograph { return Says(.compliant, "MRI_NEXT").low }
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
        if !isOnRadiograph { return Says(.indeterminate, "DISCOVERY_MODALITY_UNKNOWN") }

        // 3.4
        if judged.couldHaveBeenShown(by: [.mr]) { return .matchUnknown }
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
