import AuditModel
import Interpretation
import Testing

@Suite struct LexiconTests {
    @Test func `the shipped lexicons load without a complaint`() throws {
        let lexicons = try Lexicons.load()
        #expect(lexicons.vocabulary.concept(named: "mass") != nil)
        #expect(lexicons.vocabulary.site(named: "flank") != nil)
        #expect(lexicons.sources.count >= 8)
    }
}
