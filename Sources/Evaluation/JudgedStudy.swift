import AuditModel

/// Tests on the judged study itself.
struct JudgedStudy {
    let unit: UnitContext
    let index: Int

    func examine(_ test: Condition.StudyTest) -> ConditionEvaluator.Finding {
        let study = unit.history.studies[index]
        let matcher = unit.matcher
        let lines = matcher.relevantLines(of: index)
        let exams = lines.map(unit.subject.exam)
        let regions = exams.reduce(into: RegionSet()) { $0.formUnion($1.regions) }
        let row = Evidence(row: lines[0])
        var truth = Truth.yes
        var found: [String] = [study.modality.name]

        if !test.modalities.isEmpty { truth = truth.and(Truth(test.modalities.contains(study.modality))) }
        if !test.kinds.isEmpty { truth = truth.and(Truth(test.kinds.contains(study.kind))) }
        if !test.statuses.isEmpty {
            truth = truth.and(Truth(test.statuses.contains(unit.world.status(of: study, at: index))))
        }
        if !test.contrast.isEmpty {
            let state = contrast(matcher.contrast(of: lines))
            truth = truth.and(Truth(test.contrast.contains(state)))
            found.append("contrast \(state.rawValue)")
        }
        if !test.regions.isEmpty {
            truth = truth.and(regions.isEmpty ? .unknown : Truth(!regions.isDisjoint(with: test.regions)))
        }
        if !test.allRegions.isEmpty {
            truth = truth.and(regions.isEmpty ? .unknown : Truth(regions.isSuperset(of: test.allRegions)))
        }
        if !test.regions.isEmpty || !test.allRegions.isEmpty { found.append(regions.description) }
        if !test.attributes.isEmpty {
            truth = truth.and(Truth(exams.contains { !test.attributes.isDisjoint(with: $0.attributes) }))
        }
        if !test.covers.isEmpty { truth = truth.and(coverage(exams, among: test.covers)) }
        if test.regionsUnknown { truth = truth.and(Truth(regions.isEmpty)) }
        if let angiography = test.angiography {
            truth = truth.and(Truth(exams.allSatisfy(\.angiography) == angiography))
        }
        if !test.conflicts.isEmpty {
            truth = truth.and(Truth(exams.contains { !$0.conflicts.isDisjoint(with: test.conflicts) }))
        }
        return ConditionEvaluator.Finding(truth: truth, found: found.joined(separator: ", "), evidence: [row])
    }

    private func contrast(_ lines: (state: ContrastState, isSplit: Bool)) -> Condition.StudyTest.Contrast {
        switch lines.state {
        case .withoutAndWith: lines.isSplit ? .splitLines : .withoutAndWith
        case .with: .with
        case .without: .without
        case .unknown, .notApplicable: .unknown
        }
    }

    private func coverage(_ exams: [Exam], among wanted: Set<Coverage>) -> Truth {
        guard let lesion = unit.lesion, lesion.site != .unspecified else { return .unknown }
        let best =
            exams.map { unit.subject.vocabulary.coverage(of: lesion.site, by: $0) }.max { $0.rawValue < $1.rawValue }
            ?? .no
        if best == .no, exams.allSatisfy(\.regions.isEmpty) { return .unknown }
        return Truth(wanted.contains(best))
    }
}
