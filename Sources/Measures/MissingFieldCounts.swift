package import AuditModel

extension MissingFields {
    /// One entry a department, those with most orders first, then by name.
    package static func count(in orders: OrderTable) -> [MissingFields] {
        var departments: [UInt16: (orders: Int, missing: [Int])] = [:]
        for row in orders.rows {
            var entry = departments[row.department] ?? (0, [Int](repeating: 0, count: fields.count))
            entry.orders += 1
            for (index, field) in fields.enumerated() where field.isMissing(row, orders) { entry.missing[index] += 1 }
            departments[row.department] = entry
        }
        return departments.map { code, entry in
            MissingFields(
                department: orders.departments[Int(code)], orders: entry.orders,
                missing: zip(fields, entry.missing).map { (field: $0.name, orders: $1) })
        }.sorted { ($1.orders, $0.department) < ($0.orders, $1.department) }
    }

    private static let fields: [(name: String, isMissing: @Sendable (OrderRow, OrderTable) -> Bool)] = [
        ("age and birth date", { row, _ in !row.birth.isKnown && row.ageDays < 0 }),
        ("sex", { row, _ in row.sex == .unknown }),
        ("known status", { row, _ in row.status == .unknown }),
        ("performed time", { row, _ in row.flags.contains(.performedImputed) }),
        ("exam code", { row, orders in orders.examNames[Int(row.exam)].code.isEmpty }),
        ("exam description", { row, orders in orders.examNames[Int(row.exam)].description.isEmpty }),
    ]
}
