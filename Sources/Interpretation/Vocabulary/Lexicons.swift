package import AuditModel
import LocatedYAML

/// The clinical words of a run: the shipped lexicons and those a site adds. Immutable; shared by all readers.
package struct Lexicons: Sendable {
    package let vocabulary: Vocabulary
    /// What was loaded, in order, for the digests of a report.
    package let sources: [LexiconSource]
    /// The lexicons' own tests.
    package let examples: [LexiconExample]
    let text: TextLexicon
    let exams: ExamLexicon
    let mentions: MentionLexicon

    /// Names of the lists of phrases in a lexicon of mentions.
    package static let mentionLists = MentionLexicon.Sense.allCases.map(\.rawValue)

    /// The shipped lexicons and `files` after them. A file adds to concepts and sites of the same name.
    /// Throws all problems at once, each with its line and column.
    package static func load(adding files: [(path: String, text: String)] = []) throws(AuditIssues) -> Lexicons {
        var lexicons = LexiconReader()
        var documents: [(kind: LexiconKind, root: YAMLMapping)] = []
        var sources: [LexiconSource] = []
        var broken: [AuditIssue] = []
        for file in EmbeddedLexicons.files + files {
            let value: YAMLValue
            do {
                value = try YAMLValue(parsing: file.text, file: file.path)
            } catch {
                broken += error.issues
                continue
            }
            let root = YAMLMapping(entries: lexicons.reader.entries(value), value: value)
            guard let kindValue = root["lexicon"],
                let kind = lexicons.reader.word(kindValue, as: "lexicon", LexiconKind.self)
            else {
                lexicons.reader.report("a lexicon says what it is: 'lexicon: concepts'", at: value)
                continue
            }
            documents.append((kind, root))
            sources.append(
                LexiconSource(
                    name: file.path, version: root["version"].flatMap { lexicons.reader.string($0) } ?? "",
                    status: root["status"].flatMap { lexicons.reader.string($0) } ?? "draft",
                    isSigned: root["reviewer"].map { !$0.isNull } ?? false, text: file.text))
        }
        lexicons.read(documents)
        lexicons.reader.reportAll(broken)
        try lexicons.reader.check()
        let made = Lexicons(lexicons, sources: sources)
        guard !made.text.phrases.isOverfull else {
            throw AuditIssues(
                .knowledge,
                [
                    AuditIssue(
                        .error, "the lexicons hold more phrases than can be told apart; shorten the lists of choices")
                ])
        }
        return made
    }

    private init(_ read: borrowing LexiconReader, sources: [LexiconSource]) {
        let vocabulary = Vocabulary(
            concepts: read.concepts.map(\.concept), sites: read.sites, examAttributes: read.examAttributes)
        self.vocabulary = vocabulary
        self.sources = sources
        examples = read.examples
        text = TextLexicon(read)
        exams = read.exams.compiled()
        mentions = MentionLexicon(read.mentions)
    }
}

extension YAMLReader {
    mutating func reportAll(_ issues: [AuditIssue]) { for issue in issues { report(issue) } }
}
