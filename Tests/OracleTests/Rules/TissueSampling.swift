import AuditModel

/// What R2, R3, R8 and R13 to R17 have in common: the first sampling of a lesion's tissue.
struct TissueEvent {
    let chart: Chart
    let lesion: Lesion
    var kinds: [ExamKind] = [.biopsy]
    /// Only what has happened.
    var onlyPerformed = false
    /// Nor what is named after something else.
    var onlyOfTheMass = false

    enum Found {
        case performed(Int), scheduled(Int), guidanceOnly(Int)
    }

    func first(in episode: Int) -> Found? {
        let candidates = chart.studies.filter {
            chart.isMember($0, of: lesion) && chart.isIn(episode, of: lesion, chart.day($0))
        }
        // Sampling of marrow, a node or the liver is the lesion's event only where nothing else is.
        for isOfTheMass in onlyOfTheMass ? [true] : [true, false] {
            let samplings = candidates.filter {
                kinds.contains(chart.kind($0)) && (!isOfTheMass || !isNamedAfterSomethingElse($0))
            }
            for study in samplings where chart.isPerformed(study) { return .performed(study) }
            for study in samplings where isScheduled(study) { return .scheduled(study) }
        }
        let guidances = candidates.filter { chart.kind($0) == .guidance && saysBiopsy($0) }
        for study in guidances where chart.isPerformed(study) { return .guidanceOnly(study) }
        for study in guidances where isScheduled(study) { return .scheduled(study) }
        return nil
    }

    private func isScheduled(_ study: Int) -> Bool {
        !onlyPerformed && chart.history.studies[study].status == .scheduled && !chart.taken.contains(study)
    }

    private func saysBiopsy(_ study: Int) -> Bool {
        for row in chart.lines(study) {
            if chart.facts(row).present.contains(chart.concept("biopsy-named")) { return true }
            if chart.has("guidance-says-biopsy", chart.exam(row)) { return true }
        }
        return false
    }

    private static let something = [
        "bone-marrow", "lymph-node", "liver", "skin", "prostate", "breast", "thyroid", "endoscopic", "drainage",
        "fluid-aspiration",
    ]

    private func isNamedAfterSomethingElse(_ study: Int) -> Bool {
        for row in chart.lines(study) {
            for attribute in Self.something where chart.has(attribute, chart.exam(row)) { return true }
        }
        return false
    }

    /// Marrow, node, liver and the like; sampling for muscle or kidney disease; aspirates (R2, 1.15.13).
    static func isOfSomethingElse(_ judged: Judged) -> Bool {
        let chart = judged.chart
        if judged.ownWordsState("fluid-aspirate") { return true }
        for row in judged.rows {
            let exam = chart.exam(row)
            for attribute in something where chart.has(attribute, exam) { return true }
            if chart.has("muscle-biopsy", exam), judged.ownWordsState("muscle-disease-question") { return true }
            if chart.has("renal-biopsy", exam), judged.ownWordsState("medical-renal-question") { return true }
        }
        return false
    }
}

extension Judged {
    func ownWordsState(_ name: String) -> Bool { ofOwnWords(name) == .present }

    /// What the judged order itself says.
    func ofOwnWords(_ name: String) -> Assertion? {
        var strongest: Assertion?
        for row in rows {
            guard let assertion = chart.facts(row).assertion(of: chart.concept(name)) else { continue }
            if strongest == nil || assertion.rawValue < strongest!.rawValue { strongest = assertion }
        }
        return strongest
    }

    /// The closest earlier study at `from` to `to` days before the event: an earlier day, or earlier on the day, or on the
    /// day where nothing tells (R2).
    func earlier(_ modalities: [Modality], from: Int = 0, to: Int) -> Int? {
        guard let lesion else { return nil }
        var last: Int?
        for other in chart.studies where other != study && chart.isImaging(other, modalities, of: lesion) {
            let age = chart.days(from: chart.day(other), to: asOf.day)
            guard age >= from, age <= to, chart.isNotAfter(chart.moment(other), asOf) else { continue }
            last = other
        }
        return last
    }

    /// Airway, cord compression, abdominal compartment.
    var isEmergencyTissue: Bool { isStated("emergency-tissue") || isStated("neuro-emergency") }

    func isSameDay(_ other: Int) -> Bool { chart.day(other) == asOf.day }
}

/// R2: CT or MRI of the lesion before its tissue is sampled.
struct BiopsyBeforeCrossSection: SlowRule {
    let id = "CALC-MASS-BIOPSY-BEFORE-XSECT"

