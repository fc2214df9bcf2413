import AuditModel
import Evaluation
import Testing

/// A rule made by hand, on histories made by hand: what the engine does, without any shipped knowledge.
struct Scenario {
    static let lump = ConceptID(index: 0)
    static let excuse = ConceptID(index: 1)
    static let vocabulary = Vocabulary(
        concepts: [
            Concept(name: "lump", role: .lesion, title: "lump"), Concept(name: "excuse", role: .order, title: "excuse"),
        ],
        sites: [
            Site(name: "unspecified", title: "", group: ""),
            Site(
                name: "place", title: "place", group: "g",
                coverage: [
                    Site.CoverageRow(
                        modalities: .all, regions: RegionSet(.abdomen), attributes: [], coverage: .yes)
                ]),
        ], examAttributes: [])

    var table = OrderTable()
    var studies: [Study] = []
    var statements: [Lesion.KnownStatement] = []
    var coverageStart = Day(number: 0)
    var rule = Scenario.rule()

    /// The first biopsy of an episode needs a CT or MR in the 180 days before.
    static func rule() -> Rule {
        var biopsy = StudySelector()
        biopsy.kinds = ExamKindSet(.biopsy)
        var imaging = StudySelector()
        imaging.modalities = [ModalitySet(.ct), ModalitySet(.mr)].reduce(into: []) { $0.formUnion($1) }
        imaging.kinds = ExamKindSet(.diagnostic)
        imaging.covers = .yes
        let stated = Condition.StatedTest(concepts: [excuse], assertions: [.present], place: .record)
        func row(
            _ when: Condition, _ verdict: Verdict, _ reason: String, ifUnknown: String = "", provisional: String = ""
        ) -> Outcome {
            Outcome(
                when: when, verdict: verdict, reason: reason, provisionalReason: provisional, confidence: .high,
                ifUnknown: ifUnknown, message: [])
        }
        return Rule(
            card: RuleCard(
                id: "RULE", number: "", pack: "p", title: "", status: .draft, rate: .deviation, report: .finding,
                reviewersOnly: false, rationale: "", caveat: "", explanations: [], sources: [], prose: [], author: "",
                reviewer: "", nextReview: ""),
            reportedAs: "RULE",
            scope: .stated(Condition.StatedTest(concepts: [lump], assertions: [.present], place: .record)),
            unit: UnitSelection(
                grain: .lesion, pick: .first([biopsy]), known: nil, knownSize: nil, afterKnown: false,
                orScheduled: false, fallbacks: [], withoutLesion: [],
                windows: [], lookback: .number(180)),
            finds: [
                Find(
                    name: "before", selectors: [imaging], pick: .last, anchor: .judged, order: .before,
                    from: .number(-180), to: .number(0), excludesJudged: false, before: nil)
            ],
            outcomes: [
                row(.found(find: 0), .compliant, "FOUND", ifUnknown: "MATCH_UNKNOWN"),
                row(.stated(stated), .compliantException, "EXCUSED", ifUnknown: "EXCUSE_UNCERTAIN"),
                row(.history([.none]), .indeterminate, "NOT_COVERED"),
                row(.always, .deviation, "NONE", provisional: "NONE_PROVISIONAL"),
            ], caps: [], yields: [], listsNearMisses: true, message: [], examples: [])
    }

