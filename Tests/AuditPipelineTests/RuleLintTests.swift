import AuditModel
import AuditPipeline
import Testing

/// A sound rule, broken in one place each time: the lint must tell it, with file and line.
@Suite struct RuleLintTests {
    struct Flaw: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var replaced: String
        var by: String
        var told: String
    }

    private static let row = "  - { otherwise: true"
    private static func row(_ when: String, _ then: String = "ADVISORY, reason: NEW") -> String {
        "  - { when: { \(when) }, then: \(then) }\n  - { otherwise: true"
    }

    private static let flaws = [
        Flaw(
            testDescription: "the same row twice", replaced: row, by: row("history: none"),
            told: "asks the same as 'HISTORY_NOT_COVERED' above and is never reached"),
        Flaw(
            testDescription: "a row behind one that asks less", replaced: row, by: row("history: none, stated: deep"),
            told: "asks all that is asked by 'HISTORY_NOT_COVERED' above and is never reached"),
        Flaw(
            testDescription: "a row behind one that always holds", replaced: row,
            by: "  - { otherwise: true, then: INFO, reason: ALWAYS }\n  - { otherwise: true",
            told: "rows behind 'ALWAYS' can never be reached"),
        Flaw(
            testDescription: "an outcome without an example", replaced: row, by: row("stated: deep"),
            told: "no example shows ADVISORY NEW"),
        Flaw(
            testDescription: "an exception without an example", replaced: row,
            by: row("stated: pregnancy", "COMPLIANT_EXCEPTION, reason: PREGNANCY"),
            told: "no example shows the exception PREGNANCY"),
        Flaw(
            testDescription: "a clause and its opposite", replaced: row,
            by: row("stated: deep, not: { stated: deep }"), told: "and that it does not hold"),
        Flaw(
            testDescription: "a row that the scope rules out", replaced: row, by: row("denied: mass"),
            told: "can not all hold"),
        Flaw(
            testDescription: "two sites at once", replaced: "  stated: mass",
            by: "  stated: mass\n  site: thigh\n  site-tag: tier-a", told: "scope: no site is all that is asked for"),
        Flaw(
            testDescription: "an age below and above", replaced: row,
            by: row("all: [ { age: { at-least: $child-age-years } }, { age: { below: 5 } } ]"), told: "no age is"),
        Flaw(
            testDescription: "an age unknown and known", replaced: row,
            by: row("all: [ { age: unknown }, { age: { below: 5 } } ]"),
            told: "an age can not be unknown and within bounds"),
        Flaw(
            testDescription: "bounds that no number fits", replaced: row,
            by: row("size: { at-least: $size-threshold-cm, below: 5 }"), told: "no number is"),
        Flaw(
            testDescription: "a rate that counts nothing", replaced: "rate: none", by: "rate: deviation",
            told: "counts deviations, and no row gives one"),
        Flaw(
            testDescription: "a study that is never judged", replaced: "first: { kind: biopsy }\n",
            by: "first: { kind: biopsy, modality: US }\n  otherwise-first: [ { kind: biopsy, modality: CT } ]\n",
            told: "the rule judges no such study"),
        Flaw(
            testDescription: "a search that ends before it begins", replaced: "[-180, 0]",
            by: "[0, -1]", told: "'imaging-before' ends before it begins"),
        Flaw(
            testDescription: "a search before that looks after", replaced: "[-180, 0]",
            by: "[1, $lookback-days]", told: "'imaging-before' looks before, in days after"),
        Flaw(
            testDescription: "a look-back that covers nothing", replaced: "lookback: $lookback-days", by: "lookback: 0",
            told: "a look-back of 0 days covers nothing"),
        Flaw(
            testDescription: "a credit that can not hold", replaced: row,
            by: row("credit: { modality: CT, within: 0 }"), told: "a credit within 0 days can not hold"),
        Flaw(
            testDescription: "no citation", replaced: "sources: [where this is written]", by: "sources: []",
            told: "no source sentence is cited"),
        Flaw(
            testDescription: "a citation of nothing", replaced: "sources: [where this is written]",
            by: "sources: [S9.9]", told: "cites S9.9, which the pack's sources.yaml does not list"),
        Flaw(
            testDescription: "a review that is due", replaced: "next-review: 2027-12-31",
            by: "next-review: 2020-01-01", told: "the review of 2020-01-01 is due"),
        Flaw(
            testDescription: "signed off by nobody", replaced: "status: draft", by: "status: active",
            told: "an active rule names the reviewer who signed it off"),
    ]

    private static let sentences = "sentences:\n  - { id: S9.1, strength: SHOULD, auditable: N, why: another }\n"

    private func told(_ rule: String) throws -> [AuditIssue] {
        let folder = try PackFolder.write(["LOCAL-RULE.yaml": rule, "sources.yaml": Self.sentences])
        let today = try #require(Day(iso: "2026-11-22"))
        return try RuleAuthoring(packs: [folder]).check(today: today).filter { $0.file.hasPrefix("local/") }
    }

    @Test func `a rule that is not there is no rule without complaint`() throws {
        let authoring = try RuleAuthoring()
        #expect(try authoring.ids(of: []) == nil)
        #expect(try authoring.ids(of: ["R1", "CALC-FLANK-CT-FIRST"]) == ["CALC-FLANK-CT-FIRST"])
        let error = #expect(throws: AuditIssues.self) { try authoring.ids(of: ["R1", "CALC-FLANK-CT-FRIST"]) }
        #expect(error?.subject == .usage)
        #expect(error?.issues.first?.message.contains("did you mean 'CALC-FLANK-CT-FIRST'?") == true)
    }

    @Test func `a sound rule gives no complaint`() throws {
        #expect(try told(RuleAuthoring.skeleton("LOCAL-RULE")).isEmpty)
    }

    @Test(arguments: flaws)
    func `a flaw is told`(flaw: Flaw) throws {
        let sound = RuleAuthoring.skeleton("LOCAL-RULE")
        var broken = sound.replacing(flaw.replaced, with: flaw.by)
        #expect(broken != sound)
        if flaw.told.contains("no such study") {
            broken = broken.replacing(Self.row, with: Self.row("judged: { modality: MR }"))
        }
        let issues = try told(broken)
        let issue = try #require(issues.first { $0.message.contains(flaw.told) }, "\(issues.map(\.message))")
        #expect(issue.line > 0)
        if flaw.replaced == Self.row {
            let line = broken.split(separator: "\n", omittingEmptySubsequences: false)[issue.line - 1]
            #expect(line.contains("then:"), "line \(issue.line) is not the row")
        }
    }
}
