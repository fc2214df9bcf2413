/// A value that rules read by name: the windows and thresholds of specification 1.4 and a site's own switches.
package enum ParameterValue: Sendable, Equatable {
    case number(Double)
    case flag(Bool)
    case word(String)
    case list([String])

    /// As it is printed in a report's method section.
    package var description: String {
        switch self {
        case .number(let number): number == number.rounded() ? String(Int(number)) : String(number)
        case .flag(let flag): flag ? "yes" : "no"
        case .word(let word): word
        case .list(let list): list.isEmpty ? "none" : list.joined(separator: ", ")
        }
    }

    /// With its unit where it is a quantity: `180 days`, but `off` and `none`.
    package func description(in unit: String) -> String {
        switch self {
        case .number: "\(description) \(unit)"
        case .flag(let flag): flag ? "on" : "off"
        case .word, .list: description
        }
    }
}

/// One parameter as its pack declares it.
package struct Parameter: Sendable {
    package var name: String
    package var value: ParameterValue
    package var unit: String
    package var why: String

    package init(name: String, value: ParameterValue, unit: String, why: String) {
        self.name = name
        self.value = value
        self.unit = unit
        self.why = why
    }
}

/// All parameters of a run by name.
package struct Parameters: Sendable {
    package var values: [String: ParameterValue]

    package init(_ values: [String: ParameterValue] = [:]) { self.values = values }

    package func number(_ name: String) -> Double? {
        if case .number(let number)? = values[name] { number } else { nil }
    }

    package func list(_ name: String) -> [String] {
        if case .list(let list)? = values[name] { list } else { [] }
    }

    package func number(_ quantity: Quantity) -> Double {
        switch quantity {
        case .number(let number): number
        // Packs are checked at load: a rule can not name a parameter that is not a number.
        case .parameter(let name): number(name) ?? 0
        }
    }

    /// Whether a number lies within bounds: lower inclusive, upper exclusive.
    package func isWithin(_ value: Double, _ test: Condition.NumberTest) -> Bool { bounds(test).contains(value) }

    package func bounds(_ test: Condition.NumberTest) -> NumberBounds {
        NumberBounds(atLeast: test.atLeast.map(number) ?? -.infinity, below: test.below.map(number) ?? .infinity)
    }

    /// True unless the value is missing, false, zero or empty.
    package func isSet(_ name: String) -> Bool {
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
package struct NumberBounds: Sendable {
    package var atLeast = -Double.infinity
    package var below = Double.infinity

    package init() {}
    package init(atLeast: Double, below: Double) {
        self.atLeast = atLeast
        self.below = below
    }

    /// Sums of decimal fractions may miss a bound by a hair.
    package func contains(_ value: Double) -> Bool { value >= atLeast - 1e-9 && value < below - 1e-9 }
}
