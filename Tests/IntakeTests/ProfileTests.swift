import AuditModel
import Intake
import Testing

@Suite struct ProfileTests {
    @Test func `every shipped profile reads its own example rows`() throws {
        let profiles = try Profile.shipped()
        #expect(profiles.count >= 5)
        for profile in profiles {
            #expect(try profile.checkExample(makeReader: { SilentReader() }) > 0, "\(profile.name)")
            #expect(!profile.title.isEmpty)
        }
    }

    @Test func `everything that is wrong with a profile is told with its place`() {
        let text = """
            name: mine
            colums: {}
            columns:
              order_idd: A
              patient_id: A + B
            constants: { order_id: 1, status: Completed }
            encoding: utf-9
            delimiter: ";;"
            """
        do {
            _ = try Profile(parsing: text, file: "mine.yaml")
            Issue.record("accepted")
        } catch {
            #expect(error.subject == .knowledge)
            #expect(Set(error.issues.map(\.line)) == [2, 4, 5, 6, 7, 8])
            #expect(error.issues.allSatisfy { $0.file == "mine.yaml" && $0.column > 0 })
            #expect(error.issues.contains { $0.message.contains("did you mean 'columns'") })
            #expect(error.issues.contains { $0.message.contains("did you mean 'order_id'") })
        }
    }

    @Test func `a name that is no profile is answered with the nearest one`() {
        do {
            _ = try Profile.named("ehr-order")
            Issue.record("accepted")
        } catch {
            #expect(error.issues.first?.message.contains("ehr-orders") == true)
        }
    }

    @Test func `columns, constants, joined texts, date order and status words of a profile`() throws {
        let profile = try Profile(
            parsing: """
                name: local
                columns:
                  order_id: Nr
                  patient_id: Pat
                  order_datetime: Datum
                  exam_description: Geraet + Region
                constants: { performing_site: Nord }
                date-order: day-first
                delimiter: semicolon
                status-words: { completed: [fertig] }
                """, file: "local.yaml")
        let result = try takeIn(
            "Nr;Pat;Datum;Geraet;Region;Status\n1;P;03/04/2025;CT;Abdomen;Fertig\n2;P;05/04/2025;MR;;offen\n",
            settings: IntakeSettings(profile: profile))
        #expect(result.reconciliation.orders == 2)
        #expect(result.table.rows.map(\.ordered.description) == ["2025-04-03", "2025-04-05"])
        #expect(result.table.examNames.map(\.description) == ["CT Abdomen", "MR"])
        #expect(result.table.rows.map(\.status) == [.completed, .unknown])
        #expect(result.table.rows.allSatisfy { result.table.performingSites[Int($0.performingSite)] == "Nord" })
        let text = try result.archive.text(of: result.table.rows[0].source)
        #expect(text[.examDescription] == "CT Abdomen")
        #expect(text[.performingSite] == "Nord")
        #expect(result.table.files.map(\.profile) == ["local"])
    }

    @Test func `a column that the header lacks is named with the nearest heading`() throws {
        let profile = try Profile(parsing: "columns: { order_id: ORDR, patient_id: PAT }", file: "p.yaml")
        let issues = try refusal(
            of: "ORDER,PAT,exam,order_date\n1,2,3,2025-01-01\n", settings: IntakeSettings(profile: profile))
        #expect(issues.first?.message.contains("'ORDR', perhaps 'ORDER'") == true)
    }

    @Test(arguments: [
        "MRN,Accession Number,Order Number,Reason for Exam,DX Codes,Order Time,Completed Time,Exam Status,CPT Code,Procedure Name",
        "PAT_ID,ACC_NUM,ORDER_ID,REASON_FOR_STUDY,ICD10,ORDERED_DATETIME,EXAM_END,STATUS,PROC_CODE,EXAM_NAME",
        "Patient ID,Accession,Order ID,Clinical Indication,Diagnosis Codes,Order Date,Date of Service,Order Status,Procedure Code,Study Description",
    ])
    func `the usual headings need no profile`(header: String) throws {
        let result = try takeIn(header + "\nP1,A1,O1,pain,R10.9,2025-01-01,2025-01-02,Final,74150,CT ABDOMEN\n")
        let row = try #require(result.table.rows.first)
        #expect(row.status == .completed)
        #expect(row.performed.description == "2025-01-02")
        #expect(row.accessionHash != 0)
        #expect(result.table.examNames == [ExamName(code: "74150", description: "CT ABDOMEN")])
        let text = try result.archive.text(of: row.source)
        #expect(text[.indication] == "pain")
        #expect(text[.icd10] == "R10.9")
        #expect(text[.orderID] == "O1")
    }

    @Test func `a header over two rows is joined`() throws {
        let result = try takeIn(
            "Order,Patient,Order,Exam,Exam\nID,ID,Date,Code,Description\n1,P,2025-01-01,74150,CT\n")
        #expect(result.reconciliation.orders == 1)
        #expect(result.lines.first?.header == 2)
    }

    @Test func `rows that end in a delimiter the header lacks are read`() throws {
        let result = try takeIn("order_id,patient_id,order_datetime,exam_code\n1,P,2025-01-01,a,\n2,P,2025-01-02,b,\n")
        #expect(result.reconciliation.orders == 2)
    }
}
