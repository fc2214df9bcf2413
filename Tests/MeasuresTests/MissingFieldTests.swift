import AuditModel
import Measures
import Testing

struct MissingFieldTests {
    @Test func `Missing fields are counted by department, the largest first`() {
        var orders = OrderTable()
        orders.departments = ["", "Surgery"]
        orders.examNames = [ExamName(code: "", description: "CT"), ExamName(code: "1", description: "MR")]
        var row = OrderRow(source: SourceSpan(file: 0, line: 1, offset: 0, length: 0))
        orders.rows.append(row)
        row.department = 1
        row.exam = 1
        row.status = .completed
        row.sex = .female
        row.ageDays = 300
        row.flags = .performedImputed
        orders.rows += [row, row]
        var counting = MissingFieldCounts(departments: orders.departments.count)
        for row in orders.rows.indices { counting.count(row, in: orders) }
        let counts = counting.list(in: orders)
        #expect(counts.map(\.department) == ["Surgery", ""])
        #expect(counts.map(\.orders) == [2, 1])
        #expect(counts[0].missing.map(\.orders) == [0, 0, 0, 2, 0, 0])
        #expect(counts[1].missing.map(\.orders) == [1, 1, 1, 0, 1, 0])
    }
}
