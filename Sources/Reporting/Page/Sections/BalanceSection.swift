import AuditModel

/// Rules on which guidance pulls both ways beside the measures of the opposite incentive, in one table.
struct BalanceSection {
    struct Line {
        var label: String
        var title: String
        var anchor: String
        var counted: String
        var numerator: String
        var denominator: String
        var share: String
        var bar: String?
        /// How the other units were judged; empty for a measure.
        var beside: String
        var ownCaveat: String?
    }

    struct Group {
        var heading: String
        var lines: [Line]
    }

    var groups: [Group]
    var isEmpty: Bool

    init(_ result: AuditResult, edition: Edition) {
        let figures = result.figures(edition)
        let owners = figures.filter { $0.card.rate == .ownTable }
        let measured = figures.filter { $0.card.report == .metric }
        let rates = owners.compactMap(\.rate) + measured.flatMap { $0.tally.metrics.map(\.rate) }
        let end = Scale.roundShare(above: rates.compactMap { $0.interval?.upperBound }.max() ?? 0)
        groups = [
            Group(heading: "The rule asks for more", lines: owners.map { Line($0, end: end) }),
            Group(
                heading: "These measures ask for less; no case is listed for them",
                lines: measured.flatMap { figure in
                    figure.tally.metrics.map { Line(figure, $0, edition: edition, end: end) }
                }),
        ].filter { !$0.lines.isEmpty }
        isEmpty = groups.isEmpty
    }
}

extension BalanceSection.Line {
    /// A contested rule.
    fileprivate init(_ figure: RuleFigures, end: Double) {
        let card = figure.card
        let reasons = figure.tally.reasons.filter { $0.verdict == .deviation }.map { card.words(ofReason: $0.reason) }
        let beside = [
            (Verdict.compliant, "compliant"), (.compliantException, "by exception"), (.advisory, "advisory"),
            (.indeterminate, "not assessable"),
        ].map { "\(figure.cell($0.0)) \($0.1)" }.filter { !$0.hasPrefix("–") }
        let isRated = (figure.tally.rate?.denominator ?? 0) > 0
        self.init(
            label: figure.label, title: card.title, anchor: figure.anchor,
            counted: (["Deviations"] + reasons).joined(separator: ": "),
            numerator: figure.rate.map { grouped($0.numerator) } ?? (isRated ? RuleFigures.suppressed : "–"),
            denominator: figure.rate.map { grouped($0.denominator) } ?? (isRated ? RuleFigures.suppressed : "–"),
            share: figure.rate?.share ?? (isRated ? "" : "nothing rated"),
            bar: figure.rate.flatMap { intervalBar($0, end: end) },
            beside: "\(figure.judged) judged: " + beside.joined(separator: ", "),
            ownCaveat: card.caveat.isEmpty ? nil : card.caveat)
    }

    /// A measure of the opposite incentive.
    fileprivate init(_ figure: RuleFigures, _ metric: RuleTally.ReasonRate, edition: Edition, end: Double) {
        let rate = metric.rate
        let isShown = edition.shows(rate.numerator) && edition.shows(rate.denominator - rate.numerator)
        self.init(
            label: figure.label, title: figure.card.title, anchor: figure.anchor,
            counted: figure.card.words(ofReason: metric.reason),
            numerator: isShown ? grouped(rate.numerator) : RuleFigures.suppressed,
            denominator: isShown ? grouped(rate.denominator) : RuleFigures.suppressed,
            share: isShown ? rate.share ?? "" : "", bar: isShown ? intervalBar(rate, end: end) : nil, beside: "",
            ownCaveat: nil)
    }
}
