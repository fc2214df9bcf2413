import AuditModel

/// Where lesions lie (3.2 P2) and which examinations show them (1.12).
extension Chart {
    func isTierA(_ lesion: Lesion) -> Bool { site(lesion) == "flank" }
    func isTierB(_ lesion: Lesion) -> Bool {
        ["retroperitoneum", "kidney", "adrenal", "lateral-abdomen"].contains(site(lesion))
    }
    func isFlank(_ lesion: Lesion) -> Bool { isTierA(lesion) || isTierB(lesion) }
    /// Kidney and adrenal gland: the organ is named.
    func isOrgan(_ lesion: Lesion) -> Bool { ["kidney", "adrenal"].contains(site(lesion)) }
    func isThigh(_ lesion: Lesion) -> Bool { site(lesion) == "thigh" }
    func isLimb(_ lesion: Lesion) -> Bool {
        isThigh(lesion) || ["lower-leg", "upper-arm", "buttock"].contains(site(lesion))
    }

    func isAbdominal(_ lesion: Lesion) -> Bool { isFlank(lesion) || site(lesion) == "abdomen" }

    enum Shown { case no, borders, yes }

    /// Whether a study shows the place and side of the lesion.
    func shows(_ study: Int, _ lesion: Lesion) -> Shown {
        var best = Shown.no
        for row in lines(study) {
            guard lesion.side.isCompatible(with: exam(row).laterality),
                lesion.side.isCompatible(with: order(row).laterality)
            else { continue }
            switch shows(exam(row), lesion) {
            case .yes: return .yes
            case .borders: best = .borders
            case .no: break
            }
        }
        return best
    }

    func shows(_ exam: Exam, _ lesion: Lesion) -> Shown {
        let isSlices = exam.modality == .ct || exam.modality == .mr
        if isSlices, has("planning", exam) || has("postprocessing", exam) || has("spect-ct", exam) { return .no }
        if exam.modality == .mr, exam.angiography || has("fetal", exam) { return .no }
        if exam.modality == .us, has("soft-tissue-unspecified", exam) { return .yes }
        if exam.modality == .us, isLimb(lesion), has("segment-any-unspecified", exam) { return .yes }
        if isAbdominal(lesion) {
            if exam.modality == .ct, has("limited", exam) { return .borders }
            if exam.regions.contains(.abdomen) || exam.regions.contains(.wholeBody) { return .yes }
            return exam.regions.contains(.pelvis) ? .borders : .no
        }
        switch site(lesion) {
        case "thigh":
            if exam.regions.contains(.lowerExtremity), exam.modality == .pt { return .yes }
            if exam.regions.contains(.wholeBody) { return .yes }
            for segment in ["segment-thigh", "segment-lower-unspecified", "segment-hip", "segment-knee"]
            where has(segment, exam) { return .yes }
            return exam.regions.contains(.pelvis) ? .borders : .no
        case "lower-leg":
            if exam.regions.contains(.wholeBody) { return .yes }
            for segment in ["segment-leg", "segment-lower-unspecified", "segment-knee", "segment-ankle"]
            where has(segment, exam) { return .yes }
            return .no
        case "upper-arm":
            if exam.regions.contains(.wholeBody) { return .yes }
            for segment in ["segment-arm", "segment-upper-unspecified", "segment-shoulder", "segment-elbow"]
            where has(segment, exam) { return .yes }
            return .no
        case "chest-wall":
            if exam.regions.contains(.chest) || exam.regions.contains(.wholeBody) { return .yes }
            return exam.regions.contains(.abdomen) ? .borders : .no
        default: return .no
        }
    }

    /// A performed diagnostic study of one of the modalities that shows the lesion.
    func isImaging(_ study: Int, _ modalities: [Modality], of lesion: Lesion) -> Bool {
        kind(study) == .diagnostic && isPerformed(study) && modalities.contains(modality(study))
            && shows(study, lesion) == .yes
    }
}

extension Chart {
    /// The fields of one order give two sides.
    func hasTwoSides(_ row: Int) -> Bool {
        facts(row).lateralityConflict || !exam(row).laterality.isCompatible(with: order(row).laterality)
    }

    /// A performed study of which the export does not say what part of the body, or which side, it was of.
    func couldShow(_ study: Int, _ modalities: [Modality], _ lesion: Lesion) -> Bool {
        guard kind(study) == .diagnostic, isPerformed(study), modalities.contains(modality(study)),
            shows(study, lesion) != .yes
        else { return false }
        return lines(study).contains { row in
            guard lesion.side.isCompatible(with: order(row).laterality),
                lesion.side.isCompatible(with: exam(row).laterality)
            else { return lesion.members.contains(row) && hasTwoSides(row) }
            return exam(row).regions.isEmpty && shows(exam(row), lesion) == .no
        }
    }
}

extension Judged {
    /// Another study showed the lesion within the look-back, be it at the edge.
    func isShownEarlier(by modalities: [Modality]) -> Bool {
        chart.studies.contains { other in
            let age = chart.days(from: chart.day(other), to: asOf.day)
            return other != study && chart.kind(other) == .diagnostic && chart.isPerformed(other)
                && modalities.contains(chart.modality(other)) && chart.shows(other, lesion!) != .no
                && age >= 0 && age <= Window.lookback && chart.isNotAfter(chart.moment(other), asOf)
        }
    }

    /// Such a study, earlier.
    func couldHaveBeenShown(by modalities: [Modality], from: Int = 0, to: Int = Window.lookback) -> Bool {
        for other in chart.studies where other != study && chart.couldShow(other, modalities, lesion!) {
            let age = chart.days(from: chart.day(other), to: asOf.day)
            if age >= from, age <= to, chart.isNotAfter(chart.moment(other), asOf) { return true }
        }
        return false
    }
}

extension Says {
    /// A study whose place is not told could be the one that is missed.
    static let matchUnknown = Says(.indeterminate, "STUDY_MATCH_UNKNOWN")
}
