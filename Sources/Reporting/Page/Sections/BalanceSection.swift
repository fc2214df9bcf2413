import AuditModel

/// Rules that keep their own table beside the metrics that pull the other way.
struct BalanceSection {
    struct Own {
        var label: String
        var title: String
        var anchor: String
        var judged: String
        var compliant: String
        var exceptions: String
        var deviations: String
        var advisories: String
        var indeterminate: String
        var rate: String
        var bar: String?
        var ownCaveat: String?
    }

    struct Metric {
        var label: String
        var title: String
        var anchor: String
        var reason: String
        var rate: String
        var bar: String?
    }

    var own: [Own]
    var metrics: [Metric]

    init(_ result: AuditResult, edition: Edition) {
        let figures = result.figures(edition)
        let owners = figures.filter { $0.card.rate == .ownTable }
        let measured = figures.filter { $0.card.report == .metric }
        let rates = owners.compactMap(\.rate) + measured.flatMap { $0.tally.metrics.map(\.rate) }
        let end = Scale.roundShare(above: rates.compactMap { $0.interval?.upperBound }.max() ?? 0)
        own = owners.map { figure in
            Own(
                label: figure.label, title: figure.card.title, anchor: figure.anchor, judged: figure.judged,
                compliant: figure.cell(.compliant), exceptions: figure.cell(.compliantException),
                deviations: figure.cell(.deviation), advisories: figure.cell(.advisory),
                indeterminate: figure.cell(.indeterminate),
                rate: figure.rate?.sentence
                    ?? ((figure.tally.rate?.denominator ?? 0) == 0
                        ? "nothing rated" : "\(RuleFigures.suppressed), not shown"),
                bar: figure.rate.flatMap { intervalBar($0, end: end) },
                ownCaveat: figure.card.caveat.isEmpty ? nil : figure.card.caveat)
        }
        metrics = measured.flatMap { figure in
            figure.tally.metrics.map { metric in
                Metric(
                    label: figure.label, title: figure.card.title, anchor: figure.anchor,
                    reason: words(ofReason: metric.reason),
                    rate: edition.shows(metric.rate.numerator) ? metric.rate.sentence : RuleFigures.suppressed,
                    bar: edition.shows(metric.rate.numerator) ? intervalBar(metric.rate, end: end) : nil)
            }
        }
    }
}
