import AuditModel

/// A lesion while its orders are being collected.
struct LesionDraft {
    var site: SiteID
    var side: Laterality
    var members: [Int] = []
    /// Members whose texts mention the lesion itself.
    var foundingRows: [Int] = []
    var reports: [LesionReport] = []
    var ambiguousRows: Set<Int> = []

    init(site: SiteID, side: Laterality) {
        self.site = site
        self.side = side
        // Room for most lesions at once.
        members.reserveCapacity(6)
        foundingRows.reserveCapacity(6)
        reports.reserveCapacity(4)
    }

    mutating func add(_ report: LesionReport) {
        add(report.row)
        if report.founds, !foundingRows.contains(report.row) { foundingRows.append(report.row) }
        reports.append(report)
    }

    mutating func add(_ row: Int) {
        if !members.contains(row) { members.append(row) }
    }
}

/// The lesions of one patient while they are being collected.
struct LesionDrafts {
    var lesions: [LesionDraft] = []

    /// One draft per site group and side that the reports name: an unknown side joins the only known one, "both" joins
    /// each (specification 1.3). The site of the earliest report stands for the group.
    init(sited reports: [LesionReport], _ places: SiteTable) {
        for index in reports.indices where reports[index].isPlaced {
            let group = places.group(of: reports[index].site)
            if lesions.contains(where: { places.group(of: $0.site) == group }) { continue }
            var (hasLeft, hasRight, hasBoth) = (false, false, false)
            for report in reports[index...] where report.isPlaced && places.group(of: report.site) == group {
                switch report.side {
                case .left: hasLeft = true
                case .right: hasRight = true
                case .bilateral: hasBoth = true
                case .unspecified: break
                }
            }
            func draft(_ side: Laterality) {
                // The first report that can be about this side names the site of origin.
                let first =
                    reports[index...].first {
                        $0.isPlaced && places.group(of: $0.site) == group && $0.side.isCompatible(with: side)
                    } ?? reports[index]
                lesions.append(LesionDraft(site: first.site, side: side))
            }
            if hasLeft { draft(.left) }
            if hasRight { draft(.right) }
            if !hasLeft, !hasRight { draft(hasBoth ? .bilateral : .unspecified) }
        }
    }

    /// Adds a report to the lesions of its site group that its side allows.
    mutating func place(_ report: LesionReport, _ places: SiteTable) {
        let group = places.group(of: report.site)
        func fits(_ lesion: LesionDraft) -> Bool {
            lesion.site != .unspecified && places.group(of: lesion.site) == group
                && lesion.side.isCompatible(with: report.side)
        }
        let isMeant = report.side == .bilateral || lesions.count(where: fits) == 1
        for index in lesions.indices where fits(lesions[index]) {
            if isMeant { lesions[index].add(report) } else { lesions[index].ambiguousRows.insert(report.row) }
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
