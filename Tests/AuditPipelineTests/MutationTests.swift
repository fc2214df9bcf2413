import AuditModel
import AuditPipeline
import Testing

/// What the mutation check tells. Shipped rules are held to its bar by `make mutation-check`.
@Suite struct MutationTests {
    @Test func `what no example shows survives, and a claim of equivalence is held against the examples`() throws {
        let thin = RuleAuthoring.skeleton("LOCAL-RULE")
        let claims = """
            equivalent-changes:
              - { change: "search imaging-before, from: a step less", why: nobody is imaged that early }
              - { change: [row IMAGING_BEFORE removed, no such change], why: claimed in vain }

            """
        let folder = try PackFolder.write(["LOCAL-RULE.yaml": thin + claims])
        let result = try MutationRun(RuleAuthoring(packs: [folder]).knowledge).result(of: ["LOCAL-RULE"])
        func fate(_ change: String) -> MutationRun.Fate? { result.outcomes.first { $0.change == change }?.fate }
        #expect(fate("row IMAGING_BEFORE removed") == .caught)
        #expect(fate("search imaging-before, from: a step more") == .survived)
        #expect(fate("search imaging-before, from: a step less") == .equivalent(why: "nobody is imaged that early"))
        #expect(result.score < 95)
        #expect(
            result.falseClaims.map(\.message) == [
                "an example does notice the change 'row IMAGING_BEFORE removed'", "there is no change 'no such change'",
            ])
    }

    @Test func `a rule whose examples fail as it stands is refused`() throws {
        let wrong = RuleAuthoring.skeleton("LOCAL-RULE").replacing(
            "expect: nothing", with: "expect: ADVISORY NO_IMAGING_BEFORE")
        let run = try MutationRun(RuleAuthoring(packs: [PackFolder.write(["LOCAL-RULE.yaml": wrong])]).knowledge)
        let error = #expect(throws: AuditIssues.self) { try run.result(of: ["LOCAL-RULE"]) }
        #expect(error?.issues.map(\.message) == ["the example 'No mass at all' fails as the rule stands"])
    }

    @Test func `every change of a rule has a name of its own`() throws {
        let run = try MutationRun(ShippedRules.authoring.get().knowledge)
        let outcomes = try run.result(of: ["CALC-FLANK-CT-FIRST"]).outcomes
        #expect(Set(outcomes.map(\.change)).count == outcomes.count)
    }
}
