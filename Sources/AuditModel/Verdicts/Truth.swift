/// Kleene's three truth values. Unknown is never no.
package enum Truth: UInt8, Sendable {
    case no, unknown, yes

    @inlinable
    package init(_ value: Bool) { self = value ? .yes : .no }

    @inlinable
    package static prefix func ! (a: Truth) -> Truth {
        switch a {
        case .no: .yes
        case .unknown: .unknown
        case .yes: .no
        }
    }

    @inlinable
    package func and(_ other: Truth) -> Truth { rawValue <= other.rawValue ? self : other }
    @inlinable
    package func or(_ other: Truth) -> Truth { rawValue >= other.rawValue ? self : other }
}
