import Foundation
import Testing

import AuditModel
import Intake

@Suite struct IntakeTests {
    @Test func `canonical rows become orders of their patients in time order`() throws {
        let result = try takeIn(
            """
            order_id,patient_id,order_datetime,performed_datetime,status,exam_code,exam_description,indication
            2,P1,2025-03-03 10:00,2025-03-04 11:00,COMPLETED,74150,CT ABDOMEN,"one, ""two""
            three"
            1,P1,2025-03-01 09:00,,SCHEDULED,76700,US ABDOMEN,pain
            3,P2,2025-03-02 09:00,,COMPLETED,71046,XR CHEST,cough
            4,,2025-03-02 09:00,,COMPLETED,71046,XR CHEST,cough
            """)
        #expect(result.reconciliation.addsUp)
        #expect(result.reconciliation.rowsRead == 4)
        #expect(result.quarantine.map(\.reason) == ["MISSING_PATIENT_ID"])
        #expect(result.quarantine.map(\.line) == [6])
        #expect(result.table.patients.count == 2)
        let texts = try result.table.rows.map { try result.archive.text(of: $0.source) }
        let first = try #require(texts.first { $0[.orderID] == "2" })
        #expect(first[.indication] == "one, \"two\"\nthree")
        let imputed = try #require(result.table.rows.first { $0.flags.contains(.performedImputed) })
        #expect(imputed.performed == imputed.ordered)
    }
}

/// Takes in one file with this content.
func takeIn(_ text: String, settings: IntakeSettings = IntakeSettings()) throws -> IntakeResult {
    let url = FileManager.default.temporaryDirectory.appending(path: "intake-\(UUID().uuidString).csv")
    try Data(text.utf8).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    return try intake([.file(path: url.path)], settings: settings, makeReader: { SilentReader() })
}
