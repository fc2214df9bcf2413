import AuditModel
import Foundation
import Intake
import Testing

/// Files as hospitals' systems, spreadsheets and people leave them.
@Suite struct AwkwardExportTests {
    private static let header = "order_id,patient_id,order_datetime,status,exam_description"

    private func rows(_ numbers: ClosedRange<Int>) -> String {
        numbers.map { "0\($0),P\($0),2025-01-0\($0) 08:00,Final,CT ABDOMEN\n" }.joined()
    }

    private func identifiers(_ result: IntakeResult) throws -> [String] {
        try result.table.rows.map { try result.archive.text(of: $0.source)[.orderID] }.sorted()
    }

    @Test(arguments: [
        // joined files, each with a byte order mark and a header, or only with the mark
        "\u{FEFF}\(header)\n01,P1,2025-01-01,Final,CT\n\u{FEFF}\(header)\n02,P2,2025-01-02,Final,CT\n",
        "\u{FEFF}\(header)\n01,P1,2025-01-01,Final,CT\n\u{FEFF}02,P2,2025-01-02,Final,CT\n",
        // the same with quotes behind the mark
        "\u{FEFF}\"order_id\",\"patient_id\",order_datetime,status,exam_description\n01,P1,2025-01-01,Final,CT\n"
            + "\u{FEFF}\"order_id\",\"patient_id\",order_datetime,status,exam_description\n02,P2,2025-01-02,Final,CT\n",
        // page breaks before a header that stands again
        "\(header)\n01,P1,2025-01-01,Final,CT\n\u{0C}\(header)\n02,P2,2025-01-02,Final,CT\n",
        // zeros and no-break spaces that fill up cells, and zeros that fill up the file
        "\(header)\n01\0\0,P1\0,2025-01-01,Final,CT\n02\u{A0},P2,2025-01-02,Final,CT\n"
            + String(repeating: "\0", count: 64),
        // a ruled line below the header, a count and a sum below the rows
        "\(header)\n--------,----------,--------------,------,----\n01,P1,2025-01-01,Final,CT\n02,P2,2025-01-02,Final,CT\n\n2 rows selected.\n",
        "\(header)\n01,P1,2025-01-01,Final,CT\n02,P2,2025-01-02,Final,CT\nTotal,2,,,\n",
    ])
    func `nothing but the orders is an order`(text: String) throws {
        let result = try takeIn(text)
        #expect(result.quarantine.isEmpty)
        #expect(try identifiers(result) == ["01", "02"])
        #expect(result.table.patients.count == 2)
        #expect(result.lines.allSatisfy { $0.addsUp })
    }

    @Test(arguments: [20_000, 40_000, 100_000, 200_000])
    func `a very long text in the first order hides none`(length: Int) throws {
        let text = String(repeating: "x", count: length)
        let result = try takeIn(
            "\(Self.header),indication\n01,P1,2025-01-01,Final,CT,\(text)\n02,P2,2025-01-02,Final,CT,y\n")
        #expect(try identifiers(result) == ["01", "02"])
        #expect(result.quarantine.isEmpty)
    }

    @Test func `a delimiter in an unquoted text moves no cell`() throws {
        let rows = (1...9).map { "0\($0),P\($0),2025-01-0\($0),Final,CT ABDOMEN,pain,\n" }.joined()
        let result = try takeIn(
            "\(Self.header),indication,icd10\n\(rows)10,P10,2025-01-10,Final,CT ABDOMEN,1,5 cm mass,\n")
        #expect(result.table.rows.count == 9)
        #expect(result.quarantine.map(\.reason) == ["WRONG_COLUMN_COUNT"])
        #expect(result.quarantine.map(\.line) == [11])
    }

    @Test func `rows that all end in a delimiter have one cell too many and lose nothing`() throws {
        let result = try takeIn("\(Self.header)\n01,P1,2025-01-01,Final,CT,\n02,P2,2025-01-02,Final,CT,\n")
        #expect(result.quarantine.isEmpty)
        #expect(try identifiers(result) == ["01", "02"])
    }

