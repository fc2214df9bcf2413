import AuditModel

/// Why a study does not count for a selector, in the order in which it is asked.
enum Refusal: Sendable {
    case kind, status, modality, attribute, angiography, region, side, regionUnknown, contrast, code, department, text
    /// Its code and its name say otherwise.
    case conflict
    case outsideWindow, afterAnchor, notOfLesion
}

/// Decides whether a study is one that a rule means.
struct StudyMatcher {
    let subject: AuditSubject
    let history: PatientHistory
    let lesion: Lesion?
    let world: World

    /// False only where no selector can take the study: none of its lines is of an examination that one asks for.
    private func mayTake(_ table: SelectorTable, study index: Int) -> Bool {
        if let exam = history.studies[index].soleExam { return table.mayTake(exam: Int(exam)) }
        for place in history.studies[index].lines
        where table.mayTake(exam: Int(subject.table.rows[history.lines[place]].exam)) { return true }
        return false
    }

    /// The best that one of the selectors makes of a study, and which one: the first that takes it, else the first that
    /// may. `statuses`, where given, replaces what the selectors ask of the status.
    func truth(
        _ table: SelectorTable, study index: Int, statuses: OrderStatusSet? = nil
    ) -> (truth: Truth, selector: Int) {
        var best: (truth: Truth, selector: Int) = (.no, 0)
        guard mayTake(table, study: index) else { return best }
        if isContested(table, study: index) {
            let (result, selector) = matchContested(table, study: index, statuses: statuses)
            return (result.truth, selector)
        }
        for selector in table.demands.indices {
            let truth = truth(table, selector, study: index, statuses)
            if truth == .yes { return (.yes, selector) }
            if truth.rawValue > best.truth.rawValue { best = (truth, selector) }
        }
        return best
    }

    private func truth(
        _ table: SelectorTable, _ selector: Int, study index: Int, _ statuses: OrderStatusSet?
    ) -> Truth {
        let study = history.studies[index]
        let demand = table.demands[selector]
        guard (statuses ?? demand.statuses).contains(world.status(of: study, at: index)) else { return .no }
        guard let exam = study.soleExam, !demand.isSpecial else {
            return match(table.selectors[selector], study: index, statuses: statuses, by: .code).truth
        }
        let truth = table.truth(selector, exam: Int(exam))
        guard truth != .no, let lesion else { return truth }
        let row = history.lines[study.lines.lowerBound]
        if demand.ofLesion, !lesion.members.contains(row) { return .no }
        guard let least = demand.covers else { return truth }
        return truth.and(covers(CollectionOfOne(row), lesion, atLeast: least, by: .code).truth)
    }

    /// Whether a study is one that the selectors take, with the reason for anything but yes.
    typealias Matched = (truth: Truth, refusal: Refusal?)

    /// Yes, no, or unknown where the export does not tell.
    func match(_ table: SelectorTable, study index: Int) -> Matched {
        isContested(table, study: index)
            ? matchContested(table, study: index, statuses: nil).result
            : best(table, study: index, statuses: nil, by: .code).result
    }

    /// What code and name come to together: a study that is a CT by one and an MRI by the other is one of the two.
    private func matchContested(
        _ table: SelectorTable, study index: Int, statuses: OrderStatusSet?
    ) -> (result: Matched, selector: Int) {
        let byCode = best(table, study: index, statuses: statuses, by: .code)
        let byName = best(table, study: index, statuses: statuses, by: .name)
        if byName.result.truth == byCode.result.truth { return byCode }
        let nearer = byName.result.truth.rawValue > byCode.result.truth.rawValue ? byName : byCode
        return ((.unknown, .conflict), nearer.selector)
    }

    private func best(
        _ table: SelectorTable, study index: Int, statuses: OrderStatusSet?, by reading: Reading
    ) -> (result: Matched, selector: Int) {
        var best: (result: Matched, selector: Int) = ((.no, nil), 0)
        for place in table.selectors.indices {
            let result = match(table.selectors[place], study: index, statuses: statuses, by: reading)
            if result.truth == .yes { return (result, place) }
            if best.result.refusal == nil || result.truth.rawValue > best.result.truth.rawValue {
                best = (result, place)
            }
        }
        return best
    }

    private func isContested(_ table: SelectorTable, study index: Int) -> Bool {
        if let exam = history.studies[index].soleExam { return table.isContested(exam: Int(exam)) }
        return history.rows(of: index).contains { table.isContested(exam: Int(subject.table.rows[$0].exam)) }
    }

    /// What an exam is taken for where its code and its name say otherwise.
    private enum Reading { case code, name }

    private func exam(of row: Int, by reading: Reading) -> Exam {
        switch reading {
        case .code: subject.exam(of: row)
        case .name: subject.exam(of: row).asNamed
        }
    }

