import Testing

import AuditModel

@Suite struct DayTests {
    @Test func `every day of four centuries survives the way there and back`() {
        for number in Int32(-146_097)..<146_097 {
            let (year, month, day) = Day(number: number).civil
            #expect(Day(year: year, month: month, day: day)?.number == number)
        }
    }

    @Test(arguments: [
        (2025, 2, 29), (2025, 4, 31), (2025, 13, 1), (2025, 0, 1), (2025, 1, 0), (1900, 2, 29), (0, 1, 1),
    ])
    func `a day the calendar does not have is none`(year: Int, month: Int, day: Int) {
        #expect(Day(year: year, month: month, day: day) == nil)
    }
}
