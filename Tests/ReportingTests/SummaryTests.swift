import AuditModel
import Foundation
import Reporting
import Testing

struct SummaryTests {
    private func summary(_ result: AuditResult) throws -> [String: Any] {
        let scratch = try Scratch()
        try ReportWriter(formats: ["json"]).write(result, to: scratch.url.appending(path: "r"))
        let object = try JSONSerialization.jsonObject(with: Data(try scratch.bytes("r/summary.json")))
        return try #require(object as? [String: Any])
    }

    @Test func `The books of the run and of every rule add up`() throws {
        let summary = try summary(Fixture.result())
        let books = try #require(summary["reconciliation"] as? [String: Int])
        #expect(books["rows_read"] == 1000)
        #expect(["orders", "duplicates", "superseded", "quarantined"].compactMap { books[$0] }.reduce(0, +) == 1000)
        for rule in try #require(summary["rules"] as? [[String: Any]]) {
            let parts = [
                "compliant", "exceptions", "deviations", "advisories", "infos", "indeterminate", "pending",
                "not_applicable",
            ]
            #expect(parts.compactMap { rule[$0] as? Int }.reduce(0, +) == rule["judged"] as? Int)
        }
    }

    @Test func `Every line of every file stands in the summary and on the page, and the parts add up`() throws {
        var account = LineAccount(file: "2026-03.csv")
        (account.total, account.header, account.order, account.quarantined) = (120, 1, 111, 3)
        (account.preamble, account.footer, account.blank) = (2, 1, 2)
        var result = Fixture.result()
        result.lines = [account]
        let lines = try #require(try summary(result)["lines"] as? [[String: Any]])
        let parts = account.parts.compactMap { lines[0][$0.name] as? Int }
        #expect(parts.count == 8)
        #expect(parts.reduce(0, +) == lines[0]["total"] as? Int)
        let scratch = try Scratch()
        try ReportWriter(formats: ["html"]).write(result, to: scratch.url.appending(path: "r"))
        let page = try scratch.text("r/report.html")
        #expect(page.contains("Where every line of every file went"))
        #expect(page.contains("<td class=\"n\">111</td>"))
        account.order -= 1
        #expect(LineAccount.imbalances(of: [account]).count == 1)
    }

    @Test func `Rates carry counts and interval, and rules without a rate have none`() throws {
        let rules = try #require(try summary(Fixture.result())["rules"] as? [[String: Any]])
        let rate = try #require(rules[0]["rate"] as? [String: Any])
        #expect(rate["numerator"] as? Int == 3)
        #expect(rate["denominator"] as? Int == 41)
        #expect(rate["low"] as? Double == 0.02)
        #expect(rules[1]["rate_kind"] as? String == "own-table")
        #expect(rules[2]["rate"] == nil)
    }

    @Test func `It names its schema, its inputs and what was not understood, and no patient`() throws {
        let scratch = try Scratch()
        try ReportWriter(formats: ["json"]).write(Fixture.result(), to: scratch.url.appending(path: "r"))
        let text = try scratch.text("r/summary.json")
        let summary = try summary(Fixture.result())
        #expect(summary["schema"] as? String == "orderaudit-summary")
        #expect(summary["schema_version"] as? Int == 1)
        #expect(text.contains(String(repeating: "ab", count: 32)))
        #expect(text.contains("SPECIAL, VIEW"))
        for secret in ["O-1", "p1/1", "calcified", "palpable"] { #expect(!text.contains(secret), "\(secret)") }
    }
}
