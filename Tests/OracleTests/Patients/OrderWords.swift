import AuditModel

/// Words that the texts of invented orders use, each as often as it stands here.
enum OrderWords {
    static let ofFlanks = [
        "pregnancy", "neuro-emergency", "protocol-decision", "ct-contraindicated", "paediatric-renal-question",
        "paediatric-renal-question", "single-phase-protocol", "single-phase-protocol", "single-phase-protocol",
        "dual-energy", "follow-up", "emergency-tissue", "emergency-surgery", "palliative", "declined",
        "lymphoma-question", "unknown-primary", "other-cancer-staging", "emergency", "renal-tumour-question",
        "stone-question",
    ]

    static let ofLimbs = [
        "mri-impossible", "mri-impossible", "mri-device", "body-habitus", "calcification-pattern-question", "injury",
        "osteoid-osteoma-question", "emergency", "gadolinium-contraindication", "gadolinium-contraindication",
        "gadolinium-contraindication", "gadolinium-contraindication", "benign-diagnosis", "declined",
        "lymphoma-question", "unknown-primary", "other-cancer-staging", "emergency-surgery",
        "myositis-ossificans-question", "myositis-ossificans-question",
    ]

    static let ofAny = [
        "known-tumour", "tumour-name", "pregnancy", "neuro-emergency", "protocol-decision",
        "radiation-sparing-syndrome", "ct-contraindicated", "iodine-contraindication", "mri-impossible",
        "mri-impossible", "mri-device", "mri-device", "mr-conditional", "body-habitus", "metal-artifact",
        "calcification-pattern-question", "calcification-pattern-question", "myositis-ossificans-question",
        "osteoid-osteoma-question", "injury", "paediatric-renal-question", "paediatric-renal-question",
        "paediatric-renal-question", "organ-origin", "muscle-disease-question", "medical-renal-question",
        "emergency-tissue", "emergency-surgery", "emergency", "single-phase-protocol", "dual-energy",
        "fluid-aspirate", "benign-explanation", "benign-diagnosis", "declined", "palliative", "transferred-out",
        "transferred-in", "ct-ordered-elsewhere", "antenatal-detection", "follow-up", "new-finding", "biopsy-named",
        "trauma", "acute-abdomen", "oncology-protocol", "renal-tumour-question", "stone-question",
    ]

    /// Of the other words a query, or what is likely, counts as a statement, so that the readers never leave one.
    static let canBeAsked: Set<String> = [
        "known-tumour", "ct-contraindicated", "iodine-contraindication", "mri-impossible", "mri-device",
        "mr-conditional", "body-habitus", "metal-artifact", "organ-origin", "single-phase-protocol", "dual-energy",
        "benign-explanation",
    ]

    /// The same of words about a lesion that can be called likely.
    static let canBeLikely: Set<String> = [
        "mass", "calcification", "phlebolith", "bone-involvement", "arising-from-bone", "superficial", "deep",
    ]

    static func reasons(for exam: Exam) -> [String] {
        switch (exam.modality, exam.kind) {
        case (.ct, .diagnostic):
            ["single-phase-protocol", "dual-energy", "calcification-pattern-question", "trauma", "acute-abdomen"]
        case (.mr, .diagnostic):
            [
                "gadolinium-contraindication", "gadolinium-contraindication", "protocol-decision", "emergency",
                "neuro-emergency",
            ]
        case (.pt, .diagnostic): ["lymphoma-question", "unknown-primary", "other-cancer-staging"]
        case (_, .biopsy):
            [
                "emergency-tissue", "fluid-aspirate", "muscle-disease-question", "medical-renal-question",
                "oncology-protocol", "oncology-protocol", "mri-impossible", "mri-impossible",
            ]
        case (_, .excision): ["emergency-surgery"]
        default: ["follow-up"]
        }
    }
}