    mutating func add(
        day: Int32, second: Int32 = -1, _ modality: Modality, _ kind: ExamKind, status: OrderStatus = .completed,
        regions: RegionSet = RegionSet(.abdomen), excuse: Assertion? = nil
    ) {
        var row = OrderRow(source: SourceSpan(file: 0, line: 1, offset: 0, length: 0))
        row.ordered = Moment(day: Day(number: day), second: second)
        row.performed = status == .completed || status == .unknown ? row.ordered : .unknown
        row.status = status
        row.exam = UInt32(table.exams.count)
        table.exams.append(Exam(modality: modality, regions: regions, kind: kind))
        table.examNames.append(ExamName(code: "", description: "\(modality)"))
        var statement = LesionStatement(field: .indication)
        statement.site = SiteID(index: 1)
        statement.present = ConceptSet([Self.lump])
        var entry = FactTable.Entry()
        switch excuse {
        case .present?: entry.present = ConceptSet([Self.excuse])
        case .uncertain?: entry.uncertain = ConceptSet([Self.excuse])
        case .absent?: entry.absent = ConceptSet([Self.excuse])
        case nil: break
        }
        row.facts = table.facts.append(entry, statements: [statement], mentions: [])
        let number = table.rows.count
        statements.append(
            Lesion.KnownStatement(
                statement: Int(table.facts.entries[Int(row.facts)].statements.lowerBound), row: number,
                known: row.ordered, linkedRow: nil))
        studies.append(
            Study(lines: number..<number + 1, moment: row.ordered, modality: modality, kind: kind, status: status))
        table.rows.append(row)
    }

    /// `VERDICT REASON` of everything that is said.
    var said: [String] {
        let (judgements, reasons) = judged
        return judgements.map { "\($0.verdict.name) \(reasons[Int($0.reason)])" }
    }

    var judged: (judgements: [Judgement], reasons: [String]) {
        let rows = table.rows.indices
        let lesion = Lesion(
            patient: 0, site: SiteID(index: 1), side: .unspecified, members: Array(rows), statements: statements,
            asserted: ConceptSet([Self.lump]), queried: ConceptSet(), denied: ConceptSet(), episodes: [rows],
            ambiguousRows: [])
        let evaluator = RuleEvaluator(
            rules: [rule],
            subject: AuditSubject(
                table: table, vocabulary: Self.vocabulary, parameters: Parameters(), coverageStart: coverageStart,
                dataCutoff: Day(number: 5000), partnerSites: []))
        let history = PatientHistory(
            rows: rows, studies: studies, lines: Array(rows), lesions: [lesion], mentioned: ConceptSet([Self.excuse]))
        return (evaluator.judge(history).map(\.judged.judgement), evaluator.reasons)
    }
}

@Suite struct EvaluationTests {
    @Test(arguments: [
        (Int32(820), "COMPLIANT FOUND"), (819, "DEVIATION NONE"), (1000, "COMPLIANT FOUND"), (1001, "DEVIATION NONE"),
    ])
    func `a window holds both its ends and nothing beyond`(day: Int32, expected: String) {
        var scenario = Scenario()
        if day <= 1000 { scenario.add(day: day, .ct, .diagnostic) }
        scenario.add(day: 1000, .us, .biopsy)
        if day > 1000 { scenario.add(day: day, .ct, .diagnostic) }
        #expect(scenario.said == [expected])
    }

    @Test func `searches that go on from each other are one window for the reader, without what follows the event`() {
        var scenario = Scenario()
        for (name, from, to) in [("stale", -365.0, -181.0), ("later", 0, 400), ("long ago", -900, -700)] {
            var find = scenario.rule.finds[0]
            find.name = name
            find.from = .number(from)
            find.to = .number(to)
            scenario.rule.finds.append(find)
        }
        scenario.add(day: 1000, .us, .biopsy)
        // The widest lies behind the event.
        #expect(scenario.judged.judgements.map(\.searchedFrom.number) == [1000])
        scenario.rule.finds.remove(at: 2)
        let judgements = scenario.judged.judgements
        #expect(judgements.map(\.searchedTo.number) == [300])
        scenario.rule.finds.removeLast()
        #expect(scenario.judged.judgements.map(\.searchedFrom.number) == [635])
        #expect(scenario.judged.judgements.map(\.searchedTo.number) == [1000])
    }

    @Test func `on one day the clock decides, without clocks the study counts`() {
        for (ct, biopsy, expected) in [
            (Int32(28_800), Int32(50_400), "COMPLIANT FOUND"), (50_400, 28_800, "DEVIATION NONE"),
            (-1, 28_800, "COMPLIANT FOUND"),
        ] {
            var scenario = Scenario()
            scenario.add(day: 1000, second: ct, .ct, .diagnostic)
            scenario.add(day: 1000, second: biopsy, .us, .biopsy)
            #expect(scenario.said == [expected])
        }
    }

