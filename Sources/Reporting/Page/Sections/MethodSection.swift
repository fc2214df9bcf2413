import AuditModel

/// How the report came about, for whoever must answer for it next year.
struct MethodSection {
    struct Entry {
        var name: String
        var value: String
        var purpose = ""
    }

    struct Source {
        var name: String
        var version: String
        var status: String
        var digest: String
    }

    struct Input {
        var name: String
        var rows: String
        var encoding: String
        var profile: String
        var digest: String
    }

    var parameters: [Entry]
    var coverageNotes: [String]
    var siteChoices: [String]
    var statusWords: [Entry]
    var sources: [Source]
    var inputs: [Input]
    var glossary: [Entry]
    var statistics: [Entry]
    var identifiers: String

    init(_ result: AuditResult, edition: Edition) {
        let run = result.run
        parameters = run.parameters.map {
            Entry(name: Self.name(of: $0), value: $0.value, purpose: $0.purpose)
        }
        coverageNotes = run.coverageNotes
        siteChoices = run.siteChoices
        statusWords = run.statusWords.filter { !$0.value.isEmpty }.map { Entry(name: $0.name, value: $0.value) }
        sources = (run.packs.map { ("Rule pack", $0) } + run.lexicons.map { ("Lexicon", $0) }).map { kind, source in
            Source(
                name: "\(kind) \(source.name)", version: source.version,
                status: source.isSigned
                    ? "\(source.status.rawValue), signed off" : "\(source.status.rawValue), not signed off",
                digest: source.digest)
        }
        let rows = edition.texts(run.inputs.map(\.rows))
        inputs = run.inputs.enumerated().map { index, file in
            Input(
                name: edition == .reviewer ? file.name : "file \(index + 1)", rows: rows[index],
                encoding: file.encoding, profile: file.profile, digest: file.sha256)
        }
        glossary = Self.glossary
        statistics = Self.statistics
        identifiers = run.identifiers
    }

    /// `lookback-days` as `lookback`: the unit stands with the value.
    private static func name(of parameter: NamedValue) -> String {
        let words = parameter.name.split(separator: "-")
        let unit = parameter.value.split(separator: " ").last
        return (words.last == unit ? words.dropLast() : words[...]).joined(separator: " ")
    }

    /// How the figures are reckoned, with sources.
    private static let statistics = [
        Entry(
            name: "Interval of a rate",
            value:
                "Wilson's score interval, 95 %, without continuity correction (E. B. Wilson, J Am Stat Assoc 1927;22:209)."
        ),
        Entry(
            name: "Control chart",
            value:
                "p-chart with three-sigma limits at each month's own number (D. C. Montgomery, Introduction to Statistical Quality Control); signals are a month outside the limits, eight in a row on one side of the mean, six in a row rising or falling (NHS England, Making Data Count)."
        ),
        Entry(
            name: "Funnel plot",
            value:
                "Limits of 95 % and 99.8 % around the rule's own proportion by the normal approximation (D. J. Spiegelhalter, Stat Med 2005;24:1185). Units count as independent; over-dispersion is named, not modelled."
        ),
        Entry(
            name: "Small numbers",
            value:
                "Below 11 rated units there is no rate, no place in a funnel and no comparison. The shared edition shows no number from 1 to 10, nor one from which it could be worked out."
        ),
        Entry(
            name: "Reviews",
            value:
                "Precision is agreed among settled findings with Wilson's interval, from five upwards. Agreement of two readers is Cohen's kappa (J. Cohen, Educ Psychol Meas 1960;20:37)."
        ),
    ]

    private static let glossary =
        Verdict.allCases.map { Entry(name: $0.title, value: $0.meaning) }
        + Confidence.allCases.reversed().map { Entry(name: "Confidence \($0.name)", value: "\($0.meaning).") } + [
            Entry(
                name: "Judged unit",
                value:
                    "What one verdict of a rule is about: as a rule a lesion episode, for some rules an examination or a tissue event."
            ),
            Entry(
                name: "Rate",
                value:
                    "Deviations among compliant, excused and deviating units of high or medium confidence; these are the rated units."
            ),
            Entry(
                name: "Episode",
                value:
                    "The orders of one patient about one lesion: same site group and side. Two lesions are never merged by patient alone."
            ),
            Entry(
                name: "History",
                value:
                    "Orders before the judged event. Where the export does not reach back far enough, nothing is assumed."
            ),
            Entry(
                name: "Near miss",
                value: "A cancelled examination that would have been listed had it been performed."),
            Entry(
                name: "Superseded rule",
                value:
                    "Where two rules see the same event the more specific one speaks; the other is kept as not applicable."
            ),
            Entry(
                name: "Waived",
                value: "Somebody named answers for the finding until the day given. It is still counted."
            ),
        ]
}
