import AuditModel
import AuditPipeline
import Foundation
import Testing

/// The whole reasoning behind one verdict, as text.
@Suite struct ExplanationTests {
    /// An audited export, whose findings are explained by reason.
    private struct Audited {
        private let folder: TestFolder
        private let findings: [Finding]
        let run: AuditRun

        init(_ rows: [String], coverageStart: Day? = nil) throws {
            folder = try TestFolder()
            let file = try folder.write("e.csv", ([InventedOrders.header] + rows).joined(separator: "\n"))
            findings = try AuditRunTests.audit([file], in: folder, out: "o") { $0.coverageStart = coverageStart }.result
                .findings
            var settings = AuditSettings(inputs: [file])
            settings.keyFile = folder.url.appending(path: "key")
            settings.coverageStart = coverageStart
            run = AuditRun(settings)
        }

        func explanation(of reason: String) throws -> String {
            try run.explain(try #require(findings.first { $0.reason == reason }).id)
        }
    }

    private static let flankMass = [
        "1,A,F,2020-01-01,,2025-03-01,2025-03-01,COMPLETED,76700,US ABDOMEN,left flank mass,,",
        "2,A,F,2020-01-01,,2025-03-04,2025-03-04,COMPLETED,74183,MRI ABDOMEN W/O & W,calcified left flank mass,,US: calcified mass",
    ]

    @Test func `explain tells the clauses and the words of the finding it is asked for`() throws {
        let audited = try Audited(Self.flankMass, coverageStart: Day(iso: "2024-01-01"))
        let text = try audited.explanation(of: "MRI_FIRST")
        #expect(text.contains("DEVIATION MRI_FIRST"))
        #expect(text.contains("\"calcified\" (prior_finding)"))
        #expect(text.contains("+ Decided: DEVIATION MRI_FIRST if"))
        #expect(throws: AuditIssues.self) { try audited.run.explain("0000000000000000") }
    }

    @Test func `explain tells of a study whose code and name contradict each other that it may count`() throws {
        let audited = try Audited(
            [
                "1,A,F,1970-01-01,,2025-03-01,2025-03-01,COMPLETED,73725,MRI FEMUR LEFT,7 cm left thigh mass,,",
                "2,A,F,1970-01-01,,2025-03-09,2025-03-09,COMPLETED,20206,CORE BX L THIGH,7 cm left thigh mass,,",
            ], coverageStart: Day(iso: "2024-01-01"))
        let text = try audited.explanation(of: "STUDY_MATCH_UNKNOWN")
        #expect(text.contains("may count: its code and its name contradict each other"))
        #expect(!text.contains("does not count"))
    }

    @Test func `explain tells a setting, a sampling and a covered history by what they are`() throws {
        let audited = try Audited(
            Self.flankMass + [
                "3,A,F,2020-01-01,,2025-03-05,,SCHEDULED,49180,CORE BIOPSY,calcified left flank mass,,"
            ])
        let first = try audited.explanation(of: "MRI_FIRST")
        #expect(first.contains("LOCAL_PATHWAY_MRI_FIRST if a setting of the site says so, and none does"))
        #expect(first.contains("[full, the study that found the lesion is in the export]"))
        let planned = try audited.explanation(of: "TISSUE_SCHEDULED_NOT_DONE")
        #expect(planned.contains("the judged examination is scheduled  [biopsy]"))
    }
}
