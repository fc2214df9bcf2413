import AuditModel
import Interpretation
import Testing

/// Which of the studies that a text names were made, which are only wanted, and which are denied.
@Suite struct StudyStateTests {
    @Test(arguments: [
        ("", "US: calcified L flank mass. CT recommended.", "CT", "planned"),
        ("", "US: solid mass. CT/MRI recommended.", "CT", "planned"),
        ("", "US: solid mass. CT is suggested for further evaluation.", "CT", "planned"),
        ("", "US: solid mass. CT pending", "CT", "planned"), ("", "US: solid mass. CT not done.", "CT", "denied"),
        ("", "CT suggested a calcified mass", "CT", "performed"), ("", "CT: mass. MRI recommended.", "CT", "performed"),
        ("", "US: solid mass. CT cancelled", "CT", "planned"), ("", "US: solid mass. CT to follow", "CT", "planned"),
        ("L flank mass for further imaging, CT at OSH shows 7 cm mass", "", "CT", "performed"),
        ("L thigh mass, needs bx, MRI at Mercy 2/20 showed 7 cm mass", "", "MR", "performed"),
        ("R thigh mass 7 cm (MRI)", "", "MR", "performed"), ("L flank mass. CT: none", "", "CT", "denied"),
        ("", "US: mass. Prior CT - none", "CT", "denied"),
        ("", "MRI: no. US: mass", "MR", "denied"), ("", "CT: no mass", "CT", "performed"),
        ("", "XR: mass ?CT", "CT", "planned"), ("MRI requested, CT shows calcified mass", "", "CT", "performed"),
        ("MRI pending, CT 2/27 calcified mass", "", "CT", "performed"),
        ("unable MRI, CT shows calcified mass", "", "CT", "performed"),
        ("flank mass, needs CT, MRI", "", "MR", "planned"), ("RP mass (CT)", "", "CT", "performed"),
        ("R thigh mass (MRI requested)", "", "MR", "planned"), ("R thigh mass (?MRI)", "", "MR", "planned"),
        ("mass R thigh, painful (MRI)", "", "MR", "none"), ("R thigh mass, correlate with CT", "", "CT", "planned"),
        ("", "US: mass. Correlate with prior CT if available", "CT", "planned"),
        ("", "US: mass. Clinical correlation with any outside CT", "CT", "planned"),
        ("", "US: mass, correlate with CT which shows calcification", "CT", "performed"),
        ("", "US: mass. Correlate with CT 2/27/25", "CT", "performed"),
        ("", "US: mass, correlated with CT", "CT", "performed"), ("", "US: mass. Compared with CT", "CT", "performed"),
    ])
    func `what is only planned was not made`(
        _ text: String, _ prior: String, _ modality: String, _ state: String
    ) throws {
        try expectState(state, of: modality, in: text, prior)
    }

