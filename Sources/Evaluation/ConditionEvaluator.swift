import AuditModel

/// What the clauses of a rule mean for one unit, in three-valued logic, and on request the reasoning clause by clause. How
/// they are walked while judging stands in `ConditionTruth`.
struct ConditionEvaluator {
    let unit: UnitContext
    /// False while only the truth is wanted.
    private let isTelling: Bool
    private var subject: AuditSubject { unit.subject }

    init(unit: UnitContext, isTelling: Bool = false) {
        self.unit = unit
        self.isTelling = isTelling
    }

    /// What a clause came to, with what decided it; words and evidence only where somebody will read them.
    struct Finding {
        var truth: Truth
        var found = ""
        var evidence: [Evidence] = []
    }

    private func tell(
        truth: Truth, found: @autoclosure () -> String = "", evidence: @autoclosure () -> [Evidence] = []
    ) -> Finding {
        isTelling ? Finding(truth: truth, found: found(), evidence: evidence()) : Finding(truth: truth)
    }

    /// What a condition comes to, clause by clause; without its words where only the truth is wanted.
    func reasoning(_ condition: Condition, in words: RuleWords.Clause?) -> Reasoning {
        let clause = words?.text ?? ""
        switch condition {
        case .all(let parts), .any(let parts):
            // A list of one adds nothing for a reader.
            if parts.count == 1 { return reasoning(parts[0], in: words?.parts[0]) }
            let reasons = parts.indices.map { reasoning(parts[$0], in: words?.parts[$0]) }
            if case .all = condition {
                return Reasoning(
                    clause: clause, truth: reasons.reduce(.yes) { $0.and($1.truth) }, parts: reasons, joint: .all)
            }
            return Reasoning(
                clause: clause, truth: reasons.reduce(.no) { $0.or($1.truth) }, parts: reasons, joint: .any)
        case .not(let part):
            let reason = reasoning(part, in: words?.parts[0])
            guard reason.parts.isEmpty else {
                return Reasoning(clause: clause, truth: !reason.truth, parts: [reason], joint: Reasoning.Joint.none)
            }
            return Reasoning(clause: clause, truth: !reason.truth, found: reason.found, evidence: reason.evidence)
        default:
            let result = examine(condition)
            return Reasoning(clause: clause, truth: result.truth, found: result.found, evidence: result.evidence)
        }
    }

    func examine(_ condition: Condition) -> Finding {
        switch condition {
        case .always: tell(truth: .yes)
        case .all, .any, .not: Finding(truth: reasoning(condition, in: nil).truth)
        case .stated(let test): stated(test)
        case .knownBefore(let concept): knownBefore(concept)
        case .foundOn(let test): foundOn(test)
        case .unbound(let concepts): unbound(concepts)
        case .site(let test): site(test)
        case .age(let test): age(test)
        case .ageUnknown: tell(truth: Truth(unit.age == nil))
        case .size(let test): size(test)
        case .sizeState(let states): sizeState(states)
        case .judged(let test): judged(test)
        case .found(let find): found(find)
        case .sameDay(let find): sameDay(find)
        case .credit(let test): CreditSearch(unit: unit).examine(test)
        case .history(let states): history(states)
        case .windowOpen: windowOpen()
        case .daysSinceKnown(let test): daysSinceKnown(test)
        case .dated(let test): dated(test)
        case .parameter(let test): parameter(test)
        case .department(let parameter): department(parameter)
        case .departmentMissing: departmentMissing()
        case .dataQuality(let test): DataQualityCheck(unit: unit).examine(test)
        }
    }

    // MARK: Texts

    private func stated(_ test: Condition.StatedTest) -> Finding {
        let record = FactRecord(unit: unit, judgedOnly: test.place == .judged)
        func truthOf(_ concept: ConceptID) -> Truth {
            record.facts.truth(of: ConceptSet(CollectionOfOne(concept)), as: test.assertions)
        }
        let truth = record.facts.truth(of: ConceptSet(test.concepts), as: test.assertions)
        // The concept that decided speaks; of those that did not, the first that is mentioned.
        let states = test.concepts.compactMap { concept in record.state(of: concept).map { (concept, $0) } }
        guard let (concept, state) = states.first(where: { truthOf($0.0) == truth }) ?? states.first
        else { return Finding(truth: truth, found: "not mentioned") }
        return Finding(
            truth: truth, found: "\(subject.vocabulary[concept].title): \(state.assertion.name)",
            evidence: state.evidence)
    }

