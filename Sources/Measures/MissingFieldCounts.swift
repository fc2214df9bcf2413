package import AuditModel

/// Counts, department by department, the orders that lack a field.
package struct MissingFieldCounts: Sendable {
    /// Orders of a department, then those without each field; departments by number.
    private var counts: [Int]

    private static let fields = [
        "age and birth date", "sex", "known status", "performed time", "exam code", "exam description",
    ]
    private static let width = fields.count + 1

    package init(departments: Int) { counts = [Int](repeating: 0, count: departments * Self.width) }

    package mutating func count(_ row: Int, in orders: OrderTable) {
        let start = Int(orders.rows[row].department) * Self.width
        let exam = Int(orders.rows[row].exam)
        counts[start] += 1
        // In the order of `fields`.
        if !orders.rows[row].birth.isKnown, orders.rows[row].ageDays < 0 { counts[start + 1] += 1 }
        if orders.rows[row].sex == .unknown { counts[start + 2] += 1 }
        if orders.rows[row].status == .unknown { counts[start + 3] += 1 }
        if orders.rows[row].flags.contains(.performedImputed) { counts[start + 4] += 1 }
        if orders.examNames[exam].code.isEmpty { counts[start + 5] += 1 }
        if orders.examNames[exam].description.isEmpty { counts[start + 6] += 1 }
    }

    package mutating func add(_ other: MissingFieldCounts) {
        for place in counts.indices { counts[place] += other.counts[place] }
    }

    /// One entry a department with orders, those with most first, then by name.
    package func list(in orders: OrderTable) -> [MissingFields] {
        orders.departments.indices.filter { counts[$0 * Self.width] > 0 }.map { department in
            let start = department * Self.width
            return MissingFields(
                department: orders.departments[department], orders: counts[start],
                missing: Self.fields.indices.map { (field: Self.fields[$0], orders: counts[start + 1 + $0]) })
        }.sorted { ($1.orders, $0.department) < ($0.orders, $1.department) }
    }
}
