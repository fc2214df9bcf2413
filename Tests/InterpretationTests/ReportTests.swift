import AuditModel
import Interpretation
import Testing

/// Reports and forms pasted whole: what is asked in one part is answered in another.
@Suite struct ReportTests {
    @Test(arguments: [
        ("", "US. History: ?calcified mass. Findings: thigh mass without calcification.", "absent"),
        ("", "US. Findings: thigh mass without calcification. ?calcified on XR", "absent uncertain"),
        ("", "XR: ?calcified thigh mass. US: no calcification", "uncertain absent"),
        ("thigh mass, ?calcified, no calcification", "", "uncertain"),
        ("thigh mass, calcification present? yes", "", "present"),
        ("thigh mass, calcification present? no", "", "absent"),
        ("thigh mass, calcification present?", "", "uncertain"),
        ("thigh mass, aorta heavily calcified", "", ""), ("thigh mass, the aorta is densely calcified", "", ""),
        ("aorta and thigh, heavily calcified mass", "", "present"),
        ("aorta displaced by densely calcified thigh mass", "", "present"),
    ])
    func `what a result says of what was asked`(_ text: String, _ prior: String, _ said: String) throws {
        let reading = try Reading(inMarch: text, prior: prior)
        let concept = try #require(reading.vocabulary.concept(named: "calcification"))
        #expect(reading.statements.compactMap { $0.assertion(of: concept)?.name }.joined(separator: " ") == said)
    }

    @Test(arguments: [
        ("lump R thigh not visible on XR", "present"), ("lump R thigh, not seen on film", "present"),
        ("lump R thigh not seen on US", "absent"), ("no lump R thigh on XR", "absent"),
        ("lump R thigh not visible", "absent"),
    ])
    func `a film that does not show a lump leaves it`(_ text: String, _ said: String) throws {
        #expect(try Reading(inMarch: text).assertion(of: "mass") == said)
    }

    @Test(arguments: [
        ("", "M61.051", "lower-limb", "right"), ("", "M61.9", "", ""), ("", "M61.00", "unspecified", ""),
        ("pain", "M61.022", "upper-limb", "left"), ("sore right thigh", "M61.051", "thigh", "right"),
        ("", "S70.01XA", "", ""),
    ])
    func `a code of ossifying muscle speaks of a lesion`(
        _ text: String, _ code: String, _ site: String, _ side: String
    ) throws {
        let reading = Reading(text, icd: code, try #require(LexiconTests.lexicons))
        let implied = reading.statements.contains(where: \.isImplied)
        #expect(implied == !site.isEmpty)
        let places = reading.statements.map { [reading.vocabulary[$0.site].name, $0.side.name] }
        #expect(site.isEmpty ? places.isEmpty : places.contains([site, side]))
    }
}