    private func knownBefore(_ concept: ConceptID) -> Finding {
        let record = FactRecord(unit: unit, judgedOnly: false)
        var result = tell(truth: .no, found: "not on record before")
        // A query or a denial of before is not what an assertion of the same day puts on record.
        let weighed = record.assertion(of: concept)
        for statement in unit.visibleStatements {
            let says = subject.statement(statement)
            guard let said = unit.assertion(of: concept, in: says), said == weighed else { continue }
            // A result of the judged study itself, written down later, was not known before it.
            let isOwnResult = statement.linkedRow.map(unit.judgedRows.contains) ?? false
            let isBefore =
                unit.judgedRows.contains(statement.row) ? !isOwnResult : statement.known.day < unit.anchor.day
            if isBefore, !isOwnResult {
                result = tell(
                    truth: .yes, found: "on record since \(statement.known.day)",
                    evidence: [record.evidence(statement, concept)])
                break
            }
        }
        return result
    }

    private func foundOn(_ test: Condition.FoundOnTest) -> Finding {
        let record = FactRecord(unit: unit, judgedOnly: false)
        var result = tell(truth: .no, found: "not recorded")
        for statement in unit.visibleStatements {
            let says = subject.statement(statement)
            guard says.present.contains(test.concept) || says.uncertain.contains(test.concept) else { continue }
            // The judged study's own result, written down later, is not how the lesion was found before it.
            if test.which == .any, !unit.judgedRows.contains(statement.row),
                statement.linkedRow.map(unit.judgedRows.contains) ?? false
            {
                continue
            }
            var fits = says.foundOn.map(test.modalities.contains) ?? test.orNotStated
            if fits, let wanted = test.covering, says.foundOn != nil { fits = covers(says, statement) == wanted }
            if fits, let within = test.within { fits = isRecent(says, statement, days: within) }
            if fits {
                return tell(
                    truth: .yes, found: says.foundOn?.name ?? "imaging not stated",
                    evidence: [record.evidence(statement, test.concept)])
            }
            result = tell(
                truth: .no, found: says.foundOn?.name ?? "imaging not stated",
                evidence: [record.evidence(statement, test.concept)])
            if test.which == .first { break }
        }
        return result
    }

    /// Whether the study that a statement names can lie so few days before the anchor; one without a day is no younger
    /// than the order that tells of it.
    private func isRecent(_ says: LesionStatement, _ statement: Lesion.KnownStatement, days: Quantity) -> Bool {
        var latest = says.foundDay.isKnown ? says.foundDay : statement.known.day
        if statement.linkedRow == nil, !says.foundDay.isKnown, unit.judgedRows.contains(statement.row) {
            latest = unit.anchor.day
        }
        return !latest.isKnown || unit.anchor.day.days(since: latest) <= Int(subject.parameters.number(days))
    }

    /// Whether the study that a statement names shows the lesion; where no region is given it is taken to.
    private func covers(_ says: LesionStatement, _ statement: Lesion.KnownStatement) -> Bool {
        guard let lesion = unit.lesion, lesion.site != .unspecified else { return true }
        if let row = statement.linkedRow {
            return subject.vocabulary.coverage(of: lesion.site, by: subject.exam(of: row)) == .yes
        }
        return says.foundOnRegions.isEmpty || subject.vocabulary.isPart(says.foundOnRegions, of: lesion.site)
    }

    private func unbound(_ concepts: ConceptSet) -> Finding {
        for row in unit.visibleRows where subject.facts(of: row).unbound.intersects(concepts) {
            return tell(truth: .yes, found: "of something else", evidence: [Evidence(row: row)])
        }
        return tell(truth: .no, found: "not mentioned")
    }

    // MARK: Lesion and patient

    private func site(_ test: Condition.SiteTest) -> Finding {
        guard let lesion = unit.lesion else { return tell(truth: .no) }
        return tell(
            truth: lies(in: SiteSet(test, subject.vocabulary)),
            found: lesion.site == .unspecified ? "no site is named" : subject.vocabulary[lesion.site].title)
    }

    private func age(_ test: Condition.NumberTest) -> Finding {
        tell(
            truth: isAged(subject.parameters.bounds(test)),
            found: unit.age.map { "age \(Int($0)) y" } ?? "age not known")
    }

    private func within(_ value: Double, _ test: Condition.NumberTest) -> Truth {
        Truth(subject.parameters.isWithin(value, test))
    }

