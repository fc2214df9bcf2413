import AuditModel

/// R1: after calcification in a flank mass is on record, CT comes before MRI.
struct FlankCTFirst: SlowRule {
    let id = "CALC-FLANK-CT-FIRST"
    let anchor: String? = "calcification"

    func verdicts(_ chart: Chart) -> [SlowVerdict] {
        var found: [SlowVerdict] = []
        for (number, lesion) in chart.history.lesions.enumerated() where chart.isFlank(lesion) {
            guard let known = chart.cameToKnow("calcification", lesion) ?? lesion.statements.first else { continue }
            for episode in lesion.episodes.indices {
                var candidates: [Int] = []
                for study in chart.studies
                where chart.isImaging(study, [.ct, .mr], of: lesion)
                    && chart.isIn(episode, of: lesion, chart.day(study))
                    && chart.isAtOrAfter(known, study)
                {
                    candidates.append(study)
                }
                guard let study = chart.first(candidates, favouring: .mr) else { continue }
                guard let says = says(Judged(chart, lesion, study: study, after: known), known) else { continue }
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
        guard let lesion = judged.lesion, let study = judged.study else { return nil }
        let calcification = judged.ofLesion("calcification")
        let mass = judged.ofLesion("mass")
        if mass == nil || (calcification == nil && !judged.calcificationIsElsewhere) { return nil }

        // P0
        if let says = judged.knownOrSmall { return says }
        if judged.isSuperficial {
            return Says(.notApplicable, "SUPERFICIAL")
        }
        if calcification == nil { return Says(.notApplicable, "CALC_NOT_IN_MASS") }
        if mass == .absent { return Says(.notApplicable, "MASS_NEGATED") }
        if calcification == .absent { return Says(.notApplicable, "CALC_NEGATED") }
        let isMRI = chart.modality(study) == .mr
        if firstShown(judged) == .some(.mr) || (isMRI && isShownByEarlierMRI(judged))
            || (isMRI && !wasKnownBefore(judged))
        {
            return Says(.notApplicable, "CALC_NOT_KNOWN_BEFORE_MRI")
        }
        let isOrgan = chart.isOrgan(lesion) || judged.isStated("organ-origin")
        if isOrgan, judged.ageGroup == .adult { return Says(.notApplicable, "ORGAN_PATHWAY") }
        if chart.days(from: known.known.day, to: judged.asOf.day) > Window.judging {
            return Says(.notApplicable, "OUTSIDE_WINDOW")
        }
        // P1
        if calcification == .uncertain { return Says(.indeterminate, "CALC_UNCERTAIN") }
        if mass == .uncertain { return Says(.indeterminate, "MASS_UNCERTAIN") }

        // The requirement
        if chart.modality(study) == .ct { return Says(.compliant, "CT_FIRST") }
        for other in chart.studies where chart.isImaging(other, [.ct], of: lesion) {
            if chart.day(other) == judged.asOf.day { return Says(.compliant, "CONCURRENT_SAME_DAY") }
        }
        for other in chart.studies where chart.isImaging(other, [.ct], of: lesion) {
            let age = chart.days(from: chart.day(other), to: judged.asOf.day)
            if age > 0, chart.days(from: chart.day(other), to: known.known.day) <= Window.stale {
                return Says(.compliant, "CT_FIRST")
            }
        }
        switch foundOnCT(judged) {
        case .ofTheRegion: return Says(.compliant, "CT_DOCUMENTED_OUTSIDE").low
        case .elsewhere:
            if !judged.tellsOf([.ct], within: Window.stale) { return Says(.indeterminate, "FOUND_ON_CT_OTHER_REGION") }
        case .no: break
        }
        if judged.tellsOf([.ct], within: Window.stale) { return Says(.compliant, "CT_DOCUMENTED_OUTSIDE").low }

        for (concept, reason) in Self.exceptions where judged.isStated(concept) {
            return Says(.compliantException, reason)
        }
        if judged.tellsOfUnnamedImaging { return Says(.indeterminate, "OUTSIDE_MODALITY_UNKNOWN") }
        let covered = judged.covered(since: min(known.known.day, judged.asOf.day))
        if covered == .not { return Says(.indeterminate, "HISTORY_NOT_COVERED") }

        let flag = grid(judged, isOrgan: isOrgan)
        if flag.verdict == .notApplicable { return flag }
        for other in chart.studies where chart.couldShow(other, [.ct], lesion) {
            let isEarlier = chart.day(other) < judged.asOf.day
            if isEarlier, chart.days(from: chart.day(other), to: known.known.day) <= Window.stale {
                return .matchUnknown
            }
            if chart.day(other) == judged.asOf.day { return .matchUnknown }
        }
        if judged.ofPatient("ct-contraindicated") == .uncertain {
            return Says(.indeterminate, "CT_CONTRAINDICATED_UNCERTAIN")
        }
        if flag.verdict == .deviation, covered == .partly { return Says(.deviation, "MRI_FIRST_PROVISIONAL") }
        return flag
    }

    static let exceptions = [
        ("pregnancy", "PREGNANCY"), ("neuro-emergency", "NEURO_EMERGENCY"), ("protocol-decision", "PROTOCOL_DECISION"),
        ("radiation-sparing-syndrome", "RADIATION_SPARING_SYNDROME"), ("ct-contraindicated", "CT_CONTRAINDICATED"),
    ]

    /// 3.3
    private func grid(_ judged: Judged, isOrgan: Bool) -> Says {
        let chart = judged.chart
        let isTierA = chart.isTierA(judged.lesion!) && !judged.isStated("organ-origin")
        let onRadiograph = shownOn(judged).contains(.xr)
        let tierB = Says(.advisory, "MRI_FIRST_TIER_B")
        let extrapolated = Says(.advisory, "MRI_FIRST_EXTRAPOLATED")
        let deviation = Says(.deviation, "MRI_FIRST")
        var says: Says
        switch judged.ageGroup {
        case .child:
            if judged.isStated("paediatric-renal-question") { return Says(.advisory, "MRI_FIRST_PAED_RENAL") }
            says = isTierA ? deviation : tierB
        case .adult:
            says = isTierA ? onRadiograph ? deviation : extrapolated : tierB
        case .unknown:
            if isOrgan {
                says = onRadiograph ? tierB : Says(.notApplicable, "ORGAN_PATHWAY")
            } else {
                says = isTierA ? onRadiograph ? deviation : extrapolated : tierB
            }
        }
        if isTierA, says.verdict != .notApplicable, judged.ofLesion("phlebolith") == .present {
            return Says(.advisory, "MRI_FIRST_PHLEBOLITH")
        }
        return says
    }

    /// On an earlier day, or in the MRI's own words and not as its own result (P0e); R1 does not look at the clock (1.2).
    private func wasKnownBefore(_ judged: Judged) -> Bool {
        let onRecord = judged.ofLesion("calcification")
        for known in judged.statements
        where judged.chart.statement(known).assertion(of: judged.chart.concept("calcification")) == onRecord {
            let isOwnResult = known.linkedRow.map(judged.rows.contains) ?? false
            if judged.rows.contains(known.row), !isOwnResult { return true }
            if known.known.day < judged.asOf.day { return true }
        }
        return false
    }

    // MARK: How the calcification was found (C8)

    private func aboutCalcification(_ judged: Judged) -> [LesionStatement] {
        let calcification = judged.chart.concept("calcification")
        return judged.statements.map(judged.chart.statement)
            .filter { $0.present.contains(calcification) || $0.uncertain.contains(calcification) }
    }

    private func shownOn(_ judged: Judged) -> [Modality] { aboutCalcification(judged).compactMap(\.foundOn) }

    /// The modality that first showed it; the outer nil: nothing did, the inner: not stated which.
    private func firstShown(_ judged: Judged) -> Modality?? {
        let calcification = judged.chart.concept("calcification")
        for known in judged.statements {
            let says = judged.chart.statement(known)
            if says.present.contains(calcification) || says.uncertain.contains(calcification) {
                return .some(says.foundOn)
            }
        }
        return nil
    }

    /// A second MRI after one that showed it is not MRI first (1.15.24).
    private func isShownByEarlierMRI(_ judged: Judged) -> Bool {
        let calcification = judged.chart.concept("calcification")
        for known in judged.statements where !judged.isOwnResult(known) {
            let says = judged.chart.statement(known)
            guard says.foundOn == .mr else { continue }
            if says.present.contains(calcification) || says.uncertain.contains(calcification) { return true }
        }
        return false
    }

    private enum OnCT { case no, ofTheRegion, elsewhere }

    private func foundOnCT(_ judged: Judged) -> OnCT {
        let calcification = judged.chart.concept("calcification")
        var result = OnCT.no
        for known in judged.statements {
            let says = judged.chart.statement(known)
            guard says.foundOn == .ct, says.present.contains(calcification) || says.uncertain.contains(calcification)
            else { continue }
            if judged.isOfTheRegion(known) { return .ofTheRegion }
            result = .elsewhere
        }
        return result
    }
}
