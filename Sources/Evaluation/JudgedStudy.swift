import AuditModel

/// Tests on the judged study itself.
struct JudgedStudy {
    let unit: UnitContext
    let index: Int
    /// Words and evidence are wanted too.
    let tells: Bool

    func examine(_ test: Condition.StudyTest) -> ConditionEvaluator.Finding {
        let study = unit.history.studies[index]
        let matcher = unit.matcher
        let lines = meantLines(matcher.relevantLines(of: index))
        var truth = Truth.yes
        var regions = RegionSet()
        for row in lines { regions.formUnion(unit.subject.exam(of: row).regions) }

        if !test.modalities.isEmpty { truth = truth.and(Truth(test.modalities.contains(study.modality))) }
        if !test.kinds.isEmpty { truth = truth.and(Truth(test.kinds.contains(study.kind))) }
        if !test.statuses.isEmpty {
            truth = truth.and(Truth(test.statuses.contains(unit.world.status(of: study, at: index))))
        }
        if !test.contrast.isEmpty {
            truth = truth.and(Truth(test.contrast.contains(contrast(matcher.contrast(of: lines)))))
        }
        if !test.regions.isEmpty {
            truth = truth.and(regions.isEmpty ? .unknown : Truth(!regions.isDisjoint(with: test.regions)))
        }
        if !test.allRegions.isEmpty {
            truth = truth.and(regions.isEmpty ? .unknown : Truth(regions.isSuperset(of: test.allRegions)))
        }
        if !test.attributes.isEmpty {
            truth = truth.and(
                Truth(lines.contains { !test.attributes.isDisjoint(with: unit.subject.exam(of: $0).attributes) }))
        }
        if !test.covers.isEmpty { truth = truth.and(coverage(lines, among: test.covers)) }
        if test.regionsUnknown { truth = truth.and(Truth(regions.isEmpty)) }
        if let angiography = test.angiography {
            truth = truth.and(
                Truth(lines.allSatisfy { unit.subject.exam(of: $0).angiography } == angiography))
        }
        if !test.conflicts.isEmpty {
            truth = truth.and(
                Truth(lines.contains { !unit.subject.exam(of: $0).conflicts.isDisjoint(with: test.conflicts) }))
        }
        guard tells else { return ConditionEvaluator.Finding(truth: truth) }
        // A sampling or an excision has no modality of its own; what it is tells more than "other".
        let kind = study.modality == .other ? lines.first.map { unit.subject.exam(of: $0).kind.name } : nil
        var found = [kind ?? study.modality.name]
        if !test.contrast.isEmpty { found.append("contrast \(contrast(matcher.contrast(of: lines)).rawValue)") }
        if !test.regions.isEmpty || !test.allRegions.isEmpty { found.append(regions.description) }
        return ConditionEvaluator.Finding(
            truth: truth, found: found.joined(separator: ", "), evidence: lines.first.map { [Evidence(row: $0)] } ?? [])
    }

    /// In a unit of the patient, the lines of the part of the body that the rule judges: a session can hold others.
    private func meantLines(_ lines: ArraySlice<Int>) -> ArraySlice<Int> {
        func isMeant(_ row: Int) -> Bool { unit.compiled.isMeant(exam: Int(unit.subject.table.rows[row].exam)) }
        if unit.lesion != nil || lines.allSatisfy(isMeant) { return lines }
        let meant = lines.filter(isMeant)
        return meant.isEmpty ? lines : meant[...]
    }

    private func contrast(_ lines: (state: ContrastState, isSplit: Bool)) -> Condition.StudyTest.Contrast {
        switch lines.state {
        case .withoutAndWith: lines.isSplit ? .splitLines : .withoutAndWith
        case .with: .with
        case .without: .without
        case .unknown, .notApplicable: .unknown
        }
    }

    private func coverage(_ lines: ArraySlice<Int>, among wanted: Set<Coverage>) -> Truth {
        guard let lesion = unit.lesion, lesion.site != .unspecified else { return .unknown }
        var best = Coverage.no
        var isOpen = true
        for row in lines {
            let exam = Int(unit.subject.table.rows[row].exam)
            let coverage = unit.subject.coverage(of: lesion.site, byExam: exam)
            if coverage.rawValue > best.rawValue { best = coverage }
            if !unit.subject.table.exams[exam].regions.isEmpty { isOpen = false }
        }
        return best == .no && isOpen ? .unknown : Truth(wanted.contains(best))
    }
}