    @Test func `a heading over two columns is told`() throws {
        let result = try takeIn("\(Self.header),patient_id\n01,P1,2025-01-01,Final,CT,P9\n")
        let told = result.notes.filter { $0.severity == .warning }
        #expect(told.map(\.line) == [1])
        #expect(told.first?.message.contains("'patient_id' stands over two columns") == true)
        #expect(try result.archive.text(of: result.table.rows[0].source)[.patientID] == "P1")
        #expect(try takeIn("\(Self.header),x,x\n01,P1,2025-01-01,Final,CT,1,2\n").notes.isEmpty)
    }

    @Test(arguments: ["1.23E+05", "1,23E+11", "1E+12"])
    func `an id that a spreadsheet has shortened joins no patients`(id: String) throws {
        let result = try takeIn(
            "\(Self.header)\n1,\"\(id)\",2025-01-01,Final,CT\n2,\"\(id)\",2025-01-02,Final,CT\n3,E+5,2025-01-02,Final,CT\n"
        )
        #expect(result.quarantine.map(\.reason) == ["ID_SHORTENED_BY_SPREADSHEET", "ID_SHORTENED_BY_SPREADSHEET"])
        #expect(try identifiers(result) == ["3"])
    }

    @Test func `a shortened accession number makes no duplicates`() throws {
        let result = try takeIn(
            canonical("1,P,2025-01-01,2025-01-01,C,x,y,,1.2E+11", "2,P,2025-01-05,2025-01-05,C,x,y,,1.2E+11"))
        #expect(result.reconciliation.orders == 2)
        #expect(result.notes.contains { $0.message.contains("accession: in 2 rows") })
    }

    @Test func `a day and its time in two columns are one time`() throws {
        let result = try takeIn(
            "order_id,patient_id,Order Date,Order Time,Exam Date,Exam Time,status,exam_code\n"
                + "1,P,3/14/2025,8:05 AM,3/15/2025,14:30,Final,x\n2,P,3/16/2025,,3/17/2025,,Final,x\n")
        #expect(result.table.rows.map(\.ordered.description) == ["2025-03-14 08:05", "2025-03-16"])
        #expect(result.table.rows.map(\.performed.description) == ["2025-03-15 14:30", "2025-03-17"])
    }

    @Test func `rows that differ in a joined column alone are no duplicates`() throws {
        let result = try takeIn(
            "order_id,patient_id,Order Date,Order Time,status,exam_code\n"
                + "1,P,3/14/2025,08:05,Scheduled,x\n1,P,3/15/2025,08:05,Scheduled,x\n")
        #expect(result.reconciliation.superseded == 1)
        #expect(result.table.rows.map(\.ordered.description) == ["2025-03-15 08:05"])
    }

    @Test func `a column of more words than a dictionary holds is refused`() throws {
        let rows = (0..<65_600).map { "\($0),P,2025-01-01,Final,CT,room \($0)\n" }.joined()
        let issues = try refusal(of: "\(Self.header),performing_site\n" + rows)
        #expect(issues.count == 1)
        #expect(issues.first?.message.contains("performing_site") == true)
        var profile = Profile(name: "mine")
        profile.constants[.performingSite] = ""
        let result = try takeIn("\(Self.header),performing_site\n" + rows, settings: IntakeSettings(profile: profile))
        #expect(result.reconciliation.orders == 65_600)
    }

    @Test func `a part of an overlong record is never taken for the whole`() throws {
        let exports = try Exports()
        try exports.write(
            "\(Self.header)\n" + rows(1...9) + "10,P,2025-01-01,Final,\(String(repeating: "x", count: 2 << 20))\n")
        let first = try exports.takeIn()
        #expect(first.quarantine.map(\.reason) == ["RECORD_TOO_LONG_FIRST_MIB_KEPT"])
        let record = try #require(first.quarantine.first)
        var table = Data("file,line,reason,record,header\norders.csv,11,\(record.reason),\"".utf8)
        table.append(contentsOf: record.bytes)
        table.append(Data("\",\"\(Self.header)\"\n".utf8))
        try exports.write(table, as: "again.csv")
        #expect(try exports.takeIn().reconciliation.orders == 9)
    }
}
