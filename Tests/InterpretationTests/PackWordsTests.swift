import AuditModel
import Interpretation
import Testing

/// A pack's own words add what they name and change nothing that others read.
@Suite struct PackWordsTests {
    private static let words = """
        lexicon: concepts
        version: "1"
        status: draft
        concepts:
          - name: fever-question
            role: order
            title: fever
            phrases: [fever, chills, fever and chills, mass and fever]
            not: [ultrasound fever]
        """

    private static func lexicons() throws -> Lexicons {
        try Lexicons.load(ofPacks: [(pack: "fevers", path: "fevers/lexicons/fever.yaml", text: words)])
    }

    @Test(arguments: [
        "11 cm left retroperitoneal mass with calcifications, found on ultrasound, fever and chills",
        "left thigh mass and fever, calcified on XR", "right flank mass, no fever or calcification",
        "left flank mass, seen on ultrasound fever",
    ])
    func `a lesion is read the same with a pack's words and without`(_ text: String) throws {
        let without = Reading(text, try Lexicons.load())
        let with = Reading(text, try Self.lexicons())
        #expect(with.statements.count == without.statements.count && !with.statements.isEmpty)
        for (one, other) in zip(with.statements, without.statements) {
            #expect(one.present == other.present && one.uncertain == other.uncertain && one.absent == other.absent)
            #expect(one.foundOn == other.foundOn && one.site == other.site && one.side == other.side)
        }
        #expect(with.studies.count == without.studies.count)
    }

    @Test func `a pack's words are read`() throws {
        let lexicons = try Self.lexicons()
        #expect(Reading("left flank mass, fever", lexicons).assertion(of: "fever-question") == "present")
        #expect(Reading("left flank mass, no chills", lexicons).assertion(of: "fever-question") == "absent")
    }

    @Test func `the words of a pack that is off are not read`() throws {
        let lexicons = try Self.lexicons().ofPacks([])
        #expect(Reading("left flank mass, fever", lexicons).assertion(of: "fever-question") == "none")
    }

    @Test func `what a study shows of a lesion it shows with the lesion`() throws {
        let lexicons = try Lexicons.load()
        let result = Reading("right flank mass", prior: "US: calcified", lexicons).statements.filter {
            $0.foundOn == .us
        }
        let mass = try #require(lexicons.vocabulary.concept(named: "mass"))
        #expect(result.map { $0.present.contains(mass) } == [true])
        let elsewhere = Reading("right flank mass", prior: "US: calcification right flank", lexicons)
            .statements.filter { $0.foundOn == .us }
        #expect(elsewhere.map { $0.present.contains(mass) } == [false])
    }
}
