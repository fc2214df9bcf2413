import AuditModel
import AuditPipeline
import Testing

/// Examples that stand on another one and say only what differs.
@Suite struct ExampleVariantTests {
    private func knowledge(_ variants: String) throws -> Knowledge {
        let rule = RuleAuthoring.skeleton("LOCAL-RULE").replacing(
            "    expect: COMPLIANT IMAGING_BEFORE\n",
            with: "    expect: COMPLIANT IMAGING_BEFORE\n    but:\n\(variants)")
        return try RuleAuthoring(packs: [PackFolder.write(["LOCAL-RULE.yaml": rule])]).knowledge
    }

    @Test func `a variant changes what it names and keeps the rest`() throws {
        let knowledge = try knowledge(
            """
                  - { name: too long before, order-1: { day: -300 }, coverage: -900, expect: ADVISORY NO_IMAGING_BEFORE }
                  - { name: no imaging, without: 1, expect: ADVISORY NO_IMAGING_BEFORE }
                  - { name: of either leg, order-1: { exam: MRI FEMUR WO AND W LEFT }, expect: INDETERMINATE STUDY_MATCH_UNKNOWN }
                  - name: and a CT on top
                    with: { day: 1, code: "73701", exam: CT FEMUR W RIGHT }
                    without: 1
                    expect: COMPLIANT IMAGING_BEFORE
                    confidence: medium

            """)
        let outcomes = try ExampleRun(knowledge).outcomes(of: ["LOCAL-RULE"])
        #expect(outcomes.count == 9)
        for outcome in outcomes { #expect(outcome.passed, "\(outcome.example.name): \(outcome.said)") }
        let first = try #require(outcomes.first { $0.example.name == "Imaging came first, but: too long before" })
        #expect(first.example.orders.map(\.day) == [9, -300] || first.example.orders.map(\.day) == [-300, 9])
        #expect(first.example.orders.allSatisfy { $0.cells[.age] == "40 y" })
        #expect(first.example.difference == "order-1: { day: -300 }, coverage: -900")
    }

    @Test func `a wrong confidence fails the example`() throws {
        let knowledge = try knowledge(
            "      - { name: doubtful, order-1: { day: 1 }, expect: COMPLIANT IMAGING_BEFORE, confidence: low }\n")
        let failed = try ExampleRun(knowledge).outcomes(of: ["LOCAL-RULE"]).filter { !$0.passed }
        #expect(failed.map(\.said) == [["COMPLIANT IMAGING_BEFORE"]])
        #expect(failed.first?.confidences == [.medium])
    }

    @Test func `slips in a variant are told with their line`() throws {
        for (slip, told) in [
            ("{ name: x, order-3: { day: 1 }, expect: nothing }", "order-3"),
            ("{ name: x, without: 3, expect: nothing }", "the example has the orders 1 to 2"),
            ("{ name: x, order-1: { day: soon }, expect: nothing }", "expected a whole number"),
            ("{ order-1: { day: 1 }, expect: nothing }", "a variant needs 'name' and 'expect'"),
        ] {
            let error = #expect(throws: AuditIssues.self) { try knowledge("      - \(slip)\n") }
            let issue = try #require(error?.issues.first { $0.message.contains(told) }, "\(error?.issues ?? [])")
            #expect(issue.line == 44)
        }
    }
}
