import AuditModel
import Foundation
import Intake
import Testing

@Suite struct ValueTests {
    private func row(
        ordered: String = "2025-03-03", performed: String = "", status: String = "Completed", sex: String = "",
        birth: String = "", age: String = "", modifier: String = "", laterality: String = "", code: String = "x",
        settings: IntakeSettings = IntakeSettings()
    ) throws -> OrderRow {
        let result = try takeIn(
            "order_id,patient_id,order_datetime,performed_datetime,status,exam_code,sex,birth_date,age,modifier,laterality\n"
                + "1,P,\"\(ordered)\",\"\(performed)\",\(status),\"\(code)\",\(sex),\"\(birth)\",\(age),\(modifier),\(laterality)\n",
            settings: settings)
        return try #require(result.table.rows.first)
    }

    @Test(arguments: [
        ("2025-03-14", "2025-03-14"), ("2025-03-14 09:30", "2025-03-14 09:30"),
        ("2025-03-14T09:30:15Z", "2025-03-14 09:30:15"),
        ("2025-03-14T09:30:15.250+01:00", "2025-03-14 09:30:15"), ("2025/03/14", "2025-03-14"),
        ("20250314", "2025-03-14"),
        ("202503140930", "2025-03-14 09:30"), ("20250314093015", "2025-03-14 09:30:15"), ("03/14/2025", "2025-03-14"),
        ("14/03/2025", "2025-03-14"), ("14.03.2025 09:30", "2025-03-14 09:30"), ("04.03.2025", "2025-03-04"),
        ("3/14/2025 2:05 PM", "2025-03-14 14:05"), ("3/14/2025 12:05 AM", "2025-03-14 00:05"),
        ("3/14/25", "2025-03-14"),
        ("14-MAR-2025", "2025-03-14"), ("14-Mar-25 09:30", "2025-03-14 09:30"), ("14 March 2025", "2025-03-14"),
        ("Mar 14, 2025", "2025-03-14"), ("March 14, 2025 9:30 am", "2025-03-14 09:30"), (" 2025-03-14 ", "2025-03-14"),
        ("5/5/2025", "2025-05-05"),
    ])
    func `dates and times in the usual written forms`(written: String, expected: String) throws {
        #expect(try row(ordered: written).ordered.description == expected)
    }

    @Test func `the usual form is read as any other`() throws {
        var random = SystemRandomNumberGenerator()
        let digits = Array("0123456789")
        let written = (0..<4000).map { number -> String in
            var text = Array(["2025-03-14 09:30:15", "2024-02-29 23:59", "2023-12-01T00:00:00"][number % 3])
            for index in text.indices where text[index].isNumber && Int.random(in: 0..<8, using: &random) == 0 {
                text[index] = digits.randomElement(using: &random) ?? "0"
            }
            return String(text)
        }
        // A zone changes nothing but how the time is found.
        let rows = written.enumerated().map { "\($0)a,P,\($1),x\n\($0)b,Q,\($1)Z,x\n" }.joined()
        let result = try takeIn("order_id,patient_id,order_datetime,exam_code\n" + rows)
        let ordered = Dictionary(uniqueKeysWithValues: result.table.rows.map { (Int($0.source.line), $0.ordered) })
        #expect((2000..<8000).contains(ordered.count))
        for (number, text) in written.enumerated() {
            #expect(ordered[2 + 2 * number] == ordered[3 + 2 * number], "\(text)")
        }
    }

    @Test(arguments: [
        "2025-13-01", "2025-02-29", "31/31/2025", "yesterday", "2025", "12:30", "2025-03-14 25:00", "2025-03-14 9:7",
        "99999999999999999999", "2025-03-14x", "1/2", "20251301",
    ])
    func `what is no date is not read as one`(written: String) throws {
        let result = try takeIn(canonical("1,P,2025-01-01,,C,x,y,,", "2,P,\(written),,C,x,y,,"))
        #expect(result.quarantine.map(\.reason) == ["UNREADABLE_ORDER_DATETIME"])
    }

    @Test func `the day stands where the whole column shows it`() throws {
        let american = try takeIn(canonical("1,P,03/04/2025,,C,x,y,,", "2,P,03/14/2025,,C,x,y,,"))
        #expect(american.table.rows.map(\.ordered.description) == ["2025-03-04", "2025-03-14"])
        let european = try takeIn(canonical("1,P,03/04/2025,,C,x,y,,", "2,P,14/03/2025,,C,x,y,,"))
        #expect(european.table.rows.map(\.ordered.description).sorted() == ["2025-03-14", "2025-04-03"])
    }

    @Test(arguments: [
        canonical("1,P,03/04/2025,,C,x,y,,"), canonical("1,P,13/04/2025,,C,x,y,,", "2,P,04/13/2025,,C,x,y,,"),
    ])
    func `an order of day and month that the column does not show is asked for`(text: String) throws {
        let issues = try refusal(of: text)
        #expect(issues.count == 1)
        #expect(issues.first?.message.contains("order_datetime") == true)
        #expect(issues.first?.message.contains("date-order") == true)
        var profile = Profile(name: "x")
        profile.dateOrder = .dayFirst
        let result = try takeIn(canonical("1,P,03/04/2025,,C,x,y,,"), settings: IntakeSettings(profile: profile))
        #expect(result.table.rows.map(\.ordered.description) == ["2025-04-03"])
    }

