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
    /// What packs say of orders in words of their own.
    private(set) var asides: [Aside]
    let exams: ExamLexicon
    let mentions: MentionLexicon

    /// A pack's own words, read beside all others: they add what they name and change nothing that others read.
    struct Aside: Sendable {
        var pack: String
        var concepts: ConceptSet
        /// Those words and all that belong to no pack alone.
        var text: TextLexicon
    }

    /// The same without the words that packs other than these have for themselves.
    package func ofPacks(_ names: [String]) -> Lexicons {
        var lexicons = self
        lexicons.asides.removeAll { !names.contains($0.pack) }
        return lexicons
    }

    /// Names of the lists of phrases in a lexicon of mentions.
    package static let mentionLists = MentionLexicon.Sense.allCases.map(\.rawValue)

    /// The shipped lexicons, those of packs and `files` after them. A file adds to concepts and sites of the same name;
    /// concepts of orders that a pack names first are the pack's own.
    /// Throws all problems at once, each with its line and column.
    package static func load(
        ofPacks packFiles: [(pack: String, path: String, text: String)] = [],
        adding files: [(path: String, text: String)] = []
    ) throws(AuditIssues) -> Lexicons {
        var lexicons = LexiconReader()
        var documents: [(kind: LexiconKind, root: YAMLMapping, pack: String?)] = []
        var sources: [LexiconSource] = []
        var broken: [AuditIssue] = []
        var all = EmbeddedLexicons.files.map { (pack: String?.none, path: $0.path, text: $0.text) }
        all += packFiles.map { (pack: $0.pack, path: $0.path, text: $0.text) }
        all += files.map { (pack: nil, path: $0.path, text: $0.text) }
        let parsed = ParallelParts.done(all.count, jobs: .max) { [all] number in
            Result { () throws(AuditIssues) in try YAMLValue(parsing: all[number].text, file: all[number].path) }
        }
        for (file, parsed) in zip(all, parsed) {
            let value: YAMLValue
            do throws(AuditIssues) {
                value = try parsed.get()
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
            documents.append((kind, root, file.pack))
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
        guard ([made.text] + made.asides.map(\.text)).allSatisfy({ !$0.phrases.isOverfull }) else {
            throw AuditIssues(
                .knowledge,
                [
                    AuditIssue(
                        .error,
                        "the lexicons hold more than \(UInt16.max) different words, or more than \(EdgeTable.nodes) beginnings of phrases; leave some out"
                    )
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
        let own = read.ownConcepts
        let compiled = Self.compiled(read)
        text = TextLexicon(read, phrases: compiled.texts[0])
        asides = zip(own, compiled.texts.dropFirst()).map { own, phrases in
            Aside(pack: own.pack, concepts: ConceptSet(own.concepts), text: TextLexicon(read, phrases: phrases))
        }
        exams = compiled.exams
        mentions = compiled.mentions
    }

    /// What is compiled for itself, on all threads.
    private enum Part: Sendable {
        case text(PhraseTable<TextSense>)
        case exams(ExamLexicon)
        case mentions(MentionLexicon)
    }

    /// `texts`: the phrases that belong to no pack alone, then for every pack of `ownConcepts` these and its own.
    private static func compiled(
        _ read: borrowing LexiconReader
    ) -> (texts: [PhraseTable<TextSense>], exams: ExamLexicon, mentions: MentionLexicon) {
        let (own, phrases, senses) = (read.ownConcepts, read.phrases, read.senses)
        let (exams, mentions) = (read.exams, read.mentions)
        let parts = ParallelParts.done(own.count + 3, jobs: .max) { number -> Part in
            if number == own.count + 1 { return .exams(exams.compiled()) }
            if number == own.count + 2 { return .mentions(MentionLexicon(mentions)) }
            let pack = number == 0 ? nil : own[number - 1].pack
            let foreign = own.filter { $0.pack != pack }.flatMap(\.concepts)
            return .text(
                PhraseTable(
                    phrases,
                    senses.enumerated().filter { !foreign.contains(where: $0.element.isOf) }.map {
                        ($0.offset, $0.element)
                    }
                ) { WordUse($0) })
        }
        var texts: [PhraseTable<TextSense>] = []
        var (examLexicon, mentionLexicon): (ExamLexicon?, MentionLexicon?)
        for part in parts {
            switch part {
            case .text(let phrases): texts.append(phrases)
            case .exams(let lexicon): examLexicon = lexicon
            case .mentions(let lexicon): mentionLexicon = lexicon
            }
        }
        return (texts, examLexicon ?? exams.compiled(), mentionLexicon ?? MentionLexicon(mentions))
    }
}

extension YAMLReader {
    mutating func reportAll(_ issues: [AuditIssue]) { for issue in issues { report(issue) } }
}
