import AuditModel

extension Parameters {
    /// The rule with the values of this run in place of the parameters it names, so that judging looks up no name.
    func settled(_ rule: Rule) -> Rule {
        var settled = rule
        settled.scope = self.settled(rule.scope)
        for index in rule.outcomes.indices { settled.outcomes[index].when = self.settled(rule.outcomes[index].when) }
        for index in rule.caps.indices { settled.caps[index].when = self.settled(rule.caps[index].when) }
        settled.unit.lookback = rule.unit.lookback.map(self.settled)
        settled.unit.knownSize = rule.unit.knownSize.map(self.settled)
        settled.unit.windows = rule.unit.windows.map {
            UnitSelection.WindowBand(when: self.settled($0.when), days: self.settled($0.days))
        }
        return settled
    }

    private func settled(_ quantity: Quantity) -> Quantity { .number(number(quantity)) }

    private func settled(_ test: Condition.NumberTest) -> Condition.NumberTest {
        Condition.NumberTest(atLeast: test.atLeast.map(settled), below: test.below.map(settled))
    }

    private func settled(_ condition: Condition) -> Condition {
        switch condition {
        case .all(let parts): return .all(parts.map(settled))
        case .any(let parts): return .any(parts.map(settled))
        case .not(let part): return .not(settled(part))
        case .age(let test): return .age(settled(test))
        case .size(let test): return .size(settled(test))
        case .daysSinceKnown(let test): return .daysSinceKnown(settled(test))
        case .dated(let test):
            return .dated(Condition.DatedTest(concept: test.concept, days: test.days.map(settled)))
        case .credit(var test):
            test.within = settled(test.within)
            return .credit(test)
        case .foundOn(var test):
            test.within = test.within.map(settled)
            return .foundOn(test)
        case .parameter(let test): return holds(test) ? .always : .not(.always)
        case .always, .stated, .knownBefore, .unbound, .site, .ageUnknown, .sizeState, .judged, .found,
            .sameDay, .history, .windowOpen, .department, .departmentMissing, .dataQuality:
            return condition
        }
    }

    /// Whether a switch of the site file is set as a rule asks.
    func holds(_ test: Condition.ParameterTest) -> Bool {
        test.equals.map { values[test.name]?.description == $0 } ?? isSet(test.name)
    }
}
