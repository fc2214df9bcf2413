import AuditModel
import Foundation
import Intake
import Testing

@Suite struct IntakeTests {
    @Test func `canonical rows become orders of their patients`() throws {
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
        #expect(result.quarantine.map { String(decoding: $0.bytes, as: UTF8.self) }.first?.hasPrefix("4,,") == true)
        #expect(result.table.patients.count == 2)
        let texts = try result.table.rows.map { try result.archive.text(of: $0.source) }
        let first = try #require(texts.first { $0[.orderID] == "2" })
        #expect(first[.indication] == "one, \"two\"\nthree")
        let imputed = try #require(result.table.rows.first { $0.flags.contains(.performedImputed) })
        #expect(imputed.performed == imputed.ordered)
    }

    @Test(arguments: [
        ("1,,2025-01-01,,C,x,y,,", "MISSING_PATIENT_ID"), (",P,2025-01-01,,C,x,y,,", "MISSING_ORDER_ID"),
        ("NULL,P,2025-01-01,,C,x,y,,", "MISSING_ORDER_ID"), ("1,P,2025-01-01,,C,,,,", "MISSING_EXAM"),
        ("1,P,,,C,x,y,,", "MISSING_TIME"), ("1,P,2025-02-30,,C,x,y,,", "UNREADABLE_ORDER_DATETIME"),
        ("1,P,2025-01-01,soon,C,x,y,,", "UNREADABLE_PERFORMED_DATETIME"), ("1,P,2025-01-01,,C,x", "WRONG_COLUMN_COUNT"),
        ("1,P,2025-01-01,,C,x,y,,,z", "WRONG_COLUMN_COUNT"),
    ])
    func `a row that can not be an order is kept apart with its reason`(row: String, reason: String) throws {
        let result = try takeIn(canonical("0,P,2025-01-01,,C,x,y,,", row, "9,P,2025-01-03,,C,x,y,,"))
        #expect(result.quarantine.map(\.reason) == [reason])
        #expect(result.quarantine.map(\.line) == [3])
        #expect(result.quarantine.map { String(decoding: $0.bytes, as: UTF8.self) } == [row])
        #expect(result.reconciliation.orders == 2)
        #expect(result.reconciliation.addsUp)
    }

    @Test func `an overlong row is kept apart and the next one stays`() throws {
        let long = String(repeating: "x", count: 200_000)
        let result = try takeIn(
            canonical("1,P,2025-01-01,,C,a,\(long),,", "2,P,2025-01-02,,C,a,b,,"),
            settings: IntakeSettings(maxRecordBytes: 1 << 14))
        #expect(result.quarantine.map(\.reason) == ["RECORD_TOO_LONG_FIRST_MIB_KEPT"])
        #expect(result.reconciliation.orders == 1)
    }

    @Test(arguments: [
        ("", "is empty"), ("\n\n\n", "only blank lines"), ("order_id,patient_id\n", "no column for exam_code"),
        ("a,b,c\n1,2,3\n", "no known column"),
        ("order_id,patient_id,exam_code,order_datetime\n", "has a header and no orders"),
    ])
    func `a file that can not be used is refused in clear words`(text: String, words: String) throws {
        let issues = try refusal(of: text)
        #expect(issues.count == 1)
        #expect(issues.first?.message.contains(words) == true, "\(issues)")
        #expect(issues.first?.file == "orders.csv")
    }

    @Test func `a file that is no text is refused`() throws {
        let exports = try Exports()
        try exports.write(Data((0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 31 % 251) }))
        #expect(throws: AuditIssues.self) { try exports.takeIn() }
    }

    @Test func `everything that is wrong with the arguments is told at once`() throws {
        do {
            _ = try InputSource.sources(from: ["/nowhere/a.csv", "-", "/nowhere/b.csv", "-"])
            Issue.record("accepted")
        } catch {
            #expect(error.issues.count == 3)
        }
    }

    @Test func `every physical line is accounted for`() throws {
        let result = try takeIn(
            """
            Imaging orders, General Hospital
            "printed, 2025-04-01"

            order_id,patient_id,order_datetime,status,exam_code,exam_description
            1,P1,2025-01-01,Completed,x,y

            1,P1,2025-01-01,Completed,x,y
            order_id,patient_id,order_datetime,status,exam_code,exam_description
            2,P1,2025-01-02,Completed,x,"two
            lines"
            ,P1,2025-01-02,Completed,x,y
            3,P2,2025-01-02,Scheduled,x,y
            3,P2,2025-01-05,Completed,x,y
            Total: 6 orders
            """)
        let lines = try #require(result.lines.first)
        #expect(lines.addsUp)
        #expect(lines.total == 14)
        #expect(lines.preamble == 2)
        #expect(lines.header == 2)
        #expect(lines.order == 4)
        #expect(lines.duplicate == 1)
        #expect(lines.superseded == 1)
        #expect(lines.quarantined == 1)
        #expect(lines.footer == 1)
        #expect(lines.blank == 2)
    }

    @Test func `another table below the orders is refused with its line`() throws {
        let issues = try refusal(
            of: canonical("1,P,2025-01-01,,C,x,y,,")
                + "mrn,accession,order time,procedure,x,status,a,b,c\n7,8,2025-01-01,z,1,F,,,\n")
        #expect(issues.map(\.line) == [3])
    }

    @Test func `rows that were put right are read beside the rest and nothing is counted twice`() throws {
        let exports = try Exports()
        try exports.write(
            canonical("1,P,2025-01-01,,C,x,y,,", "2,P,2025-99-01,,C,\"x, z\",y,,", "3,Q,2025-99-01,,C,x,y,,"))
        let before = try exports.takeIn()
        #expect(before.reconciliation.quarantined == 2)
        let rows = before.quarantine.map { row in
            let record = String(decoding: row.bytes, as: UTF8.self)
            let mended = row.line == 3 ? record.replacing("-99-", with: "-09-") : record
            return "\(row.file),\(row.line),\(row.reason),\"\(mended.replacing("\"", with: "\"\""))\"\r\n"
        }
        try exports.write("file,line,reason,record\r\n" + rows.joined(), as: "mended.csv")
        let after = try exports.takeIn()
        #expect(after.reconciliation.orders == 2)
        #expect(after.reconciliation.quarantined == 1)
        #expect(after.reconciliation.superseded == 2)
        #expect(after.reconciliation.addsUp)
        #expect(after.lines.allSatisfy { $0.addsUp })
        let texts = try after.table.rows.map { try after.archive.text(of: $0.source)[.examCode] }
        #expect(texts.contains("x, z"))
    }

    @Test func `a file of nothing but unusable rows is refused before it fills memory`() throws {
        let issues = try refusal(
            of: canonical("1,P,2025-01-01,,C,x,open,,") + String(repeating: "x,\n", count: 300_000))
        #expect(issues.first?.message.contains("WRONG_COLUMN_COUNT") == true)
        #expect(issues.first?.line == 3)
    }

    @Test func `rows that were put right need the file they come from`() throws {
        let exports = try Exports()
        try exports.write("file,line,reason,record\nother.csv,3,X,\"1,P\"\n")
        #expect(throws: AuditIssues.self) { try exports.takeIn() }
    }
}