    func verdicts(_ chart: Chart) -> [SlowVerdict] {
        var found: [SlowVerdict] = []
        var hasEvent = false
        for (number, lesion) in chart.history.lesions.enumerated() {
            for episode in lesion.episodes.indices {
                guard let event = TissueEvent(chart: chart, lesion: lesion).first(in: episode) else { continue }
                hasEvent = true
                let study: Int
                switch event {
                case .performed(let it), .scheduled(let it), .guidanceOnly(let it): study = it
                }
                guard let says = says(event, Judged(chart, lesion, study: study)) else { continue }
                found.append(chart.verdict(says, lesion: number, episode: episode, study: study, by: self))
            }
        }
        if !hasEvent { found += verdictWithoutLesion(chart) }
        return found
    }

    /// Where no lesion has a tissue event: the patient's first sampling, if its words say that it is of something else.
    private func verdictWithoutLesion(_ chart: Chart) -> [SlowVerdict] {
        let samplings = chart.studies.filter { chart.kind($0) == .biopsy && chart.isPerformed($0) }
        guard let study = chart.first(samplings, favouring: nil) else { return [] }
        let judged = Judged(chart, nil, study: study)
        guard judged.ofLesion("mass") == nil, let says = ofSomethingElse(judged) else { return [] }
        return [chart.verdict(says, lesion: nil, episode: nil, study: study, by: self)]
    }

    /// Sampling that is named as another's, without a word of a mass.
    private func ofSomethingElse(_ judged: Judged) -> Says? {
        let chart = judged.chart
        var isNamed = judged.calcificationIsElsewhere
        for row in judged.rows {
            let exam = chart.exam(row)
            if chart.has("muscle-biopsy", exam), judged.ownWordsState("muscle-disease-question") { isNamed = true }
            if chart.has("renal-biopsy", exam), judged.ownWordsState("medical-renal-question") { isNamed = true }
        }
        guard isNamed else { return nil }
        if judged.isStated("known-tumour") { return Says(.notApplicable, "KNOWN_TUMOUR") }
        if judged.isSmallSuperficial { return Says(.notApplicable, "SMALL_SUPERFICIAL") }
        return TissueEvent.isOfSomethingElse(judged) ? Says(.notApplicable, "NOT_A_MASS_BIOPSY") : nil
    }

    private func says(_ event: TissueEvent.Found, _ judged: Judged) -> Says? {
        let calcification = judged.ofLesion("calcification")
        let isCalcified = calcification == .present
        if judged.ofLesion("mass") == nil {
            return ofSomethingElse(judged)
        }
        let couldBe = isCalcified || calcification == .uncertain || judged.isLarge != .no
        guard couldBe else { return nil }

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

        if let study = judged.earlier([.ct, .mr], to: Window.lookback) {
            return Says(.compliant, judged.isSameDay(study) ? "SAME_DAY_XSECT_FIRST" : "XSECT_BEFORE")
        }
        if judged.tellsOf([.ct, .mr], within: Window.lookback) {
            return Says(.compliant, "XSECT_DOCUMENTED_OUTSIDE").low
        }
        if judged.isEmergencyTissue { return Says(.compliantException, "EMERGENCY_TISSUE") }
        if judged.tellsOfUnnamedImaging { return Says(.indeterminate, "OUTSIDE_MODALITY_UNKNOWN") }
        let covered = judged.covered(since: judged.asOf.day)
        if covered == .not { return Says(.indeterminate, "HISTORY_NOT_COVERED") }
        if judged.earlier([.ct, .mr], from: Window.lookback + 1, to: Window.stale) != nil {
            return Says(.advisory, "XSECT_STALE")
        }
        if judged.earlier([.pt], to: Window.lookback) != nil { return Says(.advisory, "ONLY_PETCT_BEFORE_TISSUE") }
        return Says(.deviation, covered == .partly ? "NO_XSECT_BEFORE_TISSUE_PROVISIONAL" : "NO_XSECT_BEFORE_TISSUE")
    }
}

/// R3: a CT of a calcified flank mass before its tissue is sampled.
struct FlankBiopsyBeforeCT: SlowRule {
    let id = "CALC-FLANK-BIOPSY-BEFORE-CT"
    /// R2 tells the same cancelled sampling.
    let tellsNearMisses = false

