import AuditModel
import Foundation
import Reporting
import Testing

struct PageTests {
    private func page(_ result: AuditResult, edition: Edition = .reviewer) throws -> String {
        let scratch = try Scratch()
        try ReportWriter(formats: ["html"], edition: edition).write(result, to: scratch.url.appending(path: "r"))
        return try scratch.text("r/report.html")
    }

    @Test func `The page stands alone`() throws {
        let page = try page(Fixture.result())
        for outside in ["src=\"http", "href=\"http", "url(http", "@import"] {
            let isThere = page.contains(outside)
            #expect(!isThere, "\(outside)")
        }
        let policy = page.contains("default-src &#39;none&#39;")
        let inline = ["unsafe-inline", " style=\"", " onclick="].filter { page.contains($0) }
        #expect(policy)
        #expect(inline.isEmpty)
    }

    @Test func `Where nothing could be rated no nought looks like a result`() throws {
        var result = Fixture.result()
        let rated = try page(result)
        result.tallies[0].rate = RuleTally.Rate(numerator: 0, denominator: 0, interval: nil)
        let unrated = try page(result)
        let nought = "<span class=\"number\">0</span>"
        let said = [rated, unrated].map { $0.contains("No unit could be rated.") }
        let noughts = unrated.contains(nought)
        #expect(said == [false, true])
        #expect(!noughts)
    }

    @Test func `Findings of other periods are told apart from resolved ones`() throws {
        var result = Fixture.result()
        result.changes = Changes(
            previousPeriod: "2026-02", previousRun: "2026-03-01T06:00:00Z", new: ["f1"], persisting: 2, resolved: 1,
            ofOtherPeriods: 3, knowledgeChanged: false)
        let page = try page(result)
        let told = ["1</span> resolved", "3 more of that report lie outside"].filter { !page.contains($0) }
        #expect(told.isEmpty)
    }
}
