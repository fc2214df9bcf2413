import AuditModel
import Foundation
import Intake
import Testing

/// A guess is taken only where the evidence is clear; else the run is refused with the profile line that decides.
@Suite struct CloseCallTests {
    private static let header = "order_id,patient_id,order_datetime,status,exam_code,exam_description\n"

    private func profile(_ line: String) throws -> IntakeSettings {
        IntakeSettings(profile: try Profile(parsing: "name: mine\n\(line)\n", file: "mine.yaml"))
    }

    @Test func `one date among many open ones decides nothing`() throws {
        let open = (1...120).map { "\($0),P\($0),0\($0 % 9 + 1)/1\($0 % 3)/2024,C,x,y\n" }.joined()
        let text = Self.header + open + "900,P9,25/03/2024,C,x,y\n"
        let issues = try refusal(of: text)
        #expect(issues.count == 1)
        #expect(issues.first?.message.contains("date-order: day-first") == true)
        #expect(try takeIn(text, settings: profile("date-order: day-first")).reconciliation.orders == 121)
    }

    @Test func `single quotes around cells may be text or quoting`() throws {
        let rows = (1...20).map { "'\($0)','P\($0)',2025-01-\($0 + 10),C,x,'left'\n" }.joined()
        let issues = try refusal(of: Self.header + rows)
        #expect(issues.first?.message.contains("quote: ") == true)
        let quoted = try takeIn(Self.header + rows, settings: profile("quote: \"'\""))
        #expect(try texts(quoted, .orderID).contains("7"))
        let plain = try takeIn(Self.header + rows, settings: profile("quote: '\"'"))
        #expect(try texts(plain, .orderID).contains("'7'"))
    }

    @Test func `letters of another encoding are not read as Windows-1252`() throws {
        let head = Array((Self.header + "1,P1,2025-01-01,C,x,Sch").utf8)
        // ä of code page 850 in "Schädel", u umlaut in "Münster"
        let bytes = Data(head + [0x84] + Array("del M".utf8) + [0x81] + Array("nster\n".utf8))
        let exports = try Exports()
        try exports.write(bytes)
        do {
            _ = try exports.takeIn()
            Issue.record("accepted")
        } catch let error as AuditIssues {
            #expect(error.issues.first?.message.contains("encoding: ") == true)
        }
        let result = try exports.takeIn(profile("encoding: ibm850"))
        #expect(result.table.examNames.map(\.description) == ["Schädel Münster"])
    }

    @Test(
        arguments: [
            ("mac-roman", [0x8A, 0x9F, 0x9A]), ("windows-1250", [0xE4, 0xFC, 0xF6]),
            ("iso-8859-15", [0xE4, 0xFC, 0xF6]),
            ("iso-8859-1", [0xE4, 0xFC, 0xF6]), ("windows-1252", [0xE4, 0xFC, 0xF6]),
        ] as [(String, [UInt8])])
    func `an encoding that a profile states is used`(name: String, letters: [UInt8]) throws {
        let exports = try Exports()
        try exports.write(Data(Array((Self.header + "1,P1,2025-01-01,C,x,a").utf8) + letters + [0x0A]))
        let result = try exports.takeIn(profile("encoding: \(name)"))
        #expect(result.table.examNames.map(\.description) == ["aäüö"])
    }

    private func texts(_ result: IntakeResult, _ field: CanonicalField) throws -> [String] {
        try result.table.rows.map { try result.archive.text(of: $0.source)[field] }
    }
}