    func verdicts(_ chart: Chart) -> [SlowVerdict] {
        var found: [SlowVerdict] = []
        for (number, lesion) in chart.history.lesions.enumerated() where chart.isFlank(lesion) {
            for episode in lesion.episodes.indices {
                guard
                    case .performed(let study)? = TissueEvent(chart: chart, lesion: lesion, onlyPerformed: true).first(
                        in: episode),
                    let says = says(Judged(chart, lesion, study: study))
                else { continue }
                found.append(chart.verdict(says, lesion: number, episode: episode, study: study, by: self))
            }
        }
        return found
    }

    private func says(_ judged: Judged) -> Says? {
        let calcification = judged.ofLesion("calcification")
        guard calcification == .present || calcification == .uncertain, judged.ofLesion("mass") != nil else {
            return nil
        }
        if judged.isStated("known-tumour") { return Says(.notApplicable, "KNOWN_TUMOUR") }
        if judged.isSmallSuperficial { return Says(.notApplicable, "SMALL_SUPERFICIAL") }
        if judged.ofLesion("mass") == .absent { return Says(.notApplicable, "MASS_NEGATED") }
        if TissueEvent.isOfSomethingElse(judged) { return Says(.notApplicable, "NOT_A_MASS_BIOPSY") }
        if judged.chart.isOrgan(judged.lesion!) || judged.isStated("organ-origin"), judged.ageGroup == .adult {
            return Says(.notApplicable, "ORGAN_PATHWAY")
        }
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
        let flag = Says(.advisory, "ONLY_MRI_BEFORE_TISSUE")
        let isTold = judged.earlier([.mr], to: Window.lookback) == nil && judged.tellsOf([.mr], within: Window.lookback)
        return isTold ? flag.low : flag
    }
}

/// R4: CT or MRI of a large or calcified mass before it is excised.
struct ResectionBeforeCrossSection: SlowRule {
    let id = "MASS-RESECTION-BEFORE-XSECT"

    func verdicts(_ chart: Chart) -> [SlowVerdict] {
        var found: [SlowVerdict] = []
        for (number, lesion) in chart.history.lesions.enumerated() {
            for episode in lesion.episodes.indices {
                let event = TissueEvent(chart: chart, lesion: lesion, kinds: [.excision]).first(in: episode)
                guard case .performed(let study)? = event, let says = says(Judged(chart, lesion, study: study)) else {
                    continue
                }
                found.append(chart.verdict(says, lesion: number, episode: episode, study: study, by: self))
            }
        }
        return found
    }

    private func says(_ judged: Judged) -> Says? {
        let calcification = judged.ofLesion("calcification")
        let isCalcified = calcification == .present
        guard isCalcified || calcification == .uncertain || judged.isLarge != .no, judged.ofLesion("mass") != nil else {
            return nil
        }
        if judged.isStated("known-tumour") { return Says(.notApplicable, "KNOWN_TUMOUR") }
        if judged.isSmallSuperficial { return Says(.notApplicable, "SMALL_SUPERFICIAL") }
        if judged.ofLesion("mass") == .absent { return Says(.notApplicable, "MASS_NEGATED") }
        if judged.ofLesion("mass") == .uncertain { return Says(.indeterminate, "MASS_UNCERTAIN") }
        if !isCalcified, judged.isLarge != .yes {
            return Says(.indeterminate, judged.isLarge == .unknown ? "SIZE_AMBIGUOUS" : "CALC_UNCERTAIN")
        }
        if judged.earlier([.ct, .mr], to: Window.lookback) != nil { return Says(.compliant, "XSECT_BEFORE") }
        if judged.tellsOf([.ct, .mr], within: Window.lookback) {
            return Says(.compliant, "XSECT_DOCUMENTED_OUTSIDE").low
        }
        if judged.isStated("emergency-surgery") { return Says(.compliantException, "EMERGENCY_SURGERY") }
        if judged.tellsOfUnnamedImaging { return Says(.indeterminate, "OUTSIDE_MODALITY_UNKNOWN") }
        let covered = judged.covered(since: judged.asOf.day)
        if covered == .not { return Says(.indeterminate, "HISTORY_NOT_COVERED") }
        if judged.earlier([.ct, .mr], from: Window.lookback + 1, to: Window.stale) != nil {
            return Says(.advisory, "XSECT_STALE")
        }
        if judged.earlier([.pt], to: Window.lookback) != nil { return Says(.advisory, "ONLY_PETCT_BEFORE_RESECTION") }
        return Says(
            .deviation, covered == .partly ? "NO_XSECT_BEFORE_RESECTION_PROVISIONAL" : "NO_XSECT_BEFORE_RESECTION")
    }
}
