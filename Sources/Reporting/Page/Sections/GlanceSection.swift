import AuditModel

/// The first screen: what was found, what could not be assessed, what changed.
struct GlanceSection {
    struct Line {
        var title: String
        var anchor: String
        var counts: String
        var share: String?
        var bar: String?
    }

    struct Reason {
        var reason: String
        var count: String
    }

    struct Change {
        var label: String
        var count: String
    }

    /// A case to begin with.
    struct Start {
        var id: String
        var verdictTitle: String
        var verdictClass: String
        var reason: String
        var about: String
        var isNew: Bool
    }

    var deviations: String
    var deviationsSentence: String
    var lines: [Line]
    /// Rules with a rate that nothing was rated for.
    var silent: String?
    var unassessed: String
    var unassessedSentence: String
    var reasons: [Reason]
    var missing: String?
    var changes: [Change]
    var changesSentence: String
    /// Only in the reviewers' edition.
    var start: [Start]
    var startSentence: String
    var isReviewer: Bool

    init(_ result: AuditResult, edition: Edition) {
        let figures = result.figures(edition)
        let rated = figures.filter { $0.card.rate == .deviation && $0.card.report == .finding }
        let sum = rated.reduce(0) { $0 + ($1.tally.rate?.numerator ?? 0) }
        let units = rated.reduce(0) { $0 + ($1.tally.rate?.denominator ?? 0) }
        let withUnits = rated.filter { ($0.tally.rate?.denominator ?? 0) > 0 }
        // Beside all rules but one the sum would tell of that one.
        let hiddenRates = withUnits.count { $0.rate == nil }
        let showsSum = edition.shows(sum) && (edition == .reviewer || hiddenRates != 1)
        // A large nought would look like a good result where there is none.
        deviations = units == 0 ? "–" : showsSum ? grouped(sum) : RuleFigures.suppressed
        deviationsSentence =
            units == 0
            ? "No unit could be rated."
            : edition.shows(units) && showsSum
                ? "\(sum == 1 ? "deviation" : "deviations") among \(counted(units, "rated unit")) of \(counted(withUnits.count, "rule"))."
                : "deviations; small numbers are not shown in this edition."
        let end = Scale.roundShare(above: withUnits.compactMap { $0.rate?.interval?.upperBound }.max() ?? 0)
        lines = withUnits.map { figure in
            Line(
                title: figure.card.title, anchor: figure.anchor,
                counts: figure.rate.map { "\($0.numerator) of \($0.denominator)" } ?? "not shown",
                share: figure.rate?.share, bar: figure.rate.flatMap { intervalBar($0, end: end) })
        }
        let without = rated.count - withUnits.count
        silent = without > 0 ? "\(counted(without, "further rule")) with a rate had no unit to judge." : nil

        let findingRules = figures.filter { $0.card.report == .finding }
        let indeterminate = findingRules.reduce(0) { $0 + ($1.tally.counts[.indeterminate] ?? 0) }
        let pending = findingRules.reduce(0) { $0 + ($1.tally.counts[.pending] ?? 0) }
        let low = findingRules.reduce(0) { sum, figure in
            sum + Verdict.allCases.filter(\.isRated).reduce(0) { $0 + (figure.tally.lowConfidence[$1] ?? 0) }
        }
        let hiddenCells = findingRules.count {
            ($0.tally.counts[.indeterminate] ?? 0) > 0 && $0.tally.shared.counts[.indeterminate] == nil
        }
        let showsUnassessed = edition.shows(indeterminate) && (edition == .reviewer || hiddenCells != 1)
        unassessed = showsUnassessed ? grouped(indeterminate) : RuleFigures.suppressed
        unassessedSentence =
            "\(indeterminate == 1 ? "judgement" : "judgements") could not be made from this export. Besides, \(edition.text(pending)) \(pending == 1 ? "is" : "are") pending, and \(edition.text(low)) of low confidence \(low == 1 ? "stands" : "stand") outside the rates."
        var byReason: [String: Int] = [:]
        for figure in findingRules {
            for reason in figure.tally.reasons where reason.verdict == .indeterminate {
                byReason[figure.card.words(ofReason: reason.reason), default: 0] += reason.count
            }
        }
        let ranked = byReason.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        reasons = zip(ranked, edition.texts(ranked.map(\.value))).map { Reason(reason: $0.key, count: $1) }
            .filter { $0.count != RuleFigures.suppressed }.prefix(5).map(\.self)
        missing = result.mostMissing(edition)
        isReviewer = edition == .reviewer
        changes = []
        changesSentence =
            "No earlier report was named, so nothing is marked as new. The next run does it with --previous and this report's folder."
        start = isReviewer ? Self.start(result, rated) : []
        startSentence =
            start.isEmpty
            ? "No deviation waits for a reader."
            : "The most certain deviation of each rule that nobody has reviewed or waived\(result.changes == nil ? "" : ", new ones before others")."
        if let change = result.changes, edition == .reviewer {
            changes = [
                Change(label: "new", count: grouped(change.new.count)),
                Change(label: "persisting", count: grouped(change.persisting)),
                Change(label: "resolved", count: grouped(change.resolved)),
            ]
            changesSentence =
                "Findings against the report of \(change.previousPeriod == "everything" ? "all orders" : change.previousPeriod) made \(moment(change.previousRun))."
                + (change.knowledgeChanged
                    ? " Rules, lexicons or parameters differ between the two: a change here need not be one of practice."
                    : " Both used the same rules, lexicons and parameters.")
                + (change.ofOtherPeriods == 0
                    ? ""
                    : " \(grouped(change.ofOtherPeriods)) more of that report lie outside this one's period and were not looked for again: that is no sign that they are resolved.")
        }
    }

