/// How far an order got. Only `completed` examinations satisfy or break a sequence.
package enum OrderStatus: UInt8, CaseIterable, Sendable {
    /// Blank or a word that no status list knows; never assumed completed (DQ-STATUS-UNKNOWN).
    case unknown
    case completed
    /// Cancelled, rejected, discontinued, no-show.
    case cancelled
    /// Ordered, scheduled, arrived, in progress: may still happen.
    case scheduled

    // Said outright: other rooms see only that a type has an equality, not what it is.
    @inlinable
    package static func == (a: OrderStatus, b: OrderStatus) -> Bool { a.rawValue == b.rawValue }
    @inlinable
    package static func != (a: OrderStatus, b: OrderStatus) -> Bool { a.rawValue != b.rawValue }

    package var name: String {
        switch self {
        case .unknown: "unknown"
        case .completed: "completed"
        case .cancelled: "cancelled"
        case .scheduled: "scheduled"
        }
    }

    package init?(name: some StringProtocol) {
        guard let found = OrderStatus.allCases.first(where: { $0.name == name }) else { return nil }
        self = found
    }
}

package enum Sex: UInt8, Sendable { case unknown, female, male, other }

/// A set of statuses.
package struct OrderStatusSet: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }
    package init(_ status: OrderStatus) { rawValue = 1 << status.rawValue }
    package func contains(_ status: OrderStatus) -> Bool { contains(OrderStatusSet(status)) }
    package var members: [OrderStatus] { OrderStatus.allCases.filter { contains($0) } }
}
