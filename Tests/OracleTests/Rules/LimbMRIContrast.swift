import AuditModel

/// R9: the first MRI of a calcified thigh mass has images without and with contrast.
struct LimbMRIContrast: SlowRule {
    let id = "EXT-MRI-CONTRAST-PHASES"
    let lookback: Int? = nil
    let anchor: String? = "calcification"

    func verdicts(_ chart: Chart) -> [SlowVerdict] {
        var found: [SlowVerdict] = []
        for (number, lesion) in chart.history.lesions.enumerated() where chart.isThigh(lesion) {
            guard let known = chart.cameToKnow("calcification", lesion) else { continue }
            found += verdicts(onFirstOf: number, chart, after: known) {
                chart.isImaging($0, [.mr], of: lesion) && chart.isAtOrAfter(known, $0)
            } says: {
                says($0, known)
            }
        }
        return found
    }

    private func says(_ judged: Judged, _ known: Lesion.KnownStatement) -> Says? {
        let chart = judged.chart
        guard let calcification = judged.ofLesion("calcification"), judged.ofLesion("mass") != nil else { return nil }
        // "Calcs, bony erosion on XR": the radiograph of the bone showed both, where the mineral first came without a study.
        let isOnRadiograph =
            judged.isCalcificationFound(on: [.xr])
            || (judged.isFound("bone-involvement", on: [.xr]) && judged.calcificationFirstCameWithoutStudy)
        if !isOnRadiograph { return nil }
        if let says = judged.exclusion { return says }
        if calcification == .absent { return Says(.notApplicable, "CALC_NEGATED") }
        if judged.isOfBone { return Says(.notApplicable, "PRIMARY_BONE_TUMOUR") }
        if chart.days(from: known.known.day, to: judged.asOf.day) > Window.judging {
            return Says(.notApplicable, "OUTSIDE_WINDOW")
        }
        if judged.ofLesion("mass") == .uncertain { return Says(.indeterminate, "MASS_UNCERTAIN") }
        if calcification == .uncertain { return Says(.indeterminate, "CALC_UNCERTAIN") }
        let bone = judged.ofLesion("bone-involvement")
        let isWithoutBone = bone != .present && bone != .uncertain
        if judged.isSmall, isWithoutBone { return Says(.notApplicable, "SMALL_NO_BONE") }
        let exams = judged.rows.map(chart.exam)
            .filter { chart.shows($0, judged.lesion!) != .no || $0.regions.isEmpty }
        if exams.contains(where: { $0.conflicts.contains(.contrast) }) {
            return Says(.indeterminate, "CODE_DESC_CONFLICT")
        }
        let with = exams.contains { $0.contrast == .with }
        let without = exams.contains { $0.contrast == .without }
        if exams.contains(where: { $0.contrast == .withoutAndWith }) || (with && without) {
            return Says(.compliant, "WO_AND_W")
        }
        if exams.contains(where: { $0.contrast == .unknown }) { return Says(.indeterminate, "CONTRAST_UNKNOWN") }
        for concept in ["gadolinium-contraindication", "pregnancy"] where judged.isStated(concept) && !with {
            return Says(.compliantException, "GADOLINIUM_CONTRAINDICATION")
        }
        if judged.ownWordsState("protocol-decision") { return Says(.compliantException, "PROTOCOL_DECISION") }
        // It could be a small mass without bone involvement, which no tier of R7 holds.
        if case .ambiguous = judged.size, isWithoutBone { return Says(.indeterminate, "SIZE_AMBIGUOUS") }
        return Says(.advisory, with ? "NO_PRECONTRAST" : "NO_POSTCONTRAST")
    }
}

extension Judged {
    /// Arising from bone, stated or asked: the pathway of bone tumours (1.15.16).
    var isOfBone: Bool {
        let assertion = ofLesion("arising-from-bone")
        return assertion == .present || assertion == .uncertain
    }

    func isCalcificationFound(on modalities: [Modality]) -> Bool { isFound("calcification", on: modalities) }

    /// Stated or queried by a finding of one of these.
    func isFound(_ name: String, on modalities: [Modality]) -> Bool {
        findings(of: name).contains { $0.map(modalities.contains) ?? false }
    }

    var calcificationFirstCameWithoutStudy: Bool { findings(of: "calcification").first.map { $0 == nil } ?? false }

    /// What showed it, statement by statement, oldest first; nil where the text names no study.
    private func findings(of name: String) -> [Modality?] {
        let concept = chart.concept(name)
        var found: [Modality?] = []
        for known in statements {
            let says = chart.statement(known)
            if says.present.contains(concept) || says.uncertain.contains(concept) { found.append(says.foundOn) }
        }
        return found
    }
}
