/// A part of the body with the names under which hospitals order its examinations.
struct Place {
    var site: String
    var hasSides = true
    var ultrasound: [String]
    var radiograph: [String]
    var ct: [String]
    var mri: [String]
    var tissue: [String]
    var excision: [String]

    /// Flank and what lies around it.
    var isTrunk: Bool { ["flank", "retroperitoneum", "lateral-abdomen", "kidney", "adrenal"].contains(site) }

    private static func abdomen(_ site: String, tissue: [String] = [], excision: [String] = []) -> Place {
        Place(
            site: site, ultrasound: ["76700 US ABDOMEN COMPLETE", "76775 US RETROPERITONEAL LIMITED"],
            radiograph: ["74018 XR ABDOMEN 1 VIEW (KUB)", "74018 XR ABDOMEN 1 VIEW (KUB)", "74000 XR ABDOMEN"],
            ct: [
                "74150 CT ABDOMEN W/O CONTRAST", "74160 CT ABDOMEN W CONTRAST", "74170 CT ABDOMEN W/O & W CONTRAST",
                "74177 CT ABD/PELVIS W CONTRAST", "74177 CT ABD/PELVIS W CONTRAST",
                "74178 CT ABD/PELVIS W/O THEN W CONTRAST",
                "IMG1 CT ABDOMEN PELVIS", "74160 CT ABDOMEN WITHOUT CONTRAST", "IMG2 CT ABDOMEN W ORAL CONTRAST ONLY",
                "74175 CTA ABDOMEN", "72193 CT PELVIS W CONTRAST", "76380 CT LIMITED ABDOMEN",
                "71260 CT CHEST W CONTRAST",
                "IMG3 CT KIDNEY STONE PROTOCOL",
            ],
            mri: [
                "74181 MRI ABDOMEN W/O CONTRAST", "74183 MRI ABDOMEN W/O & W CONTRAST",
                "74183 MRI ABDOMEN W/O & W CONTRAST",
                "74183 MRI ABDOMEN W/O & W CONTRAST", "74185 MRA ABDOMEN", "72197 MRI PELVIS W/O & W CONTRAST",
            ],
            tissue: ["49180 BX ABD/RETROPERITONEAL MASS PERC", "10021 FINE NEEDLE ASPIRATION"] + tissue,
            excision: ["49186 EXCISION RETROPERITONEAL TUMOR"] + excision)
    }

    private static func limb(
        _ site: String, xr: String, ct: [String], mri: [String], tissue: [String], excision: [String]
    ) -> Place {
        Place(
            site: site, ultrasound: ["76882 US EXTREMITY LIMITED"], radiograph: [xr], ct: ct, mri: mri, tissue: tissue,
            excision: excision)
    }

    static let flank = abdomen("flank")
    static let retroperitoneum = abdomen("retroperitoneum")
    /// An abdominal mass of which no text says more.
    static let anywhereInTheAbdomen = abdomen("abdomen")
    static let lateralAbdomen = abdomen("lateral-abdomen")
    static let kidney = abdomen(
        "kidney", tissue: ["50200 RENAL BIOPSY PERCUTANEOUS", "50205 OPEN RENAL BIOPSY"],
        excision: ["50230 RADICAL NEPHRECTOMY"])
    static let adrenal = abdomen("adrenal", excision: ["60540 ADRENALECTOMY"])
    static let thigh = limb(
        "thigh", xr: "73552 XR FEMUR 2+ VIEWS",
        ct: [
            "73700 CT LOWER EXTREMITY W/O CONTRAST", "73701 CT LOWER EXTREMITY W CONTRAST",
            "IMG4 CT THIGH W/O & W CONTRAST",
            "72193 CT PELVIS W CONTRAST",
        ],
        mri: [
            "73718 MRI FEMUR W/O CONTRAST", "73719 MRI FEMUR W CONTRAST", "73720 MRI FEMUR W/O & W CONTRAST",
            "73720 MRI FEMUR W/O & W CONTRAST", "IMG5 MRI FEMUR", "73721 MRI KNEE W/O CONTRAST",
            "73725 MRA LOWER EXTREMITY",
        ],
        tissue: ["20206 CORE NEEDLE BIOPSY MUSCLE", "27324 BIOPSY SOFT TISSUE THIGH DEEP"],
        excision: ["27339 EXCISION DEEP SOFT TISSUE TUMOR THIGH", "27327 EXCISION TUMOR THIGH SUBQ"])
    static let lowerLeg = limb(
        "lower-leg", xr: "73590 XR TIBIA FIBULA", ct: ["IMG6 CT TIBIA FIBULA W CONTRAST"],
        mri: [
            "73720 MRI TIBIA FIBULA W/O & W CONTRAST", "73718 MRI TIBIA FIBULA W/O CONTRAST",
            "73725 MRA LOWER EXTREMITY",
        ],
        tissue: ["20206 CORE NEEDLE BIOPSY MUSCLE"], excision: ["27618 EXCISION TUMOR LEG SUBQ"])
    static let upperArm = limb(
        "upper-arm", xr: "73060 XR HUMERUS", ct: ["73201 CT HUMERUS W CONTRAST"],
        mri: ["73220 MRI HUMERUS W/O & W CONTRAST", "73218 MRI HUMERUS W/O CONTRAST"],
        tissue: ["20206 CORE NEEDLE BIOPSY MUSCLE"], excision: ["24076 EXCISION TUMOR UPPER ARM DEEP"])
    static let chestWall = Place(
        site: "chest-wall", ultrasound: ["76604 US CHEST"], radiograph: ["71046 XR CHEST 2 VIEWS"],
        ct: ["71260 CT CHEST W CONTRAST"], mri: ["71552 MRI CHEST W/O & W CONTRAST"],
        tissue: ["21550 BIOPSY CHEST WALL MASS"], excision: ["21555 EXCISION CHEST WALL MASS"])

    static let all = [
        flank, flank, flank, flank, flank, retroperitoneum, lateralAbdomen, kidney, kidney, adrenal, adrenal, thigh,
        thigh, thigh, thigh, thigh, thigh, thigh, lowerLeg, upperArm, chestWall,
        anywhereInTheAbdomen,
    ]
    static let notOfTheMass = [
        "38222 BONE MARROW BIOPSY", "47000 LIVER BIOPSY", "77012 CT GUIDANCE NEEDLE PLACEMENT",
        "77012 CT GUIDED BIOPSY", "76942 US GUIDANCE NEEDLE BIOPSY",
    ]
    static let kidneyOnly = [
        "74018 XR ABDOMEN 1 VIEW (KUB)", "76775 US RENAL LIMITED", "78707 NM RENAL SCAN",
        "IMG3 CT KIDNEY STONE PROTOCOL",
    ]
    /// Names that tell no part of the body.
    static let nowhere = ["IMG8 CT SCAN W CONTRAST", "IMG9 MRI W/O CONTRAST"]
    static let boneScans = ["78306 NM BONE SCAN WHOLE BODY", "78315 NM BONE SCAN 3 PHASE", "IMG7 NM BONE SCAN"]
    static let limbAngiography = "73725 MRA LOWER EXTREMITY"
    static let wholeBody = [
        "78815 PET/CT SKULL BASE TO MID-THIGH", "78815 PET/CT SKULL BASE TO MID-THIGH", "78306 NM BONE SCAN WHOLE BODY",
        "78315 NM BONE SCAN 3 PHASE",
    ]
}
