/// Kleene's three truth values. Unknown is never no.
public enum Truth: UInt8, Sendable {
    case no, unknown, yes

    public init(_ value: Bool) { self = value ? .yes : .no }

    public static prefix func ! (a: Truth) -> Truth {
        switch a {
        case .no: .yes
        case .unknown: .unknown
        case .yes: .no
        }
    }

    public func and(_ other: Truth) -> Truth { rawValue <= other.rawValue ? self : other }
    public func or(_ other: Truth) -> Truth { rawValue >= other.rawValue ? self : other }
}
