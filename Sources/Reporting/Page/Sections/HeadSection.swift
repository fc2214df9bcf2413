import AuditModel

/// Title, period and provenance; the banner while rules are unsigned; the two fixed lines.
struct HeadSection {
    struct Fact {
        var label: String
        var value: String
    }

    var site: String
    var period: String
    var isDraft: Bool
    var isShared: Bool
    var unsigned: String
    var flagLine = FixedLines.flag
    var provenanceLine = FixedLines.provenance
    var facts: [Fact]

    init(_ result: AuditResult, edition: Edition) {
        let run = result.run
        site = run.siteName.isEmpty ? "Unnamed site" : run.siteName
        period = run.period
        isShared = edition == .shared
        let open = (run.packs + run.lexicons).filter { !$0.isSigned }
        isDraft = !open.isEmpty
        unsigned = open.map(\.name).joined(separator: ", ")
        facts = [
            Fact(label: "Orders judged and used as history", value: grouped(result.reconciliation.orders)),
            Fact(label: "Patients", value: grouped(run.patients)),
            Fact(label: "Data cover", value: "\(run.coverageStart) to \(run.dataCutoff)"),
            Fact(label: "Run", value: run.generatedAt),
            Fact(label: "Program", value: "orderaudit \(run.version)"),
            Fact(
                label: "Rule packs", value: run.packs.map { "\($0.name) \($0.version)" }.joined(separator: ", ")),
        ].filter { !$0.value.isEmpty }
    }
}
