import AuditModel
import Interpretation
import Testing

/// Lesions that a text counts and lists by their places.
@Suite struct ListedLesionTests {
    @Test(arguments: [
        ("2 masses: L flank 4cm, R groin 2cm", ["left flank 40", "right groin 20"]),
        ("two masses - R thigh 6 cm, L calf 3 cm", ["right thigh 60", "left lower-leg 30"]),
        ("2 palpable masses in L flank 4cm and R groin 2cm", ["left flank 40", "right groin 20"]),
        (
            "3 lumps: R forearm 2 cm, L forearm 1 cm, L thigh 6 cm",
            ["right forearm 20", "left forearm 10", "left thigh 60"]
        ),
        ("2 masses: flank 4 cm, thigh 6 cm", [" flank 40", " thigh 60"]),
        ("multiple masses, L flank and R thigh", ["left flank 0", "right thigh 0"]),
        ("two masses in the L thigh and knee", ["left thigh 0"]),
        ("2 month mass L thigh, R groin pain", ["left thigh 0"]),
        ("mass L thigh 4 cm, R groin node 2 cm", ["left thigh 40"]),
        ("2 masses L thigh, near L groin 3 cm", ["left thigh 30"]),
        ("seen 3/2 mass L thigh 4 cm, R arm 3 cm", ["left thigh 40"]),
        ("2 masses: L flank 4 cm. R groin 2 cm scar", ["left flank 40"]),
        ("multiple masses L flank 5 cm, R kidney and L kidney normal", ["left flank 50", "right kidney 0"]),
        ("stage 3 mass L flank 5 cm, R kidney 9.8 cm", ["left flank 50"]),
    ])
    func `each place of the list is a lesion`(_ text: String, _ lesions: [String]) throws {
        let reading = Reading(text, try #require(LexiconTests.lexicons))
        let told = reading.statements.sorted { $0.lesion < $1.lesion }.map {
            let side = $0.side == .unspecified ? "" : $0.side.name
            return "\(side) \(reading.vocabulary[$0.site].name) \($0.sizeMillimetres)"
        }
        #expect(told == lesions)
        #expect(reading.statements.allSatisfy { !$0.present.isEmpty })
    }

    @Test(arguments: [
        ("2 calcified masses: L flank and R groin", ["present", "present"]),
        ("3 calcified lumps: R forearm 2 cm, L forearm 1 cm, L thigh 6 cm", ["present", "present", "present"]),
        ("2 masses: L flank and R groin, the aorta calcified", ["none", "none"]),
    ])
    func `what is said of the noun is said of every place`(_ text: String, _ calcification: [String]) throws {
        let reading = Reading(text, try #require(LexiconTests.lexicons))
        let concept = try #require(reading.vocabulary.concept(named: "calcification"))
        let told = reading.statements.sorted { $0.lesion < $1.lesion }
        #expect(told.map { $0.assertion(of: concept)?.name ?? "none" } == calcification)
    }

    @Test func `what is denied is denied of every place`() throws {
        let reading = Reading("no 2 masses in L flank, R groin", try #require(LexiconTests.lexicons))
        #expect(reading.assertion(of: "mass") == "absent")
    }
}
