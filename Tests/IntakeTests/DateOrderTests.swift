import AuditModel
import Intake
import Testing

/// Day, month and year of written dates stand in the order that the whole column shows, or that the profile says.
@Suite struct DateOrderTests {
    private func export(_ dates: [String]) -> String {
        canonical(dates.enumerated().map { "\($0),P\($0),\"\($1)\",,C,x,y,," }.joined(separator: "\n"))
    }

    private func days(_ dates: [String], order: Profile.DateOrder? = nil) throws -> Set<String> {
        var profile = Profile(name: "mine")
        profile.dateOrder = order
        let settings = order == nil ? IntakeSettings() : IntakeSettings(profile: profile)
        return Set(try takeIn(export(dates), settings: settings).table.rows.map(\.ordered.description))
    }

    /// The days of a month, written in a form such as `y-m-d`.
    private func month(_ form: String, days: ClosedRange<Int> = 1...28) -> [String] {
        days.map { day in
            form.map { $0 == "y" ? "25" : $0 == "m" ? "03" : $0 == "d" ? (day < 10 ? "0\(day)" : "\(day)") : "\($0)" }
                .joined()
        }
    }

    private let march = Set((1...28).map { "2025-03-" + ($0 < 10 ? "0\($0)" : "\($0)") })

    @Test(arguments: ["y-m-d", "y/m/d", "y.m.d", "y.m.d.", "d-m-y", "d/m/y", "d.m.y", "m/d/y", "m-d-y"])
    func `a month of days shows where the year of two digits stands`(form: String) throws {
        #expect(try days(month(form)) == march)
    }

    @Test(
        arguments: [
            (["65-03-04", "72-11-12"], ["1965-03-04", "1972-11-12"]),
            (["04-03-65", "12-11-72", "25-11-72"], ["1965-03-04", "1972-11-12", "1972-11-25"]),
        ] as [([String], [String])])
    func `a year that can be no day shows where it stands`(births: [String], expected: [String]) throws {
        let rows = births.enumerated().map { "\($0),P\($0),2025-01-01,C,x,\($1)\n" }.joined()
        let result = try takeIn("order_id,patient_id,order_datetime,status,exam_code,birth_date\n" + rows)
        #expect(result.table.rows.allSatisfy { !$0.flags.contains(.ageConflict) })
        let text =
            "order_id,patient_id,order_datetime,status,exam_code,birth_date,age\n"
            + births.enumerated().map { index, birth in
                "\(index),P\(index),2025-01-01,C,x,\(birth),\(birth.contains("65") ? 59 : 52)\n"
            }.joined()
        #expect(try takeIn(text).table.rows.map(\.birth.description).sorted() == expected)
    }

    @Test(
        arguments: [
            (["25-03-04"], ["day-first", "year-first"]), (["25.03.04"], ["day-first", "year-first"]),
            (["05/03/04", "06/03/04"], ["day-first", "month-first", "year-first"]),
            (["25/03/24", "25/03/25", "25/03/26"], ["day-first", "year-first"]),
            // Days that stand for their month are no years.
            ((1...26).map { $0 < 10 ? "0\($0)-03-01" : "\($0)-03-01" }, ["day-first", "year-first"]),
            (["03/04/2025"], ["day-first", "month-first"]),
        ] as [([String], [String])])
    func `what the column leaves open is asked for with the lines that decide`(
        dates: [String], choices: [String]
    ) throws {
        let issues = try refusal(of: export(dates))
        #expect(issues.count == 1)
        let message = try #require(issues.first?.message)
        #expect(message.contains("order_datetime"))
        for order in Profile.DateOrder.allCases.map(\.rawValue) {
            #expect(message.contains("date-order: \(order)") == choices.contains(order), "\(message)")
        }
    }

    @Test func `a profile decides what the column leaves open`() throws {
        #expect(try days(["25-03-04"], order: .yearFirst) == ["2025-03-04"])
        #expect(try days(["25-03-04"], order: .dayFirst) == ["2004-03-25"])
        #expect(try days(["05/03/04"], order: .monthFirst) == ["2004-05-03"])
        #expect(try days(["04.03.2025"], order: .monthFirst) == ["2025-04-03"])
        // Where the year has four digits, the statement that it stands first says nothing.
        #expect(
            try days(["14/03/2025", "04/03/2025", "2025-03-05"], order: .yearFirst) == [
                "2025-03-14", "2025-03-04", "2025-03-05",
            ])
    }

    @Test func `a date that does not fit the order of the profile is put aside`() throws {
        var profile = Profile(name: "mine")
        profile.dateOrder = .dayFirst
        let result = try takeIn(export(["04/03/2025", "03/14/2025"]), settings: IntakeSettings(profile: profile))
        #expect(result.table.rows.map(\.ordered.description) == ["2025-03-04"])
        #expect(result.quarantine.map(\.reason) == ["UNREADABLE_ORDER_DATETIME"])
    }

    @Test(arguments: [["2025-03-04"], ["14-MAR-25"], ["3/14/25", "3/4/25"], ["20250304"], ["25/3/4", "25/3/14"]])
    func `only what is ambiguous is asked for`(dates: [String]) throws {
        #expect(try takeIn(export(dates)).reconciliation.orders == dates.count)
    }

    @Test func `dates in no common order are refused`() throws {
        #expect(
            try refusal(of: export(["14/03/25", "03/14/25"])).first?.message.contains("not all written in one order")
                == true)
    }

    @Test(arguments: [
        ("14. März 2025", "2025-03-14"), ("14-MÄR-2025 09:30", "2025-03-14 09:30"), ("14 févr. 2025", "2025-02-14"),
        ("14-ene-2025 03:05 p. m.", "2025-01-14 15:05"), ("3 août 2025", "2025-08-03"), ("1-OKT-25", "2025-10-01"),
        ("3/14/2025, 2:05\u{202F}PM", "2025-03-14 14:05"), ("2025-03-14\u{A0}02:05 a.m.", "2025-03-14 02:05"),
    ])
    func `months of other languages and the spaces of newer systems`(written: String, expected: String) throws {
        #expect(try days([written]) == [expected])
    }

    @Test(arguments: ["14-marras-2025", "14 marzec 2025", "14-xyz-2025"])
    func `a word that only begins like a month is none`(written: String) throws {
        #expect(try takeIn(export(["2025-01-01", written])).quarantine.count == 1)
    }
}
