import AuditModel
import Interpretation
import Testing

/// How far a length, a denial, a doubt and a word of history reach.
@Suite struct ClauseTests {
    @Test(arguments: [
        ("R22.41 - 2 cm lump R thigh", 20), ("R thigh lump, eGFR 55 - 6 cm", 60), ("BP 120/80 - 7 cm thigh mass", 70),
        ("pain 5/10 - 12 cm thigh mass", 120), ("3-5 cm thigh mass", 50), ("thigh mass 3 - 5 cm", 50),
        ("thigh mass 3 cm - 5 cm", 50), ("thigh mass (3-5 cm)", 50), ("thigh mass 3 cm - 5 days", 30),
        ("thigh mass, from 7 to 5 cm", 50), (".6 cm thigh mass", 6), ("thigh mass .6 cm", 6), ("thigh mass (.6 cm)", 6),
        ("thigh mass 1.5x.6 cm", 15), ("no stones.6 cm thigh mass", 60), ("thigh mass...6 cm", 60),
        ("no stones. 6 cm thigh mass", 60), ("no stones, 6 cm thigh mass", 60), ("no stones\n6 cm thigh mass", 60),
        ("R thigh mass 7cm calcs on XR", 70), ("mass 6 cm calcification on xray", 60), ("mass with 3mm calcs", 0),
        ("thigh mass, 3 mm calcs", 0), ("thigh mass 7 cm from the hip", 0),
        ("Right thigh mass\n6 cm\nCalcification: yes", 60), ("thigh mass 6.1 AP x 4.2 TR x 7.0 CC cm", 70),
        ("soft tissue mass in the right upper arm, pain, measuring 8 cm", 80),
        ("mass in the R forearm, without calcification, measuring 8 cm", 80),
        ("R thigh mass. Noticed 2 weeks ago. 7 cm.", 70), ("5*4*3 cm mass L thigh", 50),
        ("R thigh mass - r/o calcification - 5.5 cm", 55), ("calf mass\nUS shows no calcification\n~7cm", 70),
        ("thigh mass, calcification 3 mm", 0), ("L thigh mass 5 * 4 cm", 50), ("*6 cm* thigh mass", 60),
        ("R kidney 9.8 cm, L kidney 10.2 cm. 6.2 x 5.1 x 4.8 cm mass in L flank", 62),
        ("calcified mass L kidney 6 cm", 60), ("calcified mass, L kidney 6 cm", 60),
        ("mass L flank 5 cm, R kidney 9.8 cm", 50),
        ("L flank mass, R kidney 9.8 cm", 0), ("liver 17 cm, 6 cm L flank mass", 60), ("renal 6 cm mass", 60),
        ("thigh mass, lymph node 6 cm", 0), ("thigh mass, lymph node (6 cm)", 0),
        ("\"thigh mass, G2P2\"", 0), ("thigh mass 2\"", 51), ("thigh mass (2\")", 51),
    ])
    func `a length is the lesion's own`(_ text: String, _ millimetres: Int) throws {
        let reading = try Reading(inMarch: text)
        #expect(reading.statements.map(\.sizeMillimetres).max() == UInt16(millimetres))
    }

