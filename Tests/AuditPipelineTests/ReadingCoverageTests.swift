import AuditModel
import AuditPipeline
import Foundation
import Testing

@Suite struct ReadingCoverageTests {
    private static let lines = [
        "O1,P1,F,1980-01-01,,2025-03-03,2025-03-03,COMPLETED,73720,MRI THIGH W WO LEFT,left thigh mass,R22.42,",
        "O2,P2,F,1980-01-01,,2025-03-03,2025-03-03,COMPLETED,73720,MRI THIGH W WO LEFT,gebogen xyz,R22.42,",
        "O3,P3,F,1980-01-01,,2025-03-04,2025-03-04,COMPLETED,73720,MRI THIGH W WO LEFT,pain,r22.42 M79.652,",
        "O4,P4,F,1980-01-01,,2025-03-04,2025-03-04,COMPLETED,,QQ 17 SPECIAL,pain,R19.02,",
        "O5,P5,F,1980-01-01,,2025-03-05,2025-03-05,COMPLETED,73720,MRI THIGH W WO LEFT,,R22.42,",
        "O6,P6,F,1980-01-01,,2025-03-05,2025-03-05,COMPLETED,71260,CT CHEST W,cough,R05.9,calcified node",
    ]

    private static func run(_ lines: [String], out: String, in folder: TestFolder) throws -> AuditResult {
        let file = try folder.write("\(out).csv", ([InventedOrders.header] + lines).joined(separator: "\n"))
        return try AuditRunTests.audit([file], in: folder, out: out).result
    }

    @Test func `what was understood of exams and texts is counted`() throws {
        let folder = try TestFolder()
        let reading = try Self.run(Self.lines, out: "r", in: folder).reading
        #expect(reading.orders == 6)
        #expect(reading.examNames == 3)
        #expect(reading.examNamesUnderstood == 2)
        #expect(reading.withExamUnderstood == 5)
        #expect(reading.withText == 5)
        #expect(reading.withLesionInText == 1)
        #expect(reading.withLesionCode == 5)
        #expect(reading.withLesionCodeAgainstText == 3)
    }

    @Test func `lesion codes against their texts are listed by code and exam, most orders first`() throws {
        let folder = try TestFolder()
        let list = try Self.run(Self.lines, out: "r", in: folder).unreadLesions
        #expect(list.map(\.code) == ["R22.42", "R19.02"])
        #expect(list.map(\.orders) == [2, 1])
        #expect(list[0].exam.description == "MRI THIGH W WO LEFT")
        #expect(["O2", "O3"].contains(list[0].exampleOrderID))
        #expect(list[1].exampleOrderID == "O4")
        #expect(try Self.run(Self.lines.reversed(), out: "again", in: folder).unreadLesions == list)
    }

    @Test func `no text of an order reaches the summary or the shared page`() throws {
        let folder = try TestFolder()
        let file = try folder.write(
            "s.csv", ([InventedOrders.header] + Self.lines).joined(separator: "\n"))
        try AuditRunTests.audit([file], in: folder, out: "s") { $0.editionName = "shared" }
        let summary = String(decoding: try folder.bytes("s/summary.json"), as: UTF8.self)
        #expect(summary.contains("\"with_lesion_code_against_text\" : 3"))
        #expect(summary.contains("\"icd10\" : \"R22.42\""))
        let page = String(decoding: try folder.bytes("s/report.html"), as: UTF8.self)
        for text in [summary, page] { #expect(!text.contains("gebogen") && !text.contains("\"O2\"")) }
        #expect(!page.contains("R22.42"))
    }
}