    /// One case of each rule with a comparable rate, in the order of the rules.
    private static func start(_ result: AuditResult, _ rated: [RuleFigures]) -> [Start] {
        let notes = ReviewNotes(result.reviews)
        let open = result.findings.filter {
            $0.verdict == .deviation && !notes.isReviewed($0.id) && notes.waiver(of: $0.id).isEmpty
        }
        return rated.compactMap { figure -> Start? in
            let own = open.filter { $0.ruleID == figure.card.id }
            let isNew = { (finding: Finding) in result.changes?.new.contains(finding.id) ?? false }
            guard let first = own.first(where: isNew) ?? own.first else { return nil }
            let row = FindingRow(first, rule: figure.card, doubt: nil, changes: result.changes, review: notes)
            return Start(
                id: row.id, verdictTitle: row.verdictTitle, verdictClass: row.verdictClass, reason: row.reasonText,
                about: [row.lesion, first.ageYears.map { counted($0, "year") } ?? "", row.department, row.day]
                    .filter { !$0.isEmpty }.joined(separator: " · "),
                isNew: row.isNew)
        }
    }
}

extension AuditResult {
    /// The field that orders lack most often, in words.
    fileprivate func mostMissing(_ edition: Edition) -> String? {
        var totals: [String: Int] = [:]
        var orders = 0
        for department in missingFields {
            orders += department.orders
            for field in department.missing { totals[field.field, default: 0] += field.orders }
        }
        guard let worst = totals.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).first, worst.value > 0,
            edition.shows(worst.value)
        else { return nil }
        return "Most often missing: \(worst.key), in \(grouped(worst.value)) of \(counted(orders, "order"))."
    }
}

extension Edition {
    /// Smallest count that the shared edition prints (specification 1.10).
    static let smallestShared = 11

    /// Nought tells of nobody.
    func shows(_ count: Int) -> Bool { self == .reviewer || count == 0 || count >= Self.smallestShared }

    /// Counts beside their total: what is suppressed can not be worked out from the others either.
    func texts(_ counts: [Int]) -> [String] {
        guard self == .shared else { return counts.map(text) }
        return suppressed(counts, minimum: Self.smallestShared).map { $0.map(text) ?? RuleFigures.suppressed }
    }

    func text(_ count: Int) -> String { shows(count) ? (count == 0 ? "none" : grouped(count)) : RuleFigures.suppressed }
}