    @Test(arguments: [
        ("Mass R flank no fever no trauma calcified on US", "calcification", "present"),
        ("R flank mass no fever calcified", "calcification", "present"),
        ("R flank mass no fever and calcification", "calcification", "absent"),
        ("R flank mass no fever/calcification", "calcification", "absent"),
        ("R flank mass no fever calcification or erosion", "calcification", "absent"),
        ("R flank mass, no fever, calcification or bone erosion", "calcification", "absent"),
        (
            "mass within L quadriceps, heterogeneously calcified, abuts femoral cortex without erosion",
            "bone-involvement", "absent"
        ),
        ("R thigh mass bone erosion absent painful", "bone-involvement", "absent"),
        ("R thigh mass calcification suspected painful", "calcification", "uncertain"),
        ("R thigh mass calcs neg marrow involvement", "calcification", "absent"),
        ("R thigh mass calcs neg marrow involvement", "bone-involvement", "present"),
        ("calcification absent L flank mass", "calcification", "absent"),
        ("calcification absent L flank mass", "mass", "present"),
        ("R thigh mass calcs absent cortical erosion", "bone-involvement", "absent"),
        ("R thigh mass calcs absent cortical erosion", "calcification", "present"),
        ("R thigh mass calcs nil trauma", "calcification", "present"),
        ("R thigh mass calcs nil trauma", "injury", "absent"),
        ("R thigh mass with calcs possible lipoma", "calcification", "present"),
        ("no fever L flank mass", "mass", "present"), ("no pain\nL flank mass", "mass", "present"),
        ("no abdominal pain L flank mass", "mass", "present"),
        ("no pain calcified L flank mass", "calcification", "present"),
        ("no fever or L flank mass", "mass", "absent"), ("no fever/mass", "mass", "absent"),
        ("no fever, mass or chills", "mass", "absent"), ("no fever and no mass", "mass", "absent"),
        ("no pain or\nmass", "mass", "absent"), ("no evidence of\nmass", "mass", "absent"),
        ("no calcified\nmass", "mass", "absent"), ("no evidence of L flank mass", "mass", "absent"),
        ("no calcified L flank mass", "mass", "absent"), ("no deep L thigh mass", "mass", "absent"),
        ("no pacemaker L thigh mass", "mass", "present"), ("no pain and no L flank mass", "mass", "absent"),
        ("L flank mass, spirometry negative", "mass", "present"), ("L flank mass, negative", "mass", "absent"),
        ("L flank mass, has since resolved", "mass", "absent"),
        ("L flank mass\nspirometry negative", "mass", "present"),
        ("L flank mass\nnot seen", "mass", "absent"), ("L flank mass on\npalpation absent", "mass", "absent"),
        ("L flank mass, calcification, now absent", "calcification", "absent"),
        ("thigh lump, no trauma, fall or MVC", "injury", "absent"),
        ("thigh lump, no trauma, fell", "injury", "present"),
        ("Known L renal mass ?Wilms", "known-tumour", "none"),
        ("Known L renal mass suspected Wilms", "known-tumour", "none"),
        ("?Wilms recurrence L kidney", "known-tumour", "present"), ("?neuroblastoma L flank mass", "mass", "present"),
        ("?h/o Wilms, L renal mass", "known-tumour", "none"),
        ("L renal mass, rule out malignancy\nComparison: hx of Wilms", "known-tumour", "present"),
        ("No effusion, pneumonia, nodules or masses", "mass", "absent"),
        ("L renal mass, known Wilms", "known-tumour", "present"),
        ("known mass L thigh ?sarcoma", "known-tumour", "none"),
        ("evaluate right thigh mass for bony involvement", "bone-involvement", "uncertain"),
        ("evaluate right thigh mass for bony involvement", "mass", "present"),
        ("assess L flank mass for calcification", "calcification", "uncertain"),
        ("L flank mass for review, calcified", "calcification", "present"),
        ("poss calcs L flank mass", "mass", "present"), ("poss calcs L flank mass", "calcification", "uncertain"),
        ("?bone erosion R thigh mass", "mass", "present"),
        ("?bone erosion R thigh mass", "bone-involvement", "uncertain"), ("?stone or mass", "mass", "uncertain"),
        ("L thigh mass without bone erosion or adenopathy", "bone-involvement", "absent"),
        ("L flank mass with no calcification, bony destruction or adenopathy", "bone-involvement", "absent"),
        ("thigh mass firm calcification not excluded", "mass", "present"),
        ("flank mass bone erosion absent", "mass", "present"),
        ("R buttock mass with cortical erosion calcs absent", "bone-involvement", "present"),
        ("calcified L flank mass not seen", "mass", "absent"), ("mass and calcification not seen", "mass", "absent"),
        ("no fever ?calcs, flank mass", "calcification", "uncertain"),
        ("thigh mass, no bone involvement +calcs", "calcification", "present"),
        ("TUMOR IN THE L BUTTOCK\nCALCS ABSENT\n6 CM\nBONY DESTRUCTION", "bone-involvement", "present"),
        ("FIRM MASS\nNO FEVER\n7 CM\nCALCIFICATION SUSPECTED", "calcification", "uncertain"),
        ("Lower leg mass\n5.5 cm\nno trauma\ncalcs absent", "mass", "present"),
        ("L thigh mass no\ncalcification", "calcification", "absent"), ("no hx. L flank mass", "mass", "present"),
        ("L thigh mass calcs absent 6 cm", "calcification", "absent"),
        ("R loin mass, calcified on AXR ?stone", "calcification", "present"),
        ("L flank mass calcified ?renal stone", "calcification", "present"),
        ("L thigh mass calcs absent 6 cm", "mass", "present"),
        ("thigh mass calcification not excluded 4x5x3 cm", "calcification", "uncertain"),
        ("mass R thigh trauma nil", "mass", "present"), ("mass R thigh nil", "mass", "absent"),
    ])
    func `what is said goes no further than it is meant`(_ text: String, _ concept: String, _ assertion: String) throws
    {
        #expect(try Reading(inMarch: text).assertion(of: concept) == assertion)
    }

