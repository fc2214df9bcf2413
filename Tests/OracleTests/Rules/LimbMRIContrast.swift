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
            found += verdicts(onFirstOf: number, chart) {
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
        if !judged.isCalcificationFound(on: [.xr]) { return nil }
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

    func isCalcificationFound(on modalities: [Modality]) -> Bool {
        let calcification = chart.concept("calcification")
        for known in statements {
            let says = chart.statement(known)
            guard let modality = says.foundOn, modalities.contains(modality) else { continue }
            if says.present.contains(calcification) || says.uncertain.contains(calcification) { return true }
        }
        return false
    }
}