    @Test(arguments: [
        ("flank mass calcified on XR, CT requested", "", "CT", "planned"),
        ("thigh mass 7 cm on US, MRI booked", "", "MR", "planned"),
        ("thigh mass 7 cm per US, MRI awaited", "", "MR", "planned"),
        ("thigh mass on US and MRI requested", "", "MR", "planned"),
        ("flank mass calcified on US, CT to characterise", "", "CT", "none"),
        ("previous excision, MRI requested", "", "MR", "planned"),
        ("flank mass calcified on US, CT", "", "CT", "performed"),
        ("flank mass calcified on US and CT", "", "CT", "performed"),
        ("flank mass calcified on US/CT", "", "CT", "performed"),
        ("thigh mass on recent US, CT and MRI", "", "CT", "performed"),
        ("thigh mass on recent US, CT and MRI", "", "MR", "performed"),
        ("thigh mass on US and MRI for biopsy", "", "MR", "performed"),
        ("thigh mass on US, CT of left thigh", "", "CT", "performed"),
        ("thigh mass on US, CT and MRI requested", "", "MR", "planned"),
        ("", "US: mass. Recommend contrast-enhanced CT or MRI.", "MR", "planned"),
        ("", "US: mass. Correlate with CT or MRI.", "MR", "planned"),
        ("", "US: mass. Recommendation: soft tissue protocol MRI.", "MR", "planned"),
        ("", "US: mass. Dedicated MRI of the left thigh with gadolinium is suggested for assessment.", "MR", "planned"),
        ("", "US: mass. MRI of the left thigh with and without contrast should be considered.", "MR", "planned"),
        ("", "MRI of left thigh performed 5/3, biopsy was recommended", "MR", "performed"),
        ("", "US: mass. MRI of the mass should be considered.", "MR", "planned"),
        ("", "US: mass. MRI of the left lower extremity without and with gadolinium is suggested.", "MR", "planned"),
        ("", "US: mass. MRI left thigh +/- contrast recommended.", "MR", "planned"),
        ("", "US: mass. Recommend CT and/or MRI.", "MR", "planned"),
        ("", "MRI of mass recommended biopsy", "MR", "performed"),
        ("", "US: mass. Advise sarcoma MDT referral and MRI.", "MR", "planned"),
        ("", "US: mass. Recommend urgent MDT review of the MRI.", "MR", "performed"),
        ("thigh mass. Previous imaging: MRI at other trust", "", "MR", "performed"),
        ("thigh mass. Previous imaging - MRI requested", "", "MR", "planned"),
        ("", "MRI left thigh biopsy recommended", "MR", "performed"),
        ("", "US: mass. MRI report recommends biopsy.", "MR", "performed"),
        ("", "US: mass. Biopsy recommended on MRI.", "MR", "performed"),
        ("GP arranged plain films which were normal, thigh mass", "", "XR", "performed"),
        ("GP arranged US which showed thigh mass", "", "US", "performed"),
        ("thigh mass, needs MRI because XR was normal", "", "MR", "planned"),
    ])
    func `a word for a plan or for what was made reaches its own studies`(
        _ text: String, _ prior: String, _ modality: String, _ state: String
    ) throws {
        try expectState(state, of: modality, in: text, prior)
    }

    @Test(arguments: [
        ("Previous CT/MRI: Nil. flank mass", "", "CT", "denied"),
        ("Previous CT/MRI: Nil. flank mass", "", "MR", "denied"),
        ("Prior US, CT or MRI - none. flank mass", "", "US", "denied"),
        ("Previous imaging (CT/MRI): none. flank mass", "", "CT", "denied"),
        ("", "US: mass. CT/MRI not done.", "CT", "denied"),
        ("flank mass calcified on US and CT not done", "", "US", "performed"),
        ("flank mass calcified on US and CT not done", "", "CT", "denied"),
        ("thigh mass, had US, MRI not done", "", "US", "performed"),
        ("thigh mass, had US and MRI not done", "", "US", "performed"),
        ("thigh mass, prior CT or MRI not available", "", "CT", "denied"),
        ("Prior MRI? No. flank mass", "", "MR", "denied"),
        ("Prior imaging? Yes - US. thigh mass", "", "US", "performed"),
        ("Prior imaging: yes, US. thigh mass", "", "US", "performed"),
        ("", "US: mass. Prior MRI not available.", "MR", "denied"),
        ("thigh mass. Prior MRI not available.", "", "MR", "denied"),
        ("", "US: mass. Not seen on MRI (not performed).", "MR", "denied"),
        ("thigh mass. MRI report not available", "", "MR", "performed"),
    ])
    func `an answer or a denial is of the studies it names`(
        _ text: String, _ prior: String, _ modality: String, _ state: String
    ) throws {
        try expectState(state, of: modality, in: text, prior)
    }

    /// Read on 2025-03-20.
    @Test(arguments: [
        ("US: mass. CT 2022 no mass", "2022-12-31"), ("CT (2019): no mass", "2019-12-31"),
        ("2022 CT normal", "2022-12-31"), ("CT Jan 2022 normal", "2022-01-31"), ("CT 03/2022 normal", "2022-03-31"),
        ("CT 5/6/2021 normal", "2021-06-05"), ("CT 2024 normal", ""), ("CT 27/02/2021 normal", "2021-02-27"),
        ("CT 2025 normal", ""),
    ])
    func `a year alone tells that a study is long ago`(_ prior: String, _ day: String) throws {
        let studies = try Reading(inMarch: "L flank mass", prior: prior).studies.filter { $0.modality == .ct }
        #expect(studies.map(\.day.description) == [day])
    }

    /// `none`: the text tells of no such study.
    private func expectState(_ state: String, of modality: String, in text: String, _ prior: String) throws {
        let studies = try Reading(inMarch: text, prior: prior).studies
        let told = studies.filter { $0.modality?.name == modality }.map { "\($0.state)" }
        #expect(told == (state == "none" ? [] : [state]))
    }
}