    @Test(arguments: [
        ("L flank mass, calcified (USS)", Modality.us), ("L flank mass, calcified - XR", .xr),
        ("calcified mass R flank (USS)", .us), ("calcified mass R flank 6 cm - XR", .xr),
        ("calcified mass R flank MRI", nil), ("L flank mass with calcs XR 3/3", .xr),
        ("calcified L flank mass AXR", .xr),
        ("L flank mass, calcified, firm, seen on KUB", .xr), ("calcified L flank mass CT", nil),
        ("please do XR - calcified L flank mass", nil), ("previous XR 2019 normal, now calcified L flank mass", nil),
        ("XR 3/3 calcified L flank mass", .xr),
        ("On x-ray, L flank mass with calcs", .xr), ("On ultrasound there is a flank mass. It is calcified", .us),
        ("L flank mass seen on AXR is calcified", .xr), ("calcified L flank mass, AXR 3/3", .xr),
        ("L flank mass with calcs, AXR in ED", .xr), ("Calcified L flank mass, incidental AXR finding", .xr),
        ("calcified L flank mass. CXR 3/3 normal.", nil), ("calcified L flank mass, CXR 3/3", nil),
        ("calcified L flank mass, CT 3/3", nil), ("calcified L flank mass, for AXR", nil),
        ("L thigh mass, calcs, bony erosion on XR", nil), ("calcified L flank mass. US 3/3: 7 cm mass", nil),
    ])
    func `calcification is found by the study that is said to show it`(_ text: String, _ modality: Modality?) throws {
        let reading = try Reading(inMarch: text)
        let calcification = try #require(reading.vocabulary.concept(named: "calcification"))
        let found = reading.statements.filter { $0.present.contains(calcification) }.map(\.foundOn)
        #expect(found == [modality])
    }

