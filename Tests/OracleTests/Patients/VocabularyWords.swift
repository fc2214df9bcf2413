import AuditModel

/// Words the tests are sure of: one that the lexicons lack is a fault of the test.
extension Vocabulary {
    func word(_ name: String) -> ConceptID {
        guard let found = concept(named: name) else { preconditionFailure("no concept \(name)") }
        return found
    }

    func place(_ name: String) -> SiteID {
        guard let found = site(named: name) else { preconditionFailure("no site \(name)") }
        return found
    }
}
