import AuditPipeline
import Foundation
import Testing

@Suite struct RulePageTests {
    private static let packs = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources/RulePacks/Packs")
    private static let pages = (try? ShippedRules.authoring.get().pages) ?? []

    @Test func `every shipped rule has a page`() { #expect(Self.pages.count > 30) }

    @Test(arguments: pages.map(\.path))
    func `the committed page of a rule says what the rule says`(path: String) throws {
        let page = try #require(Self.pages.first { $0.path == path })
        let committed = try? String(contentsOf: Self.packs.appending(path: path), encoding: .utf8)
        #expect(
            committed == page.text,
            "\(path) is stale: renew it with 'make rule-pages' and read what changed")
    }
}
