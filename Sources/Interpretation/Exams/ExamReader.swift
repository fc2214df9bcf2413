package import AuditModel

/// Reads what an exam code and name mean, both together (specification 5.1): the site's own map first, then the code,
/// then the words; where code and words contradict each other the code holds and the conflict is noted.
package struct ExamReader: Sendable {
    private let lexicon: ExamLexicon
    private let map: ExamMap?

    package init(_ lexicons: Lexicons, examMap: ExamMap? = nil) {
        lexicon = lexicons.exams
        map = examMap
    }

    package func read(_ name: ExamName) -> Exam {
        let code = lexicon.codes[Self.normalizedCode(name.code)]
        let words = ExamNameReading(name.description, lexicon: lexicon)
        var exam = combine(code, words)
        exam.attributes = completed(exam.attributes, regions: exam.regions, angiography: exam.angiography)
        if !exam.conflicts.isDisjoint(with: [.modality, .region]) { exam.named = named(exam, words) }
        map?.entry(for: name)?.apply(to: &exam)
        return exam
    }

    /// Codes as lexicons write them: without modifiers and surrounding space.
    private static func normalizedCode(_ code: String) -> String {
        var text = code.uppercased().filter { !$0.isWhitespace }
        if text.hasPrefix("CPT") { text = String(text.dropFirst(3).drop { $0 == ":" || $0 == "-" }) }
        let bytes = Array(text.utf8)
        guard ProcedureCode.modifiers(in: bytes.span, bytes.indices) != nil else { return text }
        return String(text.prefix(ProcedureCode.length))
    }

    private func combine(_ code: ExamCode?, _ words: ExamNameReading) -> Exam {
        var exam = Exam()
        exam.evidence = words.evidence
        guard let code else {
            exam.modality = words.modality ?? .other
            exam.regions = words.regions
            exam.kind = words.kind ?? (words.modality == nil && words.regions.isEmpty ? .other : .diagnostic)
            exam.contrast = words.resolvedContrast(for: exam.modality, kind: exam.kind)
            exam.laterality = words.side
            exam.angiography = words.angiography
            exam.attributes = words.attributes
            exam.namedSite = exam.kind == .diagnostic ? words.site : words.tissueSite
            exam.isUnderstood = words.modality != nil || words.kind != nil
            exam.confidence = words.confidence
            return exam
        }
        exam.evidence.insert("code: \(code.label)", at: 0)
        exam.isUnderstood = true
        exam.kind = code.kind
        exam.modality = code.modality ?? words.modality ?? .other
        exam.regions = code.regions.isEmpty ? words.regions : code.regions
        // A part of the body that codes count elsewhere is shown as well.
        if !words.alternatives.isDisjoint(with: code.regions) { exam.regions.formUnion(words.regions) }
        exam.laterality = words.side == .unspecified ? code.laterality : words.side
        exam.conflicts = conflicts(code, words)
        exam.angiography = code.angiography || !exam.conflicts.contains(.modality) && words.angiography
        exam.attributes = code.attributes.union(words.attributes)
        let wordSite = exam.kind == .diagnostic ? words.site : words.tissueSite
        exam.namedSite = wordSite == .unspecified ? code.site : wordSite
        exam.impliedSizeMillimetres = code.atLeastMillimetres
        exam.validFrom = code.validFrom
        exam.validThrough = code.validThrough
        exam.contrast = code.contrast ?? words.resolvedContrast(for: exam.modality, kind: exam.kind)
        if code.contrast == .unknown, let stated = words.contrast { exam.contrast = stated }
        if !exam.modality.isCrossSectional { exam.contrast = .notApplicable }
        exam.confidence = exam.conflicts.isEmpty ? .high : .low
        return exam
    }

    /// What the name alone makes of an exam on which the code says otherwise.
    private func named(_ exam: Exam, _ words: ExamNameReading) -> NamedExam {
        let isOther = exam.conflicts.contains(.modality)
        let angiography = isOther ? words.angiography : exam.angiography
        let regions = exam.conflicts.contains(.region) ? words.regions : exam.regions
        var attributes = words.attributes
        if regions == exam.regions { attributes.formUnion(exam.attributes.subtracting(lexicon.ofAngiography)) }
        return NamedExam(
            modality: isOther ? words.firmModality ?? exam.modality : exam.modality, angiography: angiography,
            regions: regions, attributes: completed(attributes, regions: regions, angiography: angiography))
    }

    /// With what goes without saying.
    private func completed(
        _ attributes: ExamAttributeSet, regions: RegionSet, angiography: Bool
    ) -> ExamAttributeSet {
        var all = angiography ? attributes.union(lexicon.ofAngiography) : attributes
        for rule in lexicon.defaults where !regions.isDisjoint(with: rule.region) && all.isDisjoint(with: rule.unless) {
            all.formUnion(rule.add)
        }
        return all
    }

    /// Made with one beam of X-rays; names and codes mix them.
    private static let projections: Set<Modality> = [.xr, .rf, .xa]

    /// One names an angiography, the other what is none.
    private func disagreeOnAngiography(_ code: ExamCode, _ words: ExamNameReading) -> Bool {
        words.angiography != words.hasOtherThanAngiography && code.angiography != words.angiography
    }

    private func conflicts(_ code: ExamCode, _ words: ExamNameReading) -> ExamConflicts {
        var conflicts: ExamConflicts = []
        if code.kind == .diagnostic, words.kind == nil, let modality = code.modality, let named = words.firmModality {
            let isOther = named != modality && !Self.projections.isSuperset(of: [named, modality])
            if isOther || modality.isCrossSectional && disagreeOnAngiography(code, words) {
                conflicts.insert(.modality)
            }
        }
        if !code.regions.isEmpty, !words.regions.isEmpty,
            code.regions.isDisjoint(with: words.regions.union(words.alternatives))
        {
            conflicts.insert(.region)
        }
        if code.namesAllRegions, words.namesRegionPlainly, !words.regions.isSuperset(of: code.regions) {
            conflicts.insert(.region)
        }
        if let state = code.contrast, state != .unknown, state != .notApplicable {
            if let named = words.contrast, named != state { conflicts.insert(.contrast) }
            if words.contrast == nil, words.isOralOnly, state != .without { conflicts.insert(.contrast) }
        }
        if code.laterality != .unspecified, words.side != .unspecified, code.laterality != words.side {
            conflicts.insert(.laterality)
        }
        if let kind = words.kind, kind != code.kind, kind == .biopsy || code.kind == .diagnostic,
            // Codes of guidance are named for what is guided.
            code.kind != .guidance, code.kind != .biopsy || kind == .excision, kind != .other
        {
            conflicts.insert(.kind)
        }
        return conflicts
    }
}
