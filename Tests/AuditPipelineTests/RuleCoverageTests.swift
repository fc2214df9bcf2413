import AuditModel
import AuditPipeline
import Foundation
import Testing

/// What the shipped rules must cover beyond their own lint.
@Suite struct RuleCoverageTests {
    /// Sentences of the sources that order data can show (specification section 2).
    @Test func `every auditable sentence is served by a rule`() throws {
        let auditable = [
            "S0.1", "S0.3", "S0.12", "S0.14", "S0.15", "S0.16", "S0.25", "S0.30", "S1.1", "S1.2", "S1.3", "S1.10",
            "S1.11",
            "S1.14", "S1.15", "S1.16", "S1.17", "S1.21", "S1.25", "S1.30", "S1.31", "S2.1", "S2.2", "S2.9", "S2.10",
            "S2.11", "S2.13", "S2.18", "S2.19", "S2.20", "S2.23", "S3.31", "S4.1", "S4.2", "S4.3", "S4.7", "S4.10",
            "S4.11", "S4.12", "S4.13", "S4.17", "S4.18", "S4.19", "S4.22", "S4.29", "S4.30", "S4.31",
        ]
        let served = Set(try Knowledge.load().rules.flatMap(\.card.sources))
        #expect(Set(auditable).subtracting(served).isEmpty)
    }

    @Test func `every reason code of a shipped rule has words of its own`() throws {
        for rule in try Knowledge.load(everyPack: true).rules where !rule.isDataQuality {
            let codes =
                rule.outcomes.flatMap { [$0.reason, $0.provisionalReason, $0.ifUnknown] } + rule.caps.map(\.reason)
            for code in Set(codes) where !code.isEmpty && code != "next" {
                // What a queried concept leaves open is worded from the concept.
                #expect(rule.card.reasonWords[code] != nil || code.hasSuffix("_UNCERTAIN"), "\(rule.card.id): \(code)")
            }
        }
    }

    @Test func `a pack that is off by default is turned on by a site file alone`() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "site-\(UUID().uuidString).yaml")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data("packs: { lumbar-spine: true }\n".utf8).write(to: file)
        let id = "LUMBAR-MRI-CONSERVATIVE-CARE"
        #expect(try !Knowledge.load().rules.contains { $0.card.id == id })
        let knowledge = try Knowledge.load(site: file)
        #expect(knowledge.rules.contains { $0.card.id == id })
        let outcomes = try ExampleRun(knowledge).outcomes(of: [id])
        #expect(outcomes.count > 10)
        #expect(outcomes.filter { !$0.passed }.map(\.example.name).isEmpty)
    }
}