    @Test(arguments: [OrderStatus.cancelled, .scheduled])
    func `a study that did not happen never satisfies`(status: OrderStatus) {
        var scenario = Scenario()
        scenario.add(day: 990, .ct, .diagnostic, status: status)
        scenario.add(day: 1000, .us, .biopsy)
        #expect(scenario.said == ["DEVIATION NONE"])
    }

    @Test func `a guidance line is no imaging`() {
        var scenario = Scenario()
        scenario.add(day: 990, .ct, .guidance)
        scenario.add(day: 1000, .us, .biopsy)
        #expect(scenario.said == ["DEVIATION NONE"])
    }

    @Test func `an unknown status is decided by neither world unless both agree`() {
        var scenario = Scenario()
        scenario.add(day: 990, .ct, .diagnostic, status: .unknown)
        scenario.add(day: 1000, .us, .biopsy)
        #expect(scenario.said == ["INDETERMINATE STATUS_UNKNOWN"])
        var agreed = Scenario()
        agreed.add(day: 980, .ct, .diagnostic)
        agreed.add(day: 990, .ct, .diagnostic, status: .unknown)
        agreed.add(day: 1000, .us, .biopsy)
        #expect(agreed.said == ["COMPLIANT FOUND"])
    }

    @Test func `a study whose region nobody knows makes the verdict unknown, not clean`() {
        var scenario = Scenario()
        scenario.add(day: 990, .ct, .diagnostic, regions: [])
        scenario.add(day: 1000, .us, .biopsy)
        #expect(scenario.said == ["INDETERMINATE MATCH_UNKNOWN"])
    }

    @Test(arguments: [
        (Assertion.present, "COMPLIANT_EXCEPTION EXCUSED"), (.uncertain, "INDETERMINATE EXCUSE_UNCERTAIN"),
        (.absent, "DEVIATION NONE"),
    ])
    func `an exception that is stated excuses, one that is queried leaves it open`(says: Assertion, expected: String) {
        var scenario = Scenario()
        scenario.add(day: 1000, .us, .biopsy, excuse: says)
        #expect(scenario.said == [expected])
    }

    @Test func `what a later order says excuses nothing earlier`() {
        var scenario = Scenario()
        scenario.add(day: 1000, .us, .biopsy)
        scenario.add(day: 1001, .us, .diagnostic, excuse: .present)
        #expect(scenario.said == ["DEVIATION NONE"])
    }

    @Test func `history must reach back through the whole window`() {
        for (start, expected) in [(Int32(820), "DEVIATION NONE"), (821, "INDETERMINATE NOT_COVERED")] {
            var scenario = Scenario()
            scenario.coverageStart = Day(number: start)
            scenario.add(day: 1000, .us, .biopsy)
            #expect(scenario.said == [expected])
        }
    }

    @Test func `a cancelled examination that would have been flagged is a near miss beside the verdict`() {
        var scenario = Scenario()
        scenario.add(day: 990, .us, .biopsy, status: .cancelled)
        scenario.add(day: 995, .ct, .diagnostic)
        scenario.add(day: 1000, .us, .biopsy)
        #expect(scenario.said == ["COMPLIANT FOUND", "INFO NEAR_MISS"])
    }

    @Test func `a cap lowers what a row claims and never raises it`() {
        var scenario = Scenario()
        scenario.rule.caps = [Cap(when: .always, verdict: .info, reason: "")]
        scenario.add(day: 1000, .us, .biopsy)
        #expect(scenario.said == ["INFO NONE"])
        scenario.table = OrderTable()
        scenario.studies = []
        scenario.statements = []
        scenario.add(day: 990, .ct, .diagnostic)
        scenario.add(day: 1000, .us, .biopsy)
        #expect(scenario.said == ["COMPLIANT FOUND"])
    }
}
