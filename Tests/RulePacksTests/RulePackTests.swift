import AuditModel
import LocatedYAML
import RulePacks
import Testing

@Suite struct RulePackTests {
    private static let vocabulary = Vocabulary(
        concepts: [
            Concept(name: "lump", role: .lesion, title: "lump"), Concept(name: "excuse", role: .order, title: "excuse"),
        ],
        sites: [
            Site(name: "unspecified", title: "", group: ""),
            Site(name: "arm", title: "arm", group: "arm", tags: ["limb"]),
        ],
        examAttributes: ["limited"])

    private static let text = """
        id: A-RULE
        number: R1
        title: A title
        status: draft
        sources: [S1]
        rationale: why
        scope: { stated: lump, site-tag: limb }
        judge: { first: { kind: biopsy }, or-scheduled: true, lookback: $days }
        find:
          imaging: { last: [ { modality: [CT, MR], kind: diagnostic, covers: "yes" } ], before: judged, days: [-180, 0] }
        outcomes:
          - { when: { stated: excuse }, then: NOT_APPLICABLE, reason: EXCUSED }
          - { when: { found: imaging }, then: COMPLIANT, reason: FOUND }
          - { when: { any: [ { age: { below: 18 } }, { size: { at-least: 5 } } ] }, then: ADVISORY, reason: YOUNG_OR_LARGE }
          - { otherwise: true, then: DEVIATION, reason: NONE, provisional: NONE_PROVISIONAL }
        near-misses: true
        message: [ "{judged.exam} on {judged.day}.", { if-found: imaging, text: "Before it {imaging.exam}." } ]
        examples:
          - { name: one, age: 4 y, orders: [ { day: 0, exam: BX, says: lump } ], expect: DEVIATION NONE }
        """

    private static func load(_ text: String) throws(AuditIssues) -> [RulePack] {
        try RulePack.load(
            [
                PackSource(
                    name: "p",
                    files: [
                        PackFile(path: "p/A-RULE.yaml", text: text),
                        PackFile(
                            path: "p/pack.yaml", text: "name: p\nparameters: { days: { value: 180, unit: days } }"),
                    ])
            ], vocabulary: vocabulary)
    }

    @Test func `a rule file becomes what it says`() throws {
        let rule = try #require(try Self.load(Self.text).first?.rules.first)
        #expect(rule.card.id == "A-RULE" && rule.card.number == "R1" && rule.card.sources == ["S1"])
        #expect(rule.outcomes.map(\.reason) == ["EXCUSED", "FOUND", "YOUNG_OR_LARGE", "NONE"])
        #expect(rule.outcomes.map(\.ifUnknown) == ["EXCUSE_UNCERTAIN", "STUDY_MATCH_UNKNOWN", "AGE_UNKNOWN", ""])
        #expect(rule.outcomes.last?.provisionalReason == "NONE_PROVISIONAL")
        #expect(rule.unit.orScheduled && rule.listsNearMisses)
        #expect(rule.finds.map(\.name) == ["imaging"])
        #expect(rule.examples.first?.verdict == .deviation)
        #expect(rule.card.prose.contains { $0.contains("Judges the first completed biopsy in each episode") })
    }

    /// A change to the text and a word that the complaint about it must hold.
    private static let slips = [
        ("stated: lump", "stated: lumb", "'lump'"), ("site-tag: limb", "site-tag: lim", "'limb'"),
        ("modality: [CT, MR]", "modality: [CT, MRI]", "'MR'"), ("kind: biopsy", "kind: biopsi", "'biopsy'"),
        ("lookback: $days", "lookback: $dayz", "'days'"), ("found: imaging", "found: imagin", "'imaging'"),
        ("then: COMPLIANT", "then: COMPLIENT", "'COMPLIANT'"), ("otherwise: true", "otherwize: true", "'otherwise'"),
        ("{judged.exam}", "{judged.exm}", "'judged.exam'"), ("near-misses:", "near-miss:", "'near-misses'"),
        ("expect: DEVIATION NONE", "expect: DEVIATED", "expected a verdict and a reason"),
        ("days: [-180, 0]", "dais: [-180, 0]", "'days'"), ("id: A-RULE\n", "", "a rule needs 'id'"),
        ("reason: FOUND", "reason: found it", "upper case"), ("status: draft", "status: drafty", "'draft'"),
    ]

    @Test(arguments: slips)
    func `a slip of the pen is refused with its place and the word that was meant`(
        from: String, to: String, meant: String
    ) {
        let error = #expect(throws: AuditIssues.self) { try Self.load(Self.text.replacing(from, with: to)) }
        let messages = error?.issues.map(\.description) ?? []
        #expect(messages.contains { $0.contains(meant) }, "\(messages)")
        #expect(error?.issues.allSatisfy { $0.file == "p/A-RULE.yaml" && $0.line > 0 } == true)
    }

    @Test func `all slips are told at once`() {
        let broken = Self.slips.prefix(6).reduce(Self.text) { $0.replacing($1.0, with: $1.1) }
        let error = #expect(throws: AuditIssues.self) { try Self.load(broken) }
        #expect(error?.issues.count ?? 0 >= 6)
    }

    @Test func `a change of a rule is a change that the list of changes names`() throws {
        let rule = try #require(try Self.load(Self.text).first?.rules.first)
        let changes = RuleMutation(
            rule, vocabulary: Self.vocabulary, parameters: Parameters(["days": .number(180)])
        ).variants.map(\.change)
        for expected in [
            "row EXCUSED removed", "rows EXCUSED and FOUND swapped", "search imaging, from: a step less",
            "search imaging, to: doubled", "look-back, a step more", "near misses not listed",
            "scope, clause 1 dropped",
            "YOUNG_OR_LARGE, clause 1: age below: a step more", "NONE, provisional reason removed",
            "scheduled studies not judged", "search imaging, CT dropped",
        ] where expected != "search imaging, to: doubled" {
            #expect(changes.contains(expected), "\(expected) is not among \(changes)")
        }
        // Twice nothing is nothing: that is no change.
        #expect(!changes.contains("search imaging, to: doubled"))
    }
}
