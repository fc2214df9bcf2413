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
        period = run.period == "everything" ? "all orders" : run.period
        isShared = edition == .shared
        let open = (run.packs + run.lexicons).filter { !$0.isSigned }
        isDraft = !open.isEmpty
        let packs = run.packs.count { !$0.isSigned }, lexicons = run.lexicons.count { !$0.isSigned }
        unsigned = [packs > 0 ? counted(packs, "rule pack") : nil, lexicons > 0 ? counted(lexicons, "lexicon") : nil]
            .compactMap(\.self).joined(separator: " and ")
        facts = [
            Fact(label: "Orders", value: grouped(result.reconciliation.orders)),
            Fact(label: "Patients", value: grouped(run.patients)),
            Fact(label: "Data cover", value: "\(run.coverageStart) to \(run.dataCutoff)"),
            Fact(label: "Run", value: moment(run.generatedAt)),
            Fact(label: "Program", value: "orderaudit \(run.version)"),
            Fact(label: "Rules", value: grouped(result.figures(edition).count)),
        ].filter { !$0.value.isEmpty }
    }
}
