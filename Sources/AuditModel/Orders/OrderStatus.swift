/// How far an order got. Only `completed` examinations satisfy or break a sequence.
public enum OrderStatus: UInt8, CaseIterable, Sendable {
    /// Blank or a word that no status list knows; never assumed completed (DQ-STATUS-UNKNOWN).
    case unknown
    case completed
    /// Cancelled, rejected, discontinued, no-show.
    case cancelled
    /// Ordered, scheduled, arrived, in progress: may still happen.
    case scheduled

    public var name: String {
        switch self {
        case .unknown: "unknown"
        case .completed: "completed"
        case .cancelled: "cancelled"
        case .scheduled: "scheduled"
        }
    }

    public init?(name: some StringProtocol) {
        guard let found = OrderStatus.allCases.first(where: { $0.name == name }) else { return nil }
        self = found
    }
}

public enum Sex: UInt8, Sendable { case unknown, female, male, other }

/// A set of statuses.
public struct OrderStatusSet: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    public init(_ status: OrderStatus) { rawValue = 1 << status.rawValue }
    public func contains(_ status: OrderStatus) -> Bool { contains(OrderStatusSet(status)) }
    public var members: [OrderStatus] { OrderStatus.allCases.filter { contains($0) } }
}
