import AuditModel

/// What a condition can ask of the judged study, one by one.
enum StudyTestPart: String, CaseIterable {
    case modality, kind, status, contrast, region, allRegions = "all-regions", attribute, covers, angiography, conflict

    static func count(in test: Condition.StudyTest) -> Int { allCases.count { $0.isAsked(of: test) } }

    func isAsked(of test: Condition.StudyTest) -> Bool {
        switch self {
        case .modality: !test.modalities.isEmpty
        case .kind: !test.kinds.isEmpty
        case .status: !test.statuses.isEmpty
        case .contrast: !test.contrast.isEmpty
        case .region: !test.regions.isEmpty || test.regionsUnknown
        case .allRegions: !test.allRegions.isEmpty
        case .attribute: !test.attributes.isEmpty
        case .covers: !test.covers.isEmpty
        case .angiography: test.angiography != nil
        case .conflict: !test.conflicts.isEmpty
        }
    }

    func drop(from test: inout Condition.StudyTest) {
        switch self {
        case .modality: test.modalities = []
        case .kind: test.kinds = []
        case .status: test.statuses = []
        case .contrast: test.contrast = []
        case .region:
            test.regions = []
            test.regionsUnknown = false
        case .allRegions: test.allRegions = []
        case .attribute: test.attributes = []
        case .covers: test.covers = []
        case .angiography: test.angiography = nil
        case .conflict: test.conflicts = []
        }
    }
}