    @Test func `midnight is no time where most times are midnight`() throws {
        let mostly = canonical(
            "1,P,2025-01-01 00:00:00,,C,x,y,,", "2,P,2025-01-02 00:00:00,,C,x,y,,", "3,P,2025-01-03 08:00:00,,C,x,y,,")
        let result = try takeIn(mostly)
        #expect(result.timePlaceholderColumns == [.orderedTime])
        #expect(result.table.rows.map(\.ordered.description) == ["2025-01-01", "2025-01-02", "2025-01-03 08:00"])
        let rarely = try takeIn(canonical("1,P,2025-01-01 00:00:00,,C,x,y,,", "3,P,2025-01-03 08:00:00,,C,x,y,,"))
        #expect(rarely.timePlaceholderColumns.isEmpty)
        #expect(rarely.table.rows[0].ordered.hasTime)
    }

    @Test(arguments: [
        ("4", 1461), ("4 y", 1461), ("4Y", 1461), ("4 yrs", 1461), ("018Y", 6574), ("3 mo", 91), ("2 wk", 14),
        ("10 d", 10),
        ("10 days", 10), ("0.5", 182), ("1y 6m", 547), ("", -1), ("adult", -1), ("4 q", -1), ("99999999", -1),
    ])
    func `ages with their units`(written: String, days: Int32) throws {
        #expect(try row(age: written).ageDays == days)
    }

    @Test(arguments: [
        ("2021-01-22", "4 y", false), ("2021-01-22", "5 y", false), ("2021-01-22", "9 y", true),
        ("1890-01-01", "", true),
        ("2026-01-01", "", true), ("", "130", true), ("", "44", false), ("no date", "", true),
        ("2021-01-22", "", false),
    ])
    func `birth date and age that contradict each other are marked`(birth: String, age: String, isMarked: Bool) throws {
        #expect(try row(birth: birth, age: age).flags.contains(.ageConflict) == isMarked)
    }

    @Test(arguments: [
        ("Completed", OrderStatus.completed), ("FINAL", .completed), ("Exam Ended", .completed),
        ("exam_ended", .completed),
        ("Prelim", .completed), ("F", .completed), ("X", .cancelled), ("DC", .cancelled), ("Canceled", .cancelled),
        ("NO SHOW", .cancelled), ("Discontinued", .cancelled), ("Scheduled", .scheduled), ("Arrived", .scheduled),
        ("In Progress", .scheduled), ("Ordered", .scheduled), ("", .unknown), ("zebra", .unknown),
    ])
    func `status words`(word: String, status: OrderStatus) throws {
        #expect(try row(performed: "2025-03-04", status: word).status == status)
    }

    @Test func `a performed time counts only where the examination may have been made`() throws {
        #expect(try row(performed: "2025-03-04", status: "Cancelled").performed == .unknown)
        #expect(try row(performed: "2025-03-04", status: "Scheduled").performed == .unknown)
        #expect(try row(performed: "2025-03-04", status: "zebra").performed.description == "2025-03-04")
        #expect(try row(performed: "", status: "zebra").performed == .unknown)
    }

    @Test func `a site's own status words go before the shipped ones`() throws {
        let settings = IntakeSettings(statusWords: ["zebra": .completed, "F": .cancelled])
        #expect(try row(status: "Zebra", settings: settings).status == .completed)
        #expect(try row(status: "F", settings: settings).status == .cancelled)
    }

    @Test(arguments: [
        ("73701-LT", Laterality.left, false), ("73701 RT", .right, false), ("73701LT", .left, false),
        ("73701,26,RT", .right, false), ("73701-50", .bilateral, false), ("73701-53", .unspecified, true),
        ("73701", .unspecified, false), ("73701-6", .unspecified, false), ("IMG73701LT", .unspecified, false),
        ("G0279-LT", .left, false), ("73701-LTX", .unspecified, false),
    ])
    func `modifiers behind a code`(code: String, expected: Laterality, isDiscontinued: Bool) throws {
        let row = try row(code: code)
        #expect(row.laterality == expected)
        #expect((row.status == .cancelled) == isDiscontinued)
    }

    @Test(arguments: [
        ("LT", "", Laterality.left, false), ("RT", "", .right, false), ("50", "", .bilateral, false),
        ("26;LT", "", .left, false), ("LT RT", "", .bilateral, false), ("53", "", .unspecified, true),
        ("73", "", .unspecified, true), ("", "Left", .left, false), ("RT", "L", .left, false),
        ("26", "", .unspecified, false),
    ])
    func `modifiers and sides`(modifier: String, side: String, expected: Laterality, isDiscontinued: Bool) throws {
        let row = try row(modifier: modifier, laterality: side)
        #expect(row.laterality == expected)
        #expect(row.flags.contains(.discontinued) == isDiscontinued)
        #expect((row.status == .cancelled) == isDiscontinued)
    }

    @Test func `ids are kept byte for byte`() throws {
        let result = try takeIn(canonical("00123,0007,2025-01-01,,C,x,y,,", "=\"00123\",0008,2025-01-01,,C,x,y,,"))
        #expect(result.reconciliation.quarantined == 2)
        #expect(result.quarantine.allSatisfy { $0.reason == "ORDER_ID_OF_TWO_PATIENTS" })
    }
}
