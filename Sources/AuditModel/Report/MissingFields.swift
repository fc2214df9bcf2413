/// How often the orders of one department lack a field that rules need.
public struct MissingFields: Sendable {
    /// Empty where the export names none.
    public var department: String
    public var orders: Int
    /// Orders without the field, by its name as people know it; fields in one order for all departments.
    public var missing: [(field: String, orders: Int)]

    public init(department: String, orders: Int, missing: [(field: String, orders: Int)]) {
        self.department = department
        self.orders = orders
        self.missing = missing
    }
}
