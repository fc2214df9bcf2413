import AuditModel

/// R5: a flank CT for calcification has images without contrast.
struct FlankCTPrecontrast: SlowRule {
    let id = "CALC-FLANK-CT-PRECONTRAST"
    let isPerStudy = true
    let anchor: String? = "calcification"
    let lookback: Int? = Window.precontrast

    func verdicts(_ chart: Chart) -> [SlowVerdict] {
        var found: [SlowVerdict] = []
        for (number, lesion) in chart.history.lesions.enumerated() where chart.isFlank(lesion) {
            for study in chart.studies where chart.isImaging(study, [.ct], of: lesion) {
                guard let episode = episode(of: study, lesion, chart),
                    let says = says(Judged(chart, lesion, study: study))
                else { continue }
                found.append(chart.verdict(says, lesion: number, episode: episode, study: study, by: self))
            }
        }
        return found
    }

    /// The episode the CT belongs to, or falls into.
    private func episode(of study: Int, _ lesion: Lesion, _ chart: Chart) -> Int? {
        for (number, range) in lesion.episodes.enumerated() {
            let members = lesion.members[range]
            for row in chart.lines(study) where members.contains(row) { return number }
            let days = members.map { chart.order($0).placed.day }
            if chart.day(study) >= days.min()!, chart.day(study) <= days.max()! { return number }
        }
        return nil
    }

    private func says(_ judged: Judged) -> Says? {
        let chart = judged.chart
        let lesion = judged.lesion!
        let calcification = judged.ofLesion("calcification")
        if calcification == nil || judged.ofLesion("mass") == nil { return nil }
        if let says = judged.exclusion { return says }
        if calcification == .absent { return Says(.notApplicable, "CALC_NEGATED") }
        if judged.isOnOrganPathway { return Says(.notApplicable, "ORGAN_PATHWAY") }
        if judged.ofLesion("mass") == .uncertain { return Says(.indeterminate, "MASS_UNCERTAIN") }
        if calcification == .uncertain { return Says(.indeterminate, "CALC_UNCERTAIN") }
        if !judged.isToldOtherwise("calcification") { return nil }

        let lines = judged.rows.filter { chart.shows(chart.exam($0), lesion) != .no || chart.exam($0).regions.isEmpty }
        let exams = lines.map(chart.exam)
        if exams.contains(where: { $0.conflicts.contains(.contrast) }) {
            return Says(.indeterminate, "CODE_DESC_CONFLICT")
        }
        switch phases(exams) {
        case .both(let isSplit): return Says(.compliant, isSplit ? "PRE_AND_POST_SPLIT_LINES" : "PRE_AND_POST")
        case .without:
            if judged.isStated("iodine-contraindication") { return Says(.compliant, "PRE_ONLY_ADEQUATE") }
            switch judged.ageGroup {
            case .adult: return Says(.compliant, "PRE_ONLY_ADEQUATE")
            case .child: return Says(.info, "NO_POSTCONTRAST")
            case .unknown: return Says(.indeterminate, "AGE_UNKNOWN")
            }
        case .with, .unknown: break
        }
        let earlier = earlierNoncontrast(judged)
        if earlier == .yes { return Says(.compliant, "PRE_IN_EPISODE") }
        if exams.contains(where: { chart.has("dual-energy", $0) }) || judged.ownWordsState("dual-energy") {
            return Says(.compliant, "DUAL_ENERGY_VNC")
        }
        if exams.allSatisfy(\.angiography) { return Says(.indeterminate, "CTA_PRECONTRAST_OPTIONAL") }
        if case .unknown = phases(exams) { return Says(.indeterminate, "CONTRAST_UNKNOWN") }

        if judged.ownWordsState("single-phase-protocol") { return Says(.compliantException, "SINGLE_PHASE_PROTOCOL") }
        if isRepeat(judged) { return Says(.compliantException, "REPEAT_CT") }
        if judged.covered(since: judged.asOf.day, days: Window.precontrast) == .not {
            return Says(.indeterminate, "HISTORY_NOT_COVERED")
        }
        if judged.ofOwnWords("single-phase-protocol") == .uncertain {
            return Says(.indeterminate, "SINGLE_PHASE_PROTOCOL_UNCERTAIN")
        }
        if earlier == .unknown { return Says(.indeterminate, "CONTRAST_UNKNOWN") }
        switch judged.ageGroup {
        case .unknown: return Says(.advisory, "POST_ONLY_AGE_UNKNOWN")
        case .adult: return Says(.advisory, "POST_ONLY_ADULT")
        case .child:
            if judged.isStated("paediatric-renal-question") { return Says(.advisory, "POST_ONLY_PAED_RENAL") }
            return chart.isTierB(lesion) ? Says(.advisory, "POST_ONLY") : Says(.deviation, "POST_ONLY")
        }
    }

    private enum Phases { case both(isSplit: Bool), with, without, unknown }

    private func phases(_ exams: [Exam]) -> Phases {
        let told = exams.filter { !$0.conflicts.contains(.contrast) }
        if told.contains(where: { $0.contrast == .withoutAndWith }) { return .both(isSplit: false) }
        let with = told.contains { $0.contrast == .with || $0.angiography }
        let without = told.contains { $0.contrast == .without }
        if with, without { return .both(isSplit: true) }
        if told.count < exams.count || told.contains(where: { $0.contrast == .unknown }) { return .unknown }
        return with ? .with : without ? .without : .unknown
    }

    /// A CT of the region with a noncontrast phase, at most 90 days before (1.15.7).
    private func earlierNoncontrast(_ judged: Judged) -> Truth {
        let chart = judged.chart
        var found = Truth.no
        for other in chart.studies where other != judged.study && chart.isImaging(other, [.ct], of: judged.lesion!) {
            let age = chart.days(from: chart.day(other), to: judged.asOf.day)
            guard age >= 0, age <= Window.precontrast, chart.isNotAfter(chart.moment(other), judged.asOf) else {
                continue
            }
            switch phases(chart.lines(other).map(chart.exam).filter { chart.shows($0, judged.lesion!) != .no }) {
            case .both, .without: return .yes
            case .unknown: found = .unknown
            case .with: break
            }
        }
        return found
    }

    /// Within 30 days after a compliant CT. One with noncontrast images credits by itself: what remains is dual energy.
    private func isRepeat(_ judged: Judged) -> Bool {
        let chart = judged.chart
        for other in chart.studies where other != judged.study && chart.isImaging(other, [.ct], of: judged.lesion!) {
            let age = chart.days(from: chart.day(other), to: judged.asOf.day)
            guard age >= 0, age <= 30, chart.isNotAfter(chart.moment(other), judged.asOf) else { continue }
            for row in chart.lines(other) {
                if chart.has("dual-energy", chart.exam(row)) { return true }
                if chart.facts(row).present.contains(chart.concept("dual-energy")) { return true }
                if chart.facts(row).uncertain.contains(chart.concept("dual-energy")) { return true }
            }
        }
        return false
    }
}
