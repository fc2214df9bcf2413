/// How often the orders of one department lack a field that rules need.
package struct MissingFields: Sendable {
    /// Empty where the export names none.
    package var department: String
    package var orders: Int
    /// Orders without the field, by its name as people know it; fields in one order for all departments.
    package var missing: [(field: String, orders: Int)]

    package init(department: String, orders: Int, missing: [(field: String, orders: Int)]) {
        self.department = department
        self.orders = orders
        self.missing = missing
    }
}
