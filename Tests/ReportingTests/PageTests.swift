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
}
