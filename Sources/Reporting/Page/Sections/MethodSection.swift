import AuditModel

/// How the report came about, for whoever must answer for it next year.
struct MethodSection {
    struct Entry {
        var name: String
        var value: String
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
    var identifiers: String

    init(_ result: AuditResult, edition: Edition) {
        let run = result.run
        parameters = run.parameters.map { Entry(name: $0.name, value: $0.value) }
        coverageNotes = run.coverageNotes
        siteChoices = run.siteChoices
        statusWords = Self.byMeaning(run.statusWords)
        sources = (run.packs.map { ("Rule pack", $0) } + run.lexicons.map { ("Lexicon", $0) }).map { kind, source in
            Source(
                name: "\(kind) \(source.name)", version: source.version,
                status: source.isSigned
                    ? "\(source.status.rawValue), signed off" : "\(source.status.rawValue), not signed off",
                digest: source.digest)
        }
        inputs = run.inputs.enumerated().map { index, file in
            Input(
                name: edition == .reviewer ? file.name : "file \(index + 1)", rows: edition.text(file.rows),
                encoding: file.encoding, profile: file.profile, digest: file.sha256)
        }
        glossary =
            Verdict.allCases.map { Entry(name: $0.title, value: $0.meaning) }
            + Confidence.allCases.reversed().map { Entry(name: "Confidence \($0.name)", value: "\($0.meaning).") } + [
                Entry(
                    name: "Rate",
                    value:
                        "Deviations among compliant, excused and deviating units of high or medium confidence, with the Wilson 95 % interval from 11 units upwards."
                ),
                Entry(
                    name: "Episode",
                    value:
                        "The orders of one patient about one lesion: same site group and side. Two lesions are never merged by patient alone."
                ),
                Entry(
                    name: "Near miss",
                    value: "A cancelled examination that would have been flagged had it been performed."),
                Entry(
                    name: "Superseded rule",
                    value:
                        "Where two rules see the same event the more specific one speaks; the other is kept as not applicable."
                ),
            ]
        identifiers = run.identifiers
    }

    /// One line a meaning, its words in alphabetical order.
    private static func byMeaning(_ statusWords: [NamedValue]) -> [Entry] {
        Dictionary(grouping: statusWords, by: \.value).sorted { $0.key < $1.key }.map { meaning, entries in
            Entry(name: meaning, value: entries.map(\.name).sorted().joined(separator: ", "))
        }
    }
}
