import AuditModel
import Evaluation
import Testing

struct RuleEvaluatorTests {
    @Test func `Without rules nothing is judged, whatever the history`() {
        let subject = AuditSubject(
            table: OrderTable(), vocabulary: Vocabulary(concepts: [], sites: [], examAttributes: []),
            parameters: Parameters(), coverageStart: .unknown, dataCutoff: .unknown, partnerSites: [])
        let evaluator = RuleEvaluator(rules: [], subject: subject)
        #expect(
            evaluator.judge(PatientHistory(rows: 0..<0, studies: [], lines: [], lesions: [], mentioned: ConceptSet()))
                .isEmpty)
    }
}
