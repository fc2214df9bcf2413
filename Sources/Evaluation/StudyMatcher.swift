import AuditModel

/// Why a study does not count for a selector, in the order in which it is asked.
enum Refusal: Sendable {
    case kind, status, modality, attribute, angiography, region, side, regionUnknown, contrast, code, department, text
    case outsideWindow, afterAnchor, notOfLesion
}

/// Decides whether a study is one that a rule means.
struct StudyMatcher {
    let subject: AuditSubject
    let history: PatientHistory
    let lesion: Lesion?
    let world: World

    /// Yes, no, or unknown where the export does not tell the region; with the reason for anything but yes.
    func match(_ selectors: [StudySelector], study index: Int) -> (truth: Truth, refusal: Refusal?) {
        var best: (truth: Truth, refusal: Refusal?) = (.no, nil)
        for place in selectors.indices {
            let result = match(selectors[place], study: index)
            if result.truth == .yes { return result }
            if best.refusal == nil || result.truth.rawValue > best.truth.rawValue { best = result }
        }
        return best
    }

    func match(_ selector: StudySelector, study index: Int) -> (truth: Truth, refusal: Refusal?) {
        // What refuses most studies is asked before anything is copied.
        if !selector.modalities.isEmpty, !selector.modalities.contains(history.studies[index].modality) {
            return (.no, .modality)
        }
        if !selector.kinds.isEmpty, !selector.kinds.contains(history.studies[index].kind) { return (.no, .kind) }
        let study = history.studies[index]
        if !selector.statuses.contains(world.status(of: study, at: index)) { return (.no, .status) }
        if selector.ofLesion, let lesion, !study.rows.contains(where: lesion.members.contains) {
            return (.no, .notOfLesion)
        }
        if let parameter = selector.codesParameter, !hasCode(study, among: subject.parameters.list(parameter)) {
            guard let departments = selector.departmentsParameter,
                isFrom(study, departments: subject.parameters.list(departments))
            else { return (.no, .code) }
        } else if selector.codesParameter == nil, let parameter = selector.departmentsParameter,
            !isFrom(study, departments: subject.parameters.list(parameter))
        {
            return (.no, .department)
        }
        let lines = study.rows.filter { row in
            let exam = subject.exam(of: row)
            return selector.withoutAttributes.isDisjoint(with: exam.attributes)
                && (selector.angiography.map { $0 == exam.angiography } ?? true)
        }
        if lines.isEmpty { return (.no, selector.angiography == nil ? .attribute : .angiography) }
        if !selector.attributes.isEmpty,
            !lines.contains(where: { !selector.attributes.isDisjoint(with: subject.exam(of: $0).attributes) })
        {
            return (.no, .attribute)
        }
        if !selector.textSays.isEmpty, !lines.contains(where: { says(selector.textSays, row: $0) }) {
            return (.no, .text)
        }
        if !selector.regions.isEmpty {
            let regions = lines.reduce(into: RegionSet()) { $0.formUnion(subject.exam(of: $1).regions) }
            if regions.isEmpty { return (.unknown, .regionUnknown) }
            if regions.isDisjoint(with: selector.regions) { return (.no, .region) }
        }
        if let least = selector.covers, let lesion {
            let (truth, refusal) = covers(lines, lesion, atLeast: least)
            if truth != .yes { return (truth, refusal) }
        }
        if !selector.contrast.isEmpty {
            // A line of another part of the body lends the lesion's no phase.
            let state = contrast(of: selector.covers == nil ? lines : showing(lines)).state
            if state == .unknown, !selector.contrast.contains(.unknown) { return (.unknown, .contrast) }
            if !selector.contrast.contains(state) { return (.no, .contrast) }
        }
        return (.yes, nil)
    }

    /// Whether one of the lines shows the lesion's site on its side.
    private func covers(_ lines: [Int], _ lesion: Lesion, atLeast least: Coverage) -> (Truth, Refusal?) {
        var refusal = Refusal.region
        var isOpen = false
        for row in lines {
            let exam = subject.exam(of: row)
            let order = subject.table.rows[row]
            guard lesion.side.isCompatible(with: exam.laterality), lesion.side.isCompatible(with: order.laterality)
            else {
                // An order of the lesion itself whose own fields give two sides may have been of either.
                if lesion.members.contains(row), subject.isDoubtful(row, .lateralityConflict) {
                    isOpen = true
                } else {
                    refusal = .side
                }
                continue
            }
            if lesion.site == .unspecified {
                isOpen = true
                continue
            }
            // An attribute can settle coverage where no region is given, as with a limited study.
            let coverage = subject.vocabulary.coverage(of: lesion.site, by: exam)
            if coverage.rawValue >= least.rawValue { return (.yes, nil) }
            if coverage == .no, exam.regions.isEmpty { isOpen = true }
        }
        return isOpen ? (.unknown, .regionUnknown) : (.no, refusal)
    }

    /// The lines of a study that show the lesion; all of them where there is no lesion or none is known to.
    func relevantLines(of study: Int) -> [Int] {
        showing(history.studies[study].rows)
    }

    private func showing(_ rows: [Int]) -> [Int] {
        guard let lesion, lesion.site != .unspecified else { return rows }
        let covering = rows.filter {
            subject.vocabulary.coverage(of: lesion.site, by: subject.exam(of: $0)) != .no
        }
        return covering.isEmpty ? rows : covering
    }

    /// The phases of several lines together, and whether two lines were needed for both.
    func contrast(of lines: [Int]) -> (state: ContrastState, isSplit: Bool) {
        var without = false
        var with = false
        var isOpen = false
        var hasAngiography = false
        for row in lines {
            if subject.exam(of: row).conflicts.contains(.contrast) {
                isOpen = true
                continue
            }
            switch subject.exam(of: row).contrast {
            case .withoutAndWith: return (.withoutAndWith, false)
            case .without: without = true
            case .with: with = true
            case .unknown:
                // Angiography has contrast; what it does not tell is whether images without were made too.
                if subject.exam(of: row).angiography { hasAngiography = true } else { isOpen = true }
            case .notApplicable: break
            }
        }
        if without, with || hasAngiography { return (.withoutAndWith, true) }
        if isOpen || hasAngiography { return (.unknown, false) }
        return (with ? .with : without ? .without : .notApplicable, false)
    }

    private func hasCode(_ study: Study, among codes: [String]) -> Bool {
        study.rows.contains { codes.contains(subject.table.examNames[Int(subject.table.rows[$0].exam)].code) }
    }

    private func isFrom(_ study: Study, departments: [String]) -> Bool {
        study.rows.contains { row in
            let order = subject.table.rows[row]
            let names = [
                subject.table.departments[Int(order.department)],
                subject.table.performingSites[Int(order.performingSite)],
            ]
            return names.contains { name in departments.contains { $0.lowercased() == name.lowercased() } }
        }
    }

    private func says(_ concepts: [ConceptID], row: Int) -> Bool {
        let entry = subject.facts(of: row)
        return concepts.contains { entry.present.contains($0) || entry.uncertain.contains($0) }
    }
}
