import AuditModel
import Interpretation
import Testing

/// What is told, but not for certain (specification 5.4, 5.7).
@Suite struct CertaintyTests {
    private func read(_ text: String, prior: String = "") throws -> Reading {
        Reading(text, prior: prior, try #require(LexiconTests.lexicons))
    }

    @Test(
        arguments: [
            ("L thigh mass six cm", 60, .stated), ("L thigh mass, grapefruit size", 100, .estimated),
            ("L thigh mass, grapefruit size, measuring 8 cm", 80, .stated),
            ("L thigh mass 3 cm, five cm above the knee", 30, .stated),
            ("L thigh mass five cm above the knee", 0, .notStated), ("L thigh mass six point two cm", 0, .notStated),
            ("L thigh mass 4.2 (AP) x 5.6 (TR) x 7.1 (CC) cm", 71, .stated),
            ("Right kidney measures 10.1 cm and the left 10.4 cm. L flank mass 4 cm", 40, .stated),
            ("Left kidney 9.8 cm, right 9.5 cm. L flank mass 4 cm", 40, .stated),
            ("L flank mass, right 9.5 cm", 95, .stated),
            ("CT for stones: 4 cm calcified left perinephric mass", 40, .stated),
            ("L thigh mass, incision five cm", 0, .notStated), ("THIGH MASS RT 6CM CALCS", 60, .stated),
            ("thigh mass with 3 mm calcs", 0, .notStated),
        ] as [(String, UInt16, LesionStatement.SizeState)])
    func `a length in words is measured, a comparison is not`(
        _ text: String, _ millimetres: UInt16, _ state: LesionStatement.SizeState
    ) throws {
        let statement = try #require(try read(text).statements.first)
        #expect(statement.sizeMillimetres == millimetres)
        #expect(statement.sizeState == state)
    }

    @Test(arguments: [
        ("Mass R flank? cause", "mass", "present"), ("Calcified mass R flank? Nature", "calcification", "present"),
        ("Mass R thigh? sarcoma", "mass", "present"), ("lump L thigh? lipoma", "mass", "present"),
        ("lump L thigh? lipoma", "benign-diagnosis", "uncertain"), ("mass R flank? calcified", "mass", "present"),
        ("mass R flank? calcified", "calcification", "uncertain"), ("Calcified mass R flank?", "mass", "uncertain"),
        ("Flank mass? US shows cyst", "mass", "uncertain"), ("Flank mass? Left side", "mass", "uncertain"),
        ("Flank mass?\nCause of pain", "mass", "uncertain"),
    ])
    func `a question mark at the word before asks what follows`(
        _ text: String, _ concept: String, _ assertion: String
    ) throws {
        #expect(try read(text).assertion(of: concept) == assertion)
    }

    @Test(arguments: [
        ("L thigh mass, ddx sarcoma, lipoma, haematoma", "benign-diagnosis", "uncertain"),
        ("L thigh mass. Differential diagnosis: liposarcoma, lipoma", "benign-diagnosis", "uncertain"),
        ("L thigh mass. Ddx: lipoma, sarcoma", "benign-diagnosis", "uncertain"),
        ("L thigh mass, ddx lipoma, cyst, calcified", "calcification", "present"),
        ("ddx lipoma, haematoma, L thigh mass", "mass", "present"),
        ("L thigh mass. Ddx: sarcoma. Lipoma", "benign-diagnosis", "present"),
    ])
    func `each diagnosis of a differential is only one of them`(
        _ text: String, _ concept: String, _ assertion: String
    ) throws {
        #expect(try read(text).assertion(of: concept) == assertion)
    }

    @Test(arguments: [
        ("no longer calcified mass L flank", "present"), ("not calcified mass L flank", "present"),
        ("no calcified mass L flank", "absent"), ("no longer a mass in L flank", "absent"),
    ])
    func `what denies a quality leaves the lesion that has it no longer`(_ text: String, _ assertion: String) throws {
        #expect(try read(text).assertion(of: "mass") == assertion)
    }

    @Test(arguments: [
        "biopsy 2/2 showed sarcoma", "core bx 20/2/25: liposarcoma", "biopsy showed sarcoma",
    ])
    func `a day within a phrase is passed over`(_ text: String) throws {
        #expect(try read("L thigh mass, \(text)").assertion(of: "known-tumour") == "present")
    }

    @Test(arguments: [
        ("L flank mass, likely calcified", ["calcification"]),
        ("likely calcified L flank mass", ["calcification", "mass"]),
        ("calcified L flank mass likely", ["calcification", "mass"]),
        ("L flank mass, probable calcs", ["calcification"]),
        ("L flank mass, calcification is likely", ["calcification"]), ("suspected L flank mass", ["mass"]),
        ("L flank mass suspected, calcified", ["mass"]),
        ("L flank mass, findings c/w calcification", ["calcification"]),
        ("no fever, likely L flank mass", ["mass"]), ("calcified L flank mass. Likely calcified", []),
        ("Likely calcified. L flank mass, calcified", []),
        ("L flank mass, ?calcified, likely calcified", ["calcification"]),
        ("L flank mass, likely calcified, ?calcified", ["calcification"]), ("L flank mass, not likely calcified", []),
        ("L flank mass, calcification not likely", []), ("L flank mass, calcification less likely", []),
        ("L flank mass, unlikely to be calcified", []), ("L flank mass, likely lipoma", []), ("likely calcified?", []),
        ("L flank mass, likely ossified", ["calcification", "ossification"]),
    ])
    func `what is called likely is asserted, and is told apart`(_ text: String, _ likely: [String]) throws {
        let reading = try read(text)
        let told = reading.statements.flatMap { $0.likely.members.map { reading.vocabulary[$0].name } }
        #expect(told.sorted() == likely)
        for name in likely { #expect(reading.assertion(of: name) == "present") }
    }

    @Test(arguments: [
        ("L thigh mass, likely pacemaker", true), ("L thigh mass, pacemaker. Likely pacemaker", false),
        ("L thigh mass, pacemaker", false), ("L thigh mass, no pacemaker", false),
    ])
    func `so is a word about the patient`(_ text: String, _ isLikely: Bool) throws {
        let reading = try read(text)
        let device = try #require(reading.vocabulary.concept(named: "mri-device"))
        #expect(reading.entry.likely.contains(device) == isLikely)
    }

    @Test func `a result has the lesion's noun as likely as the text that names it`() throws {
        let reading = try read("likely L flank mass", prior: "US: calcified")
        let mass = try #require(reading.vocabulary.concept(named: "mass"))
        #expect(reading.statements.map { $0.likely.contains(mass) } == [true, true])
        #expect(reading.statements.map { $0.present.contains(mass) } == [true, true])
    }
}
