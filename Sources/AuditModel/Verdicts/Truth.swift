/// Kleene's three truth values. Unknown is never no.
package enum Truth: UInt8, Sendable {
    case no, unknown, yes

    // Said outright: other rooms see only that a type has an equality, not what it is.
    @inlinable
    package static func == (a: Truth, b: Truth) -> Bool { a.rawValue == b.rawValue }
    @inlinable
    package static func != (a: Truth, b: Truth) -> Bool { a.rawValue != b.rawValue }

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
