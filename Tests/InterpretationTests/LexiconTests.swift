import AuditModel
import Interpretation
import Testing

/// The lexicons' own examples, one case each.
@Suite struct LexiconTests {
    static let lexicons: Lexicons? = try? Lexicons.load()
    static let examples = lexicons?.examples ?? []
    static let concepts = examples.filter { lexicons?.vocabulary.concept(named: $0.subject) != nil }
    static let sites = examples.filter { lexicons?.vocabulary.site(named: $0.subject) != nil }
    static let exams = examples.filter { $0.subject == "exam" }
    static let mentions = examples.filter { $0.subject == "mention" }

    @Test func `the shipped lexicons load without a complaint`() throws {
        let lexicons = try Lexicons.load()
        #expect(lexicons.sources.count >= 9)
        #expect(lexicons.sources.allSatisfy { !$0.version.isEmpty && $0.status == "draft" && !$0.isSigned })
    }

    @Test func `a star without a word before it is refused where it stands`() {
        let text = """
            lexicon: context
            version: "1"
            status: draft
            markers:
              by: [
                by,
                "*"]
            """
        let issues = #expect(throws: AuditIssues.self) { _ = try Lexicons.load(adding: [("own.yaml", text)]) }
        #expect(issues?.issues.map { "\($0.line):\($0.column)" } == ["7:5"])
    }

    /// As letters, so that each is a word of its own.
    @Test func `a site may add tens of thousands of words`() throws {
        let words = (0..<20_000).map { number in
            "zq"
                + String(number, radix: 16).map {
                    String(UnicodeScalar(UInt8(ascii: "a") + UInt8($0.hexDigitValue ?? 0)))
                }
                .joined() + "q"
        }
        let text = """
            lexicon: concepts
            version: "1"
            status: draft
            concepts:
              - name: own-word
                role: order
                phrases: [\(words.joined(separator: ", "))]
            """
        let lexicons = try Lexicons.load(adding: [("own.yaml", text)])
        for word in [words[0], words[9_999], words[19_999]] {
            #expect(Reading("thigh mass, \(word)", lexicons).assertion(of: "own-word") == "present")
        }
        #expect(Reading("left flank mass, no calcification", lexicons).assertion(of: "calcification") == "absent")
    }

    @Test func `every lexicon with phrases has examples`() {
        #expect(Self.concepts.count > 60 && Self.sites.count > 20 && Self.exams.count > 20 && Self.mentions.count > 10)
    }

    @Test func `every concept has an example`() throws {
        let lexicons = try #require(Self.lexicons)
        let shown = Set(Self.concepts.map(\.subject))
        #expect(lexicons.vocabulary.concepts.map(\.name).filter { !shown.contains($0) } == [])
    }

    @Test(arguments: concepts)
    func `a concept is read as its example says`(_ example: LexiconExample) throws {
        let lexicons = try #require(Self.lexicons)
        let concept = try #require(lexicons.vocabulary.concept(named: example.subject))
        let reading = Reading(example.text, prior: example.expected["prior"] ?? "", lexicons)
        #expect(reading.assertion(of: concept) == example.expected["is"])
    }

    @Test(arguments: sites)
    func `a lesion is placed as its example says`(_ example: LexiconExample) throws {
        let lexicons = try #require(Self.lexicons)
        let site = try #require(lexicons.vocabulary.site(named: example.subject))
        let reading = Reading(example.text, lexicons)
        let statement = try #require(reading.statements.first)
        #expect(lexicons.vocabulary[statement.site].name == lexicons.vocabulary[site].name)
        #expect(statement.side.name == example.expected["side"] ?? "")
    }

    @Test(arguments: exams)
    func `an exam name is read as its example says`(_ example: LexiconExample) throws {
        let lexicons = try #require(Self.lexicons)
        let exam = ExamReader(lexicons).read(
            ExamName(code: example.expected["code"] ?? "", description: example.text))
        let vocabulary = lexicons.vocabulary
        for (property, expected) in example.expected where property != "code" {
            let found =
                switch property {
                case "modality": exam.modality.name
                case "regions": exam.regions.description
                case "contrast": exam.contrast.name
                case "kind": exam.kind.name
                case "side": exam.laterality.name
                case "angiography": exam.angiography ? "yes" : "no"
                case "site": vocabulary[exam.namedSite].name
                case "has":
                    vocabulary.examAttribute(named: expected).map(exam.attributes.isSuperset) == true ? expected : ""
                case "conflict": "\(exam.conflicts.rawValue)"
                case "at-least-mm": "\(exam.impliedSizeMillimetres)"
                default: "no property \(property)"
                }
            #expect(found == expected, "\(property)")
        }
    }

    @Test(arguments: mentions)
    func `a phrase is read as its example says`(_ example: LexiconExample) throws {
        let lexicons = try #require(Self.lexicons)
        let phrase = try #require(example.expected["phrase"])
        let reading = MentionReader(lexicons).read(phrase: phrase, text: example.text)
        #expect(reading.assertion.name == example.expected["is"])
        #expect(example.expected["time"].map { $0 == reading.temporality.rawValue } ?? true)
        #expect(example.expected["of"].map { $0 == reading.experiencer.rawValue } ?? true)
    }
}

extension LexiconExample: CustomTestStringConvertible {
    public var testDescription: String { "\(subject): \(text)" }
}
