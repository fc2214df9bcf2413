import AuditModel

/// A row a rule, and below each row's name the rule's own page.
struct RulesSection {
    struct Row {
        var label: String
        var ruleID: String
        var title: String
        var anchor: String
        var isDraft: Bool
        var judged: String
        var compliant: String
        var exceptions: String
        var deviations: String
        var advisories: String
        var infos: String
        var indeterminate: String
        var pending: String
        var rate: String
        var bar: String?
        var trend: String?
    }

    struct Rule {
        struct Line {
            var label: String
            var value: String
        }

        struct Reason {
            var verdictTitle: String
            var verdictClass: String
            var reasonText: String
            var reasonCode: String
            var count: String
        }

        struct Decision {
            var verdictTitle: String
            var verdictClass: String
            var reasonText: String
            var condition: String
        }

        var heading: String
        var ruleID: String
        var anchor: String
        var prose: [String]
        var rationale: String
        var ruleCaveat: String?
        var exceptions: [String]
        var decisions: [Decision]
        var reasons: [Reason]
        var lines: [Line]
    }

    var rows: [Row]
    var pages: [Rule]
    /// The end of every bar's axis.
    var axisEnd: String
    var hasBars: Bool

    init(_ result: AuditResult, edition: Edition) {
        let figures = result.figures(edition)
        let shown = figures.filter { $0.card.rate != .ownTable && $0.card.report == .finding }
        let end = Scale.roundShare(above: shown.compactMap { $0.rate?.interval?.upperBound }.max() ?? 0)
        axisEnd = percent(end)
        rows = shown.map { Row($0, end: end) }
        hasBars = rows.contains { $0.bar != nil }
        pages = figures.map(Rule.init)
    }
}

extension RulesSection.Row {
    init(_ figure: RuleFigures, end: Double) {
        let rate = figure.rate
        self.init(
            label: figure.label, ruleID: figure.card.id, title: figure.card.title, anchor: figure.anchor,
            isDraft: figure.card.status == .draft, judged: figure.judged, compliant: figure.cell(.compliant),
            exceptions: figure.cell(.compliantException), deviations: figure.cell(.deviation),
            advisories: figure.cell(.advisory), infos: figure.cell(.info), indeterminate: figure.cell(.indeterminate),
            pending: figure.cell(.pending), rate: Self.rateText(figure, rate),
            bar: rate.flatMap { intervalBar($0, end: end) },
            trend: figure.edition == .reviewer && figure.card.rate != .none ? sparkline(figure.tally.months) : nil)
    }

    private static func rateText(_ figure: RuleFigures, _ rate: RuleTally.Rate?) -> String {
        if figure.card.rate == .none { return "no rate" }
        if let rate { return rate.sentence }
        return (figure.tally.rate?.denominator ?? 0) == 0 ? "nothing rated" : "not shown"
    }
}

extension RulesSection.Rule {
    init(_ figure: RuleFigures) {
        let card = figure.card
        let counts = figure.edition == .reviewer ? figure.tally.reasons : []
        let lines = [
            Line(label: "Rule", value: card.id), Line(label: "Pack", value: card.pack),
            Line(label: "Status", value: card.status.rawValue), Line(label: "Author", value: card.author),
            Line(
                label: "Signed off by", value: card.reviewer.isEmpty ? "nobody yet" : card.reviewer),
            Line(label: "Next review", value: card.nextReview),
            Line(label: "Source sentences", value: card.sources.joined(separator: ", ")),
            Line(
                label: "Near misses",
                value: figure.edition == .reviewer && figure.tally.nearMisses > 0
                    ? "\(figure.tally.nearMisses) cancelled examinations that would have been flagged" : ""),
        ].filter { !$0.value.isEmpty }
        self.init(
            heading: card.number.isEmpty ? card.title : "\(card.number) · \(card.title)", ruleID: card.id,
            anchor: figure.anchor, prose: card.prose, rationale: card.rationale,
            ruleCaveat: card.caveat.isEmpty ? nil : card.caveat, exceptions: card.explanations,
            decisions: card.decisions.map {
                Decision(
                    verdictTitle: $0.verdict?.title ?? "No verdict",
                    verdictClass: $0.verdict?.name.lowercased() ?? "silent",
                    reasonText: $0.reason.isEmpty ? "" : card.words(ofReason: $0.reason), condition: $0.condition)
            },
            reasons: counts.map {
                Reason(
                    verdictTitle: $0.verdict.title, verdictClass: $0.verdict.name.lowercased(),
                    reasonText: card.words(ofReason: $0.reason), reasonCode: $0.reason,
                    count: grouped($0.count))
            }, lines: lines)
    }
}
