import AuditModel
import Testing

/// The engine against a slow evaluator that was written from the specification and shares only the value types with it.
/// More patients, or others: `ORACLE_PATIENTS=100000 ORACLE_SEED=7 swift test --filter OracleTests`.
@Suite struct OracleTests {
    private static let comparison = Result { try Comparison() }

    @Test func `engine and specification say the same of every unit`() throws {
        let comparison = try Self.comparison.get()
        #expect(comparison.differences.isEmpty, "\(comparison.report)")
    }

    @Test(arguments: SlowBook.rules.map(\.id))
    func `every rule is met often, with every verdict it can give`(rule: String) throws {
        let comparison = try Self.comparison.get()
        #expect(comparison.units(of: rule) >= 200, "\(rule) judged \(comparison.units(of: rule)) units")
        for verdict in comparison.possibleVerdicts(of: rule) {
            let count = comparison.count(of: verdict, by: rule)
            #expect(count >= 20, "\(rule) gave \(verdict.name) \(count) times: \(comparison.tally(of: rule))")
        }
    }

    @Test func `the order of an export's rows changes no verdict`() throws {
        let comparison = try Self.comparison.get()
        let differences = comparison.differencesOfShuffledRows()
        #expect(differences.isEmpty, "\(differences.count): \(differences.prefix(5))")
    }
}