    private func match(
        _ selector: StudySelector, study index: Int, statuses: OrderStatusSet?, by reading: Reading
    ) -> Matched {
        let study = history.studies[index]
        let rows = history.rows(of: index)
        if !selector.modalities.isEmpty,
            !rows.contains(where: { selector.modalities.contains(exam(of: $0, by: reading).modality) })
        {
            return (.no, .modality)
        }
        if !selector.kinds.isEmpty, !selector.kinds.contains(study.kind) { return (.no, .kind) }
        if !(statuses ?? selector.statuses).contains(world.status(of: study, at: index)) { return (.no, .status) }
        if selector.ofLesion, let lesion, !rows.contains(where: lesion.members.contains) {
            return (.no, .notOfLesion)
        }
        if let parameter = selector.codesParameter, !hasCode(rows, among: subject.parameters.list(parameter)) {
            guard let departments = selector.departmentsParameter,
                isFrom(rows, departments: subject.parameters.list(departments))
            else { return (.no, .code) }
        } else if selector.codesParameter == nil, let parameter = selector.departmentsParameter,
            !isFrom(rows, departments: subject.parameters.list(parameter))
        {
            return (.no, .department)
        }
        let lines = rows.filter { row in
            let exam = exam(of: row, by: reading)
            return selector.withoutAttributes.isDisjoint(with: exam.attributes)
                && (selector.modalities.isEmpty || selector.modalities.contains(exam.modality))
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
        var open: Refusal?
        if !selector.regions.isEmpty {
            let regions = lines.reduce(into: RegionSet()) { $0.formUnion(exam(of: $1, by: reading).regions) }
            if regions.isEmpty {
                open = .regionUnknown
            } else if regions.isDisjoint(with: selector.regions) {
                return (.no, .region)
            }
        }
        if let least = selector.covers, let lesion {
            let (truth, refusal) = covers(lines, lesion, atLeast: least, by: reading)
            if truth == .no { return (.no, refusal) }
            if truth == .unknown { open = open ?? refusal }
        }
        if !selector.contrast.isEmpty {
            // A line of another part of the body lends the lesion's no phase.
            let state = contrast(of: selector.covers == nil ? lines[...] : showing(lines[...])).state
            if !selector.contrast.contains(state) {
                guard state == .unknown else { return (.no, .contrast) }
                open = open ?? .contrast
            }
        }
        return open.map { (.unknown, $0) } ?? (.yes, nil)
    }

    /// Whether one of the lines shows the lesion's site on its side.
    private func covers(
        _ lines: some Collection<Int>, _ lesion: Lesion, atLeast least: Coverage, by reading: Reading
    ) -> (truth: Truth, refusal: Refusal?) {
        var refusal = Refusal.region
        var isOpen = false
        for row in lines {
            let exam = Int(subject.table.rows[row].exam)
            guard lesion.side.isCompatible(with: subject.table.exams[exam].laterality),
                lesion.side.isCompatible(with: subject.table.rows[row].laterality)
            else {
                // An order of the lesion itself whose own fields give two sides may have been of either.
                if lesion.members.contains(row), subject.doubts(of: row).contains(.lateralityConflict) {
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
            let coverage =
                reading == .code
                ? subject.coverage(of: lesion.site, byExam: exam) : subject.coverage(of: lesion.site, byNameOf: exam)
            if coverage.rawValue >= least.rawValue { return (.yes, nil) }
            if coverage == .no, self.exam(of: row, by: reading).regions.isEmpty { isOpen = true }
        }
        return isOpen ? (.unknown, .regionUnknown) : (.no, refusal)
    }

    /// The lines of a study that show the lesion, or may; all of them where there is no lesion or none is known to.
    func relevantLines(of study: Int) -> ArraySlice<Int> { showing(history.rows(of: study)) }

    private func showing(_ rows: ArraySlice<Int>) -> ArraySlice<Int> {
        guard rows.count > 1, let lesion, lesion.site != .unspecified else { return rows }
        let covering = rows.filter {
            let exam = Int(subject.table.rows[$0].exam)
            return subject.coverage(of: lesion.site, byExam: exam) != .no || subject.table.exams[exam].regions.isEmpty
        }
        return covering.isEmpty ? rows : covering[...]
    }

    /// The phases of several lines together, and whether two lines were needed for both.
    func contrast(of lines: some Collection<Int>) -> (state: ContrastState, isSplit: Bool) {
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

    private func hasCode(_ rows: ArraySlice<Int>, among codes: [String]) -> Bool {
        rows.contains { codes.contains(subject.table.examNames[Int(subject.table.rows[$0].exam)].code) }
    }

    private func isFrom(_ rows: ArraySlice<Int>, departments: [String]) -> Bool {
        rows.contains { row in
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