    private func size(_ test: Condition.NumberTest) -> Finding {
        let record = FactRecord(unit: unit, judgedOnly: false)
        guard let size = record.size else { return tell(truth: .no, found: "no size recorded") }
        switch size.state {
        case .ambiguous: return tell(truth: .unknown, found: "size ambiguous", evidence: size.evidence)
        case .stated, .estimated, .notStated:
            let centimetres = Double(size.millimetres) / 10
            return tell(
                truth: within(centimetres, test),
                found: (size.state == .estimated ? "about " : "")
                    + "\(ParameterValue.number(centimetres).description) cm",
                evidence: size.evidence)
        }
    }

    private func sizeState(_ states: Set<Condition.SizeKnowledge>) -> Finding {
        let size = FactRecord(unit: unit, judgedOnly: false).size
        let state: Condition.SizeKnowledge =
            switch size?.state {
            case .ambiguous?: .ambiguous
            case .stated?, .estimated?: .stated
            case .notStated?, nil: .notStated
            }
        return tell(truth: Truth(states.contains(state)), found: state.rawValue, evidence: size?.evidence ?? [])
    }

    // MARK: Studies

    private func judged(_ test: Condition.StudyTest) -> Finding {
        guard let index = unit.study else { return tell(truth: .no, found: "no study is judged") }
        return JudgedStudy(unit: unit, index: index, tells: isTelling).examine(test)
    }

    private func found(_ find: Int) -> Finding {
        let result = unit.finds[find]
        guard let study = result.study else {
            return tell(truth: result.truth, found: "none from \(result.from) to \(result.to)")
        }
        let row = unit.history.firstRow(of: study)
        let found = result.truth == .yes ? "on \(unit.history.studies[study].moment.day)" : "can not be told"
        return tell(truth: result.truth, found: found, evidence: [Evidence(row: row)])
    }

    private func sameDay(_ find: Int) -> Finding {
        let result = unit.finds[find]
        guard let study = result.study else { return tell(truth: .no) }
        let day = unit.history.studies[study].moment.day
        return tell(truth: result.truth.and(Truth(day == unit.anchor.day)), found: "on \(day)")
    }

    private func history(_ states: Set<HistoryCoverage>) -> Finding {
        let search = HistorySearch(unit: unit)
        let state = search.coverage
        return tell(
            truth: Truth(states.contains(state)),
            found: state == .full && !search.reachesBack
                ? "\(state.rawValue), the study that found the lesion is in the export"
                : "\(state.rawValue), export begins \(subject.coverageStart)")
    }

    // MARK: Time

    private func windowOpen() -> Finding {
        guard unit.windowEnd.isKnown else { return tell(truth: .no) }
        return tell(
            truth: Truth(unit.windowEnd > subject.dataCutoff),
            found: "window ends \(unit.windowEnd), data end \(subject.dataCutoff)")
    }

    private func daysSinceKnown(_ test: Condition.NumberTest) -> Finding {
        guard let known = unit.known, known.known.isKnown, unit.anchor.isKnown else {
            return tell(truth: .unknown, found: "not on record")
        }
        let days = unit.anchor.day.days(since: known.known.day)
        return tell(truth: within(Double(days), test), found: "\(days) days")
    }

    private func dated(_ test: Condition.DatedTest) -> Finding {
        for row in unit.judgedRows + unit.visibleRows {
            let entry = subject.facts(of: row)
            guard entry.datedDay.isKnown, entry.datedConcept == test.concept else { continue }
            let days = unit.anchor.day.days(since: entry.datedDay)
            guard let bounds = test.days else {
                return tell(truth: .yes, found: "\(entry.datedDay)", evidence: [Evidence(row: row)])
            }
            return tell(
                truth: within(Double(days), bounds), found: "\(days) days", evidence: [Evidence(row: row)])
        }
        return tell(truth: test.days == nil ? .no : .unknown, found: "no day recorded")
    }

    // MARK: Site file

    private func parameter(_ test: Condition.ParameterTest) -> Finding {
        tell(
            truth: Truth(subject.parameters.holds(test)),
            found: subject.parameters.values[test.name]?.description ?? "not set")
    }

    private func department(_ parameter: String) -> Finding {
        let wanted = subject.parameters.list(parameter).map { $0.lowercased() }
        let names = unit.judgedRows.flatMap(places)
        return tell(truth: Truth(names.contains { wanted.contains($0.lowercased()) }))
    }

    private func departmentMissing() -> Finding {
        tell(truth: Truth(unit.judgedRows.flatMap(places).isEmpty))
    }

    private func places(of row: Int) -> [String] {
        let order = subject.table.rows[row]
        return [
            subject.table.departments[Int(order.department)],
            subject.table.performingSites[Int(order.performingSite)],
        ].filter { !$0.isEmpty }
    }
}
