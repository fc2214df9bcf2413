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
        ("mass R thigh, painful (MRI)", "", "MR", "none"), ("R thigh mass, correlate with CT", "", "CT", "none"),
        ("", "US: mass. Correlate with prior CT if available", "CT", "none"),
        ("", "US: mass. Clinical correlation with any outside CT", "CT", "none"),
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
        ("flank mass calcified on XR, CT or MRI advised", "", "CT", "planned"),
        ("flank mass calcified on XR, CT and MRI advised", "", "CT", "planned"),
        ("flank mass calcified on XR, CT, MRI advised", "", "CT", "planned"),
        ("flank mass calcified on XR, CT, MRI advised", "", "XR", "performed"),
        ("flank mass calcified on XR, US and CT, MRI advised", "", "CT", "performed"),
        ("flank mass calcified on XR, no other findings", "", "XR", "performed"),
        ("flank mass calcified on XR, Comparison: none available", "", "XR", "performed"),
        ("flank mass calcified on XR, CT not available", "", "CT", "denied"),
        ("lump forearm, XR -ve", "", "XR", "performed"), ("lump forearm XR: -ve", "", "XR", "performed"),
        ("lump forearm XR -ve for fracture", "", "XR", "performed"),
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
        ("", "US: mass. Correlate with CT or MRI.", "MR", "none"),
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

    @Test(arguments: [
        ("thigh mass. Previous MRI: none available", "", "MR", "denied"),
        ("thigh mass. CT and MRI done, US bx", "", "CT", "performed"),
        ("", "US: mass. MRI suggests sarcoma.", "MR", "performed"),
        ("", "mass, radiologist suggests MRI", "MR", "planned"),
        ("thigh mass, staging CT showed nodes", "", "CT", "performed"),
        ("thigh mass. CT/MRI showed calcification", "", "CT", "performed"),
        ("thigh mass. CT or MRI requested", "", "CT", "planned"),
        ("XR normal MRI pls, thigh mass", "", "XR", "performed"), ("XR normal MRI pls, thigh mass", "", "MR", "none"),
        ("normal XR, thigh mass", "", "XR", "performed"), ("DVT neg MRI requested, thigh mass", "", "MR", "planned"),
        ("thigh mass. Dr Smith recommended MRI which has been done", "", "MR", "performed"),
        ("thigh mass, MRI none done", "", "MR", "denied"), ("flank mass no prior CT", "", "CT", "denied"),
        ("flank mass calcified on US no prior CT", "", "US", "performed"),
        ("thigh mass, no abnormality on XR", "", "XR", "performed"),
        ("thigh mass, no prior imaging\nfound incidentally on ultrasound", "", "US", "performed"),
        ("thigh mass, no MRI on file", "", "MR", "none"),
        ("thigh mass, MRI +ve for mass", "", "MR", "performed"),
        ("flank mass, CT negative for calcification", "", "CT", "performed"),
        ("thigh mass. MRI L thigh w/wo 2/28", "", "MR", "performed"),
        ("thigh mass. MRI of left thigh without and with contrast 28/2", "", "MR", "performed"),
        ("thigh mass. MRI 2/3/25", "", "MR", "performed"), ("thigh mass. MRI 3/12", "", "MR", "none"),
        ("thigh mass. Post MRI, for biopsy", "", "MR", "performed"), ("thigh mass, biopsy post MRI", "", "MR", "none"),
        ("thigh mass. To be biopsied once MRI done", "", "MR", "planned"),
        ("Sarcoma MDT reviewed MRI, for core biopsy of thigh mass", "", "MR", "performed"),
        ("thigh mass, to be reviewed after MRI", "", "MR", "none"),
        ("thigh mass, to be reviewed with MRI", "", "MR", "none"),
        ("thigh mass. Imaging to date: XR, USS", "", "US", "performed"),
        ("thigh mass. Previous imaging at Mercy: MRI, XR", "", "MR", "performed"),
        ("thigh mass. Imaging to date: none", "", "MR", "none"),
        ("thigh mass, please correlate with MRI for target", "", "MR", "none"),
        ("thigh mass. Please CT +/- biopsy", "", "CT", "none"), ("thigh mass. USS 7 cm", "", "US", "performed"),
        ("MRI 7 cm thigh mass", "", "MR", "none"),
        ("thigh mass. MRI 7 cm enhancing mass", "", "MR", "performed"),
        ("thigh mass. USS today - calcified", "", "US", "performed"), ("", "mass, CT scanner broken", "CT", "none"),
    ])
    func `a study that is told of in passing was made, or was not`(
        _ text: String, _ prior: String, _ modality: String, _ state: String
    ) throws {
        try expectState(state, of: modality, in: text, prior)
    }

    /// A report ends in what it recommends, in words without number; what tells of a further study is of few kinds.
    @Test(arguments: [
        ("MRI to assess extent", "planned"), ("MRI +/- biopsy", "none"), ("MRI and biopsy advised", "planned"),
        ("Biopsy recommended after MRI", "none"), ("Better evaluated on MRI", "none"),
        ("Optimally characterised by MRI", "none"), ("For characterisation by MRI", "planned"),
        ("Recommendations: 1. MRI thigh. 2. Sarcoma referral", "planned"), ("Recommendation is MRI", "planned"),
        ("The patient did not attend MRI", "planned"), ("MRI would delineate this", "planned"),
        ("MRI in due course", "none"),
        ("Impression: Requires MRI", "none"), ("Urgent MRI", "none"), ("MRI outstanding", "none"),
        ("MRI not funded", "none"),
        ("MRI and sarcoma MDT", "none"), ("MRI / biopsy for confirmation", "planned"), ("Follow up: MRI", "planned"),
        ("Suggest further evaluation, e.g. MRI", "none"), ("Suspicious, MRI", "none"), ("MRI: not done", "denied"),
        ("MRI required to exclude sarcoma", "none"), ("MRI 4/4/25", "planned"), ("MRI may be needed", "planned"),
        ("Plan\nMRI thigh\nSurgical review", "planned"), ("MRI no longer needed", "planned"), ("MRI no", "none"),
        ("Ortho to decide on MRI", "planned"), ("MRI to be arranged by GP", "planned"),
        ("Impression: likely sarcoma. MRI and CT chest then MDT", "none"),
    ])
    func `a study that a report only names behind its own was not made`(_ ending: String, _ state: String) throws {
        try expectState(state, of: "MR", in: "L thigh mass", "US: 7 cm solid mass left thigh. \(ending).")
        try expectState("performed", of: "US", in: "L thigh mass", "US: 7 cm solid mass left thigh. \(ending).")
    }

    @Test(arguments: [
        "MRI", "MRI thigh", "Left thigh MRI", "MRI of the left thigh without contrast", "MRI, CT chest", "2. MRI thigh",
        "Technique: Multiplanar MRI. Findings: mass", "MRI 12/2", "MRI 12.2.25", "MRI 01.03.2025 confirmed",
        "MRI on 12th Feb",
        "MRI in January", "MRI Feb 2025", "MRI 2024", "MRI: as above", "MRI - lipomatous", "MRI. 6 cm mass",
        "MRI 6.5 x 4 cm",
        "MRI lipomatous mass", "MRI enhancing lesion", "MRI no fat", "MRI no bone involvement", "MRI did not show fat",
        "MRI heterogeneous", "MRI unchanged", "MRI ?sarcoma", "MRI likely sarcoma", "MRI could not exclude sarcoma",
        "MRI suggested sarcoma", "MRI shows sarcoma", "MRI available for review", "MRI on PACS", "MRI elsewhere",
        "See MRI", "She underwent MRI", "This was followed by an MRI", "Mass enhances on MRI", "Sarcoma (MRI)",
        "Then MRI",
        "Radiologist advised MRI, which was done", "Recommendation: MRI. MRI done 12/2", "Comparison MRI 2024",
    ])
    func `a study that a report tells of behind its own was made`(_ ending: String) throws {
        let studies = try Reading(inMarch: "L thigh mass", prior: "US: 7 cm solid mass left thigh. \(ending).").studies
        #expect(studies.contains { $0.modality == .mr && $0.state == .performed })
        #expect(studies.contains { $0.modality == .us && $0.state == .performed })
    }

    @Test(arguments: [
        ("XR, US, MRI", ["XR", "US", "MR"]), ("XR\nUS\nMRI", ["XR", "US", "MR"]), ("XR. US. MRI.", ["XR", "US", "MR"]),
        ("1) XR femur 2) US thigh 3) MRI thigh", ["XR", "US", "MR"]), ("US 7 cm mass, MRI 7 cm mass", ["US", "MR"]),
        ("US, awaiting CT", ["US"]), ("US recommended MRI", ["US"]), ("Palpable mass. MRI to assess extent", []),
        ("History: lump. Technique: grayscale and Doppler ultrasound. Findings: 7 cm mass", ["US", "US"]),
        ("Comparison: US 3/3/25. Technique: multiplanar MRI. Findings: 7 cm mass", ["US", "MR"]),
    ])
    func `a field of results begins with studies that were made`(_ prior: String, _ made: [String]) throws {
        let studies = try Reading(inMarch: "L thigh mass", prior: prior).studies
        #expect(studies.filter { $0.state == .performed }.map { $0.modality?.name ?? "" } == made)
    }

    @Test(arguments: [
        ("XR femur. Comparison: CT 3/3/2024. Findings: calcified mass.", "XR"),
        ("US. Comparison - CT, MRI. Findings: calcified mass.", "US"),
        ("US: calcified mass. Compared with MRI 2023, unchanged.", "US"),
        ("US for stones: calcified mass", "US"), ("US 3/3/25 - calcified mass", "US"),
        ("US left thigh today - calcified mass", "US"),
        ("calcified mass\nComparison: found incidentally on ultrasound\nQuestion: tumour?", "US"),
    ])
    func `a report is of its own study, not of those it is compared with`(_ prior: String, _ modality: String) throws {
        let reading = try Reading(inMarch: "L thigh mass", prior: prior)
        let calcification = try #require(reading.vocabulary.concept(named: "calcification"))
        let found = reading.statements.filter { $0.present.contains(calcification) }.map { $0.foundOn?.name ?? "" }
        #expect(found == [modality])
    }

    /// A reason behind a study that was not made is not denied with it.
    @Test func `a denied study denies nothing behind it`() throws {
        let reading = try Reading(inMarch: "thigh mass. MRI not done, has pacemaker")
        #expect(reading.assertion(of: "mri-device") == "present")
        #expect(
            try Reading(inMarch: "thigh mass. MRI not done as pt has pacemaker").assertion(of: "mri-device")
                == "present")
    }

    @Test func `a phrase that a site tells again is one study`() throws {
        let again = """
            lexicon: studies
            version: "1"
            status: draft
            studies:
              - { modality: MR, phrases: [mri] }
            """
        let lexicons = try Lexicons.load(adding: [("again.yaml", again)])
        let reading = Reading("L thigh mass, MRI recommended", lexicons)
        #expect(reading.studies.map { "\($0.state)" } == ["planned"])
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

    /// Read on 2025-03-20; the day of the study, `-` for none, and what is told of it.
    @Test(arguments: [
        ("MRI 12.2.25", "2025-02-12 performed"), ("MRI 24.02.2025: mass", "2025-02-24 performed"),
        ("MRI on 24th Feb", "2025-02-24 performed"), ("MRI 3rd of March 2025", "2025-03-03 performed"),
        ("MRI Feb 1st, 2025", "2025-02-01 performed"), ("MRI in Jan", "- performed"),
        ("MRI January 2025", "- performed"), ("MRI March", "- performed"), ("MRI (Feb)", "- performed"),
        ("MRI May 2025", "none"), ("MRI in May 2025", "none"), ("MRI in May", "none"), ("MRI may help", "- planned"),
        ("MRI march in", "none"),
        ("MRI booked for April", "- planned"),
        ("MRI 1.2.3.4", "none"), ("MRI 31.31.25", "none"), ("MRI v1.2.25", "none"), ("MRI 3.2.255", "none"),
    ])
    func `a day is read in the shapes in which it is written`(_ words: String, _ told: String) throws {
        let studies = try Reading(inMarch: "L thigh mass 7 cm, \(words)").studies
        let found = studies.first.map { "\($0.day.isKnown ? $0.day.description : "-") \($0.state)" }
        #expect(found ?? "none" == told)
        #expect(studies.count <= 1)
    }

    @Test(arguments: [
        ("?MO, hit 24.02.2025", "2025-02-24"), ("?MO, RTA 24th February", "2025-02-24"),
        ("?MO, day 10 post trauma", "2025-03-10"), ("?MO, week 3 post injury", "2025-02-27"),
        ("?MO, injured 3 weeks back", "2025-02-27"), ("?MO, 3 weeks post injury", "2025-02-27"),
        ("?MO, hurt it on 24 Feb", "2025-02-24"),
    ])
    func `the day of an injury is read as well`(_ text: String, _ day: String) throws {
        #expect(try Reading(inMarch: text).entry.datedDay.description == day)
    }

    @Test func `a size with points is no date`() throws {
        #expect(try Reading(inMarch: "L thigh mass 7.5 cm").statements.map(\.sizeMillimetres) == [75])
        #expect(try Reading(inMarch: "L thigh mass 7.5 x 4.5 x 3.2 cm").statements.map(\.sizeMillimetres) == [75])
    }

    /// `none`: the text tells of no such study.
    private func expectState(_ state: String, of modality: String, in text: String, _ prior: String) throws {
        let studies = try Reading(inMarch: text, prior: prior).studies
        let told = studies.filter { $0.modality?.name == modality }.map { "\($0.state)" }
        #expect(told == (state == "none" ? [] : [state]))
    }
}
