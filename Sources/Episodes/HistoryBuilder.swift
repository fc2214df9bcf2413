package import AuditModel

/// Puts a patient's orders into studies and lesions (specification 1.2, 1.3). One per run; safe to share between threads.
package final class HistoryBuilder: Sendable {
    let table: OrderTable
    let vocabulary: Vocabulary
    let discoveryLinkDays: Int
    let episodeGapDays: Int
    let sessions: SessionBuilder
    let founding: ConceptSet
    /// Regions in which a site can lie, by site number, from the coverage tables.
    let siteRegions: [RegionSet]

    package init(table: OrderTable, vocabulary: Vocabulary, parameters: Parameters) {
        self.table = table
        self.vocabulary = vocabulary
        discoveryLinkDays = Int(parameters.number("discovery-link-days") ?? 60)
        episodeGapDays = Int(parameters.number("episode-gap-days") ?? 180)
        sessions = SessionBuilder(table: table, mergeMinutes: Int(parameters.number("session-merge-minutes") ?? 120))
        founding = ConceptSet(
            vocabulary.concepts.indices.filter { vocabulary.concepts[$0].role == .lesion }
                .map { ConceptID(index: UInt8($0)) })
        siteRegions = vocabulary.sites.map { site in
            site.coverage.filter { $0.coverage != .no }.reduce(into: RegionSet()) { $0.formUnion($1.regions) }
        }
    }

    /// The history of the patient whose orders are `rows`.
    package func history(of rows: Range<Int>) -> PatientHistory {
        let saysSomething = rows.contains { !table.facts.entries[Int(table.rows[$0].facts)].statements.isEmpty }
        return PatientHistory(
            rows: rows, studies: sessions.studies(of: rows), lesions: saysSomething ? lesions(of: rows) : [])
    }

    private func lesions(of rows: Range<Int>) -> [Lesion] {
        var reports = rows.flatMap(reports(in:))
        var drafts = LesionDraft.sited(by: reports, vocabulary: vocabulary)
        // Reports that name their place found the lesions; the others can then join the one that fits.
        for index in reports.indices where reports[index].isPlaced { drafts.place(reports[index], vocabulary) }
        for index in reports.indices where !reports[index].isPlaced { join(&reports[index], &drafts) }
        for row in rows where table.facts.entries[Int(table.rows[row].facts)].statements.isEmpty {
            joinSilent(row, &drafts)
        }
        return drafts.lesions.compactMap { finish($0, of: rows) }
    }

    /// What the texts of one order say, lesion by lesion.
    private func reports(in row: Int) -> [LesionReport] {
        let order = table.rows[row]
        let entry = table.facts.entries[Int(order.facts)]
        guard !entry.statements.isEmpty else { return [] }
        let exam = table.exams[Int(order.exam)]
        var reports: [LesionReport] = []
        for index in entry.statements.lowerBound..<entry.statements.upperBound {
            let statement = table.facts.statements[Int(index)]
            if let known = reports.firstIndex(where: { $0.lesion == statement.lesion }) {
                reports[known].statements.append(Int(index))
            } else {
                reports.append(LesionReport(row: row, lesion: statement.lesion, statements: [Int(index)]))
            }
        }
        for index in reports.indices {
            reports[index].describe(
                order: order, exam: exam, isOnly: reports.count == 1, facts: table.facts, vocabulary: vocabulary,
                founding: founding)
        }
        return reports
    }

    private func join(_ report: inout LesionReport, _ drafts: inout LesionDrafts) {
        let order = table.rows[report.row]
        let fitting = drafts.lesions.indices.filter { index in
            let lesion = drafts.lesions[index]
            return lesion.side.isCompatible(with: report.side)
                && (report.hint == .unspecified
                    ? couldShow(lesion.site, table.exams[Int(order.exam)], emptyFits: true)
                    : vocabulary[report.hint].includes.contains(vocabulary[lesion.site].name))
                && isOpen(lesion, at: order.placed.day)
        }
        switch fitting.count {
        case 1: drafts.lesions[fitting[0]].add(report)
        case 0: if report.founds { drafts.addUnsited(report) }
        default: for index in fitting { drafts.lesions[index].ambiguousRows.insert(report.row) }
        }
    }

    /// An order whose texts name no lesion belongs to the one open lesion that its examination is of (1.13.5).
    private func joinSilent(_ row: Int, _ drafts: inout LesionDrafts) {
        let order = table.rows[row]
        let exam = table.exams[Int(order.exam)]
        let isTissue = exam.kind == .biopsy || exam.kind == .excision
        guard isTissue || [.guidance, .therapy, .diagnostic].contains(exam.kind) else { return }
        let side = order.laterality == .unspecified ? exam.laterality : order.laterality
        let fitting = drafts.lesions.indices.filter { index in
            let lesion = drafts.lesions[index]
            guard lesion.side.isCompatible(with: side), isOpen(lesion, at: order.placed.day) else { return false }
            if exam.namedSite != .unspecified, lesion.site != .unspecified {
                return vocabulary[exam.namedSite].group == vocabulary[lesion.site].group
            }
            return couldShow(lesion.site, exam, emptyFits: isTissue)
        }
        if fitting.count == 1 {
            drafts.lesions[fitting[0]].add(row)
        } else if isTissue {
            for index in fitting { drafts.lesions[index].ambiguousRows.insert(row) }
        }
    }

    private func couldShow(_ site: SiteID, _ exam: Exam, emptyFits: Bool) -> Bool {
        if exam.regions.isEmpty { return emptyFits }
        if site == .unspecified { return true }
        return !siteRegions[Int(site.index)].isDisjoint(with: exam.regions) || exam.regions.contains(.wholeBody)
    }

    private func isOpen(_ lesion: LesionDraft, at day: Day) -> Bool {
        guard day.isKnown else { return true }
        return lesion.foundingRows.contains { row in
            let placed = table.rows[row].placed.day
            return !placed.isKnown || abs(day.days(since: placed)) <= episodeGapDays
        }
    }

    private func finish(_ draft: LesionDraft, of rows: Range<Int>) -> Lesion? {
        guard !draft.foundingRows.isEmpty else { return nil }
        // The rows of a patient stand in time order, so their numbers do too.
        let members = draft.members.sorted()
        var episodes: [Range<Int>] = []
        var start = 0
        for index in members.indices {
            let isLast = index + 1 == members.count
            let gap =
                isLast
                ? .max
                : table.rows[members[index + 1]].placed.day.days(since: table.rows[members[index]].placed.day)
            if gap > episodeGapDays {
                episodes.append(start..<index + 1)
                start = index + 1
            }
        }
        var statements: [Lesion.KnownStatement] = []
        for entry in draft.statements {
            statements.append(known(entry.statement, in: entry.row, of: draft, among: rows))
        }
        statements.sort { a, b in
            if a.known != b.known { return a.known < b.known }
            return a.row != b.row ? a.row < b.row : a.statement < b.statement
        }
        var mentioned = ConceptSet()
        for entry in statements {
            let says = table.facts.statements[entry.statement]
            for set in [says.present, says.uncertain, says.absent] { mentioned.formUnion(set) }
        }
        return Lesion(
            patient: table.rows[rows.lowerBound].patient, site: draft.site, side: draft.side, members: members,
            statements: statements, mentioned: mentioned,
            episodes: episodes, ambiguousRows: draft.ambiguousRows)
    }

    /// When a statement's content came on record: with the study it names if that is in the file (specification 1.2).
    private func known(
        _ index: Int, in row: Int, of lesion: LesionDraft, among rows: Range<Int>
    ) -> Lesion.KnownStatement {
        let order = table.rows[row]
        let statement = table.facts.statements[index]
        let stated = order.ordered.isKnown ? order.ordered : order.performed
        guard let modality = statement.foundOn, !statement.foundOutside else {
            return Lesion.KnownStatement(statement: index, row: row, known: stated, linkedRow: nil)
        }
        var linked: Int?
        for candidate in rows where candidate != row {
            let earlier = table.rows[candidate]
            let exam = table.exams[Int(earlier.exam)]
            guard exam.modality == modality, exam.kind == .diagnostic, earlier.status == .completed,
                earlier.performed.isKnown, earlier.performed.sequence(to: order.placed) != .after,
                stated.day.days(since: earlier.performed.day) <= discoveryLinkDays,
                !statement.foundDay.isKnown
                    || statement.foundDay.isAbout(earlier.performed.day, saidOn: stated.day),
                statement.foundOnRegions.isEmpty || exam.regions.isEmpty
                    || !statement.foundOnRegions.isDisjoint(with: exam.regions),
                couldShow(lesion.site, exam, emptyFits: true),
                lesion.side.isCompatible(with: earlier.laterality), lesion.side.isCompatible(with: exam.laterality)
            else { continue }
            if linked.map({ table.rows[$0].performed < earlier.performed }) ?? true { linked = candidate }
        }
        guard let linked else {
            return Lesion.KnownStatement(statement: index, row: row, known: stated, linkedRow: nil)
        }
        return Lesion.KnownStatement(
            statement: index, row: row, known: table.rows[linked].performed, linkedRow: linked)
    }
}