    @Test(arguments: [
        ("Is the patient pregnant?->No Reason for exam:->flank mass", "pregnancy", "absent"),
        ("Is the patient pregnant?->No Reason for exam:->flank mass", "mass", "present"),
        ("Does the patient have a pacemaker?->No R thigh mass", "mri-device", "absent"),
        ("Pacemaker? Yes. thigh mass", "mri-device", "present"), ("Lump? Yes L calf 6cm", "mass", "present"),
        ("Mass? Y. Calcified? N. R thigh", "mass", "present"),
        ("Mass? Y. Calcified? N. R thigh", "calcification", "absent"),
        ("Palpable mass (Y/N): Y; Calcification on XR (Y/N): N; R thigh", "calcification", "absent"),
        ("calcified mass? No", "mass", "absent"), ("mass with calcs: n", "mass", "present"),
        ("Mass? no calcs", "mass", "uncertain"), ("Mass? no calcs", "calcification", "absent"),
        ("Insulin pump? No R thigh mass", "mass", "present"), ("Insulin pump? No R thigh mass", "mri-device", "absent"),
        ("L renal mass: N28.89", "mass", "present"), ("thigh mass: Y/N", "mass", "present"),
        ("L flank mass? N28.89", "mass", "uncertain"), ("L thigh mass smoker: no", "mass", "present"),
        ("L thigh mass pain: no", "mass", "present"),
        ("L thigh mass, calcs (-)", "calcification", "absent"), ("(-) calcs, L thigh mass", "calcification", "absent"),
        ("(-) calcs, L thigh mass", "mass", "present"), ("calcs (+), R thigh mass", "calcification", "present"),
        ("Q: Any calcification? A: No. Mass L flank", "calcification", "absent"),
        ("Q: Any calcification?\nA: Yes\nMass L flank", "calcification", "present"),
        ("Any calcification? A left flank mass", "calcification", "uncertain"),
        (
            "Palpable mass (Y/N): Y; Mass firm (Y/N): Y; Bone involvement (Y/N): N; R thigh", "bone-involvement",
            "absent"
        ),
        (
            "R thigh mass; L calf mass; seen before by us in clinic here; Bone involvement (Y/N): N",
            "bone-involvement", "none"
        ),
    ])
    func `an answer settles its question`(_ text: String, _ concept: String, _ assertion: String) throws {
        #expect(try Reading(inMarch: text).assertion(of: concept) == assertion)
    }

    @Test(arguments: [
        ("R groin mass calcified adjacent to femoral vessels", "present"),
        ("R groin mass calcified abutting femoral artery", "present"),
        ("L groin mass calcified deep to the femoral vessels", "present"),
        ("L groin mass, calcification in femoral artery", "unbound"),
        ("L groin mass, calcified distal femoral artery", "unbound"),
    ])
    func `what a lesion lies near owns nothing said before it`(_ text: String, _ assertion: String) throws {
        #expect(try Reading(inMarch: text).assertion(of: "calcification") == assertion)
    }

    @Test(arguments: [
        ("Localized swelling, mass and lump, trunk; left flank, calcified on US", "flank"),
        ("left flank. Mass and lump, trunk", "flank"), ("Mass and lump, trunk", "trunk"),
        ("abdominal mass in the left flank", "flank"), ("abd mass lt flank", "flank"),
        ("Palpable abdominal mass. Left flank.", "flank"),
        ("abdominal mass extending to the left flank", "abdomen"),
        ("abdominal mass, right flank pain", "abdomen"), ("abdominal mass, ?renal origin", "abdomen"),
    ])
    func `a named place comes before one that hints at it`(_ text: String, _ site: String) throws {
        let lexicons = try #require(LexiconTests.lexicons)
        #expect(Set(try Reading(inMarch: text).statements.map { lexicons.vocabulary[$0.site].name }) == [site])
    }

    @Test func `the length of another thing is not the coded lesion's`() throws {
        let lexicons = try #require(LexiconTests.lexicons)
        for (text, millimetres) in [("hepatic lesion 7 cm", 0), ("7 cm", 70)] as [(String, UInt16)] {
            let reading = Reading(text, icd: "D41.02", lexicons)
            #expect(reading.statements.map(\.sizeMillimetres).max() == millimetres)
        }
    }

    @Test func `what only looks like a complaint is no place elsewhere`() throws {
        let lexicons = try #require(LexiconTests.lexicons)
        for text in ["mass in the R groin pain", "LUMP IN THE RIGHT GROIN\nPAIN"] {
            let reading = try Reading(inMarch: text)
            #expect(reading.statements.map { lexicons.vocabulary[$0.site].name } == ["groin"])
            #expect(reading.statements.map(\.side) == [.right])
        }
    }

    @Test func `a labelled side is the lesion's, however far off`() throws {
        #expect(try Reading(inMarch: "Mass: yes; side: left; site: flank").statements.map(\.side) == [.left])
        #expect(try Reading(inMarch: "Flank mass. Dominant hand: right").statements.map(\.side) == [.unspecified])
    }
}
