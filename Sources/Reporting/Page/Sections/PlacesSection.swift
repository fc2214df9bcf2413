import AuditModel

/// Where and when: strata and months of every rule with a comparable rate. Reviewers only.
struct PlacesSection {
    struct Table {
        struct Row {
            var name: String
            var counts: String
            var share: String
            var bar: String?
            var note: String?
        }

        var dimension: String
        var rows: [Row]
        var funnel: String?
    }

    struct Rule {
        var heading: String
        var anchor: String
        var overall: String
        var chart: String?
        var signals: [String]
        var tables: [Table]
    }

    var rules: [Rule]

    init(_ result: AuditResult) {
        rules = result.figures(.reviewer).filter { !$0.tally.strata.isEmpty || $0.tally.controlChart != nil }
            .filter { $0.card.rate == .deviation && $0.card.report == .finding }
            .map(Rule.init)
    }
}

extension PlacesSection.Rule {
    fileprivate init(_ figure: RuleFigures) {
        let tally = figure.tally
        let heading = "\(figure.label) · \(figure.card.title)"
        let signals = tally.controlChart?.points.flatMap { point in
            point.signals.map { "\(point.month): \($0.title)" }
        }
        self.init(
            heading: heading, anchor: "places-\(figure.card.id)", overall: tally.rate?.sentence ?? "",
            chart: tally.controlChart.map { controlChart($0, of: figure.card.title) }, signals: signals ?? [],
            tables: Stratum.Dimension.allCases.compactMap { PlacesSection.Table($0, figure) })
    }
}

extension PlacesSection.Table {
    /// Nil where the export does not say more than one place.
    fileprivate init?(_ dimension: Stratum.Dimension, _ figure: RuleFigures) {
        let strata = figure.tally.strata.filter { $0.dimension == dimension }
        guard strata.contains(where: { !$0.name.isEmpty }) else { return nil }
        let end = Scale.roundShare(above: strata.compactMap { $0.rate.interval?.upperBound }.max() ?? 0)
        rows = strata.map { stratum in
            let share =
                stratum.rate.denominator > 0 ? Double(stratum.rate.numerator) / Double(stratum.rate.denominator) : 0
            return Row(
                name: stratum.name.isEmpty ? "not recorded" : stratum.name,
                counts: "\(stratum.rate.numerator) of \(stratum.rate.denominator)",
                share: stratum.rate.share ?? "fewer than 11 rated: counts only",
                bar: intervalBar(stratum.rate, end: end),
                note: stratum.funnel.flatMap { $0.outer.contains(share) ? nil : "outside the 99.8 % limits" })
        }
        self.dimension = dimension.title
        let comparable = dimension == .department || dimension == .performingSite
        funnel =
            comparable
            ? funnelPlot(
                strata, curve: figure.tally.funnelCurve, of: "\(figure.card.title) by \(dimension.title.lowercased())")
            : nil
    }
}
