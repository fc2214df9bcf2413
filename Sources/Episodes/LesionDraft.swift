import AuditModel

/// A lesion while its orders are being collected.
struct LesionDraft {
    var site: SiteID
    var side: Laterality
    var members: [Int] = []
    /// Members whose texts mention the lesion itself.
    var foundingRows: [Int] = []
    var statements: [(statement: Int, row: Int)] = []
    var ambiguousRows: Set<Int> = []

    mutating func add(_ report: LesionReport) {
        add(report.row)
        if report.founds, !foundingRows.contains(report.row) { foundingRows.append(report.row) }
        for statement in report.statements { statements.append((statement, report.row)) }
    }

    mutating func add(_ row: Int) {
        if !members.contains(row) { members.append(row) }
    }

    /// One draft per site group and side that the reports name: an unknown side joins the only known one, "both" joins
    /// each (specification 1.3). The site of the earliest report stands for the group.
    static func sited(by reports: [LesionReport], vocabulary: Vocabulary) -> LesionDrafts {
        var drafts = LesionDrafts()
        var groups: [String] = []
        for report in reports where report.isPlaced {
            let group = vocabulary[report.site].group
            if !groups.contains(group) { groups.append(group) }
        }
        for group in groups {
            let ofGroup = reports.filter { $0.isPlaced && vocabulary[$0.site].group == group }
            let sides = Set(ofGroup.map(\.side))
            var kept: [Laterality] = [.left, .right].filter(sides.contains)
            if kept.isEmpty { kept = [sides.contains(.bilateral) ? .bilateral : .unspecified] }
            for side in kept {
                // The first report that can be about this side names the site of origin.
                let first = ofGroup.first { $0.side.isCompatible(with: side) } ?? ofGroup[0]
                drafts.lesions.append(LesionDraft(site: first.site, side: side))
            }
        }
        return drafts
    }
}

/// The lesions of one patient while they are being collected.
struct LesionDrafts {
    var lesions: [LesionDraft] = []

    /// Adds a report to the lesions of its site group that its side allows.
    mutating func place(_ report: LesionReport, _ vocabulary: Vocabulary) {
        let group = vocabulary[report.site].group
        let fitting = lesions.indices.filter {
            vocabulary[lesions[$0].site].group == group && lesions[$0].side.isCompatible(with: report.side)
        }
        if fitting.count == 1 || report.side == .bilateral {
            for index in fitting { lesions[index].add(report) }
        } else {
            for index in fitting { lesions[index].ambiguousRows.insert(report.row) }
        }
    }

    /// A lesion whose place nothing tells: one per patient and side.
    mutating func addUnsited(_ report: LesionReport) {
        if let index = lesions.firstIndex(where: {
            $0.site == .unspecified && $0.side.isCompatible(with: report.side)
        }) {
            lesions[index].add(report)
            if lesions[index].side == .unspecified { lesions[index].side = report.side }
        } else {
            var draft = LesionDraft(site: .unspecified, side: report.side)
            draft.add(report)
            lesions.append(draft)
        }
    }
}
