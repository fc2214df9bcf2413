/// A value that rules read by name: the windows and thresholds of specification 1.4 and a site's own switches.
public enum ParameterValue: Sendable, Equatable {
    case number(Double)
    case flag(Bool)
    case word(String)
    case list([String])

    /// As it is printed in a report's method section.
    public var description: String {
        switch self {
        case .number(let number): number == number.rounded() ? String(Int(number)) : String(number)
        case .flag(let flag): flag ? "yes" : "no"
        case .word(let word): word
        case .list(let list): list.isEmpty ? "none" : list.joined(separator: ", ")
        }
    }

    /// With its unit where it is a quantity: `180 days`, but `off` and `none`.
    public func description(in unit: String) -> String {
        switch self {
        case .number: "\(description) \(unit)"
        case .flag(let flag): flag ? "on" : "off"
        case .word, .list: description
        }
    }
}

/// One parameter as its pack declares it.
public struct Parameter: Sendable {
    public var name: String
    public var value: ParameterValue
    public var unit: String
    public var why: String

    public init(name: String, value: ParameterValue, unit: String, why: String) {
        self.name = name
        self.value = value
        self.unit = unit
        self.why = why
    }
}

/// All parameters of a run by name.
public struct Parameters: Sendable {
    public var values: [String: ParameterValue]

    public init(_ values: [String: ParameterValue] = [:]) { self.values = values }

    public func number(_ name: String) -> Double? {
        if case .number(let number)? = values[name] { number } else { nil }
    }

    public func list(_ name: String) -> [String] {
        if case .list(let list)? = values[name] { list } else { [] }
    }

    public func number(_ quantity: Quantity) -> Double {
        switch quantity {
        case .number(let number): number
        // Packs are checked at load: a rule can not name a parameter that is not a number.
        case .parameter(let name): number(name) ?? 0
        }
    }

    /// Whether a number lies within bounds: lower inclusive, upper exclusive.
    public func isWithin(_ value: Double, _ test: Condition.NumberTest) -> Bool { bounds(test).contains(value) }

    public func bounds(_ test: Condition.NumberTest) -> NumberBounds {
        NumberBounds(atLeast: test.atLeast.map(number) ?? -.infinity, below: test.below.map(number) ?? .infinity)
    }

    /// True unless the value is missing, false, zero or empty.
    public func isSet(_ name: String) -> Bool {
        switch values[name] {
        case .flag(let flag)?: flag
        case .number(let number)?: number != 0
        case .word(let word)?: !word.isEmpty && word != "off"
        case .list(let list)?: !list.isEmpty
        case nil: false
        }
    }
}

/// The numbers that a test takes: the lower bound inside, the upper outside. Fixed size.
public struct NumberBounds: Sendable {
    public var atLeast = -Double.infinity
    public var below = Double.infinity

    public init() {}
    public init(atLeast: Double, below: Double) {
        self.atLeast = atLeast
        self.below = below
    }

    /// Sums of decimal fractions may miss a bound by a hair.
    public func contains(_ value: Double) -> Bool { value >= atLeast - 1e-9 && value < below - 1e-9 }
}
