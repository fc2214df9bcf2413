package import AuditModel

/// Puts a patient's orders into studies and lesions (specification 1.2, 1.3). One per run; safe to share between threads.
package final class HistoryBuilder: Sendable {
    let table: OrderTable
    let vocabulary: Vocabulary
    let discoveryLinkDays: Int
    let episodeGapDays: Int
    let sessions: SessionBuilder
    let founding: ConceptSet
    let places: SiteTable

    package init(table: OrderTable, vocabulary: Vocabulary, parameters: Parameters) {
        self.table = table
        self.vocabulary = vocabulary
        discoveryLinkDays = Int(parameters.number("discovery-link-days") ?? 60)
        episodeGapDays = Int(parameters.number("episode-gap-days") ?? 180)
        sessions = SessionBuilder(table: table, mergeMinutes: Int(parameters.number("session-merge-minutes") ?? 120))
        founding = ConceptSet(
            vocabulary.concepts.indices.filter { vocabulary.concepts[$0].role == .lesion }
                .map { ConceptID(index: UInt8($0)) })
        places = SiteTable(vocabulary.sites)
    }

    /// The history of the patient whose orders are `rows`.
    package func history(of rows: Range<Int>) -> PatientHistory {
        let (studies, lines) = sessions.studies(of: rows)
        var mentioned = ConceptSet()
        var unbound = ConceptSet()
        for row in rows where table.rows[row].facts != 0 {
            let entry = table.facts.entries[Int(table.rows[row].facts)]
            mentioned.formUnion(entry.present)
            mentioned.formUnion(entry.uncertain)
            mentioned.formUnion(entry.absent)
            unbound.formUnion(entry.unbound)
        }
        return PatientHistory(
            rows: rows, studies: studies, lines: lines, lesions: lesions(of: rows), mentioned: mentioned,
            unbound: unbound, ages: ages(in: rows))
    }

    private func ages(in rows: Range<Int>) -> ClosedRange<Double>? {
        var (earliest, latest) = (Day.unknown, Day.unknown)
        var (oldest, youngest) = (Day.unknown, Day.unknown)
        for row in rows {
            let day = table.rows[row].placed.day
            guard day.isKnown, !table.rows[row].flags.contains(.ageConflict) else { return nil }
            if !earliest.isKnown || day < earliest { earliest = day }
            if !latest.isKnown || day > latest { latest = day }
            let birth = table.rows[row].birth
            guard birth.isKnown else { continue }
            if !oldest.isKnown || birth < oldest { oldest = birth }
            if !youngest.isKnown || birth > youngest { youngest = birth }
        }
        guard oldest.isKnown else { return nil }
        // Half a month of room, so that counting in days and in birthdays come to the same.
        let youngestAge = Double(earliest.days(since: youngest)) / 365.25 - 0.04
        return youngestAge...max(youngestAge, Double(latest.days(since: oldest)) / 365.25 + 0.04)
    }

    private func lesions(of rows: Range<Int>) -> [Lesion] {
        var reports: [LesionReport] = []
        for row in rows where saysSomething(row) { addReports(in: row, to: &reports) }
        guard !reports.isEmpty else { return [] }
        var drafts = LesionDrafts(sited: reports, places)
        // Reports that name their place found the lesions; the others can then join the one that fits.
        for report in reports where report.isPlaced { drafts.place(report, places) }
        for report in reports where !report.isPlaced { join(report, &drafts) }
        for row in rows where !saysSomething(row) { joinSilent(row, &drafts) }
        var lesions: [Lesion] = []
        lesions.reserveCapacity(drafts.lesions.count)
        for index in drafts.lesions.indices where !drafts.lesions[index].foundingRows.isEmpty {
            // The rows of a patient stand in time order, so their numbers do too.
            drafts.lesions[index].members.sort()
            lesions.append(finish(drafts.lesions[index], of: rows))
        }
        return lesions
    }

    private func saysSomething(_ row: Int) -> Bool {
        !table.facts.entries[Int(table.rows[row].facts)].statements.isEmpty
    }

    /// What the texts of one order say, lesion by lesion.
    private func addReports(in row: Int, to reports: inout [LesionReport]) {
        let range = table.facts.entries[Int(table.rows[row].facts)].statements
        let statements = Int(range.lowerBound)..<Int(range.upperBound)
        let first = reports.count
        for index in statements {
            let lesion = table.facts.statements[index].lesion
            if reports[first...].contains(where: { $0.lesion == lesion }) { continue }
            reports.append(LesionReport(row: row, lesion: lesion, statements: statements))
        }
        let isOnly = reports.count == first + 1
        for index in first..<reports.count {
            reports[index].describe(isOnly: isOnly, table: table, vocabulary: vocabulary, founding: founding)
        }
    }

    private func join(_ report: LesionReport, _ drafts: inout LesionDrafts) {
        let day = table.rows[report.row].placed.day
        let regions = table.exams[Int(table.rows[report.row].exam)].regions
        var fitting: [Int] = []
        for index in drafts.lesions.indices {
            let site = drafts.lesions[index].site
            guard drafts.lesions[index].side.isCompatible(with: report.side),
                report.hint == .unspecified
                    ? places.couldShow(site, in: regions, emptyFits: true) : places.mayStand(report.hint, for: site),
                isOpen(drafts.lesions[index], at: day)
            else { continue }
            fitting.append(index)
        }
        switch fitting.count {
        case 1: drafts.lesions[fitting[0]].add(report)
        case 0: if report.founds { drafts.addUnsited(report) }
        default: for index in fitting { drafts.lesions[index].ambiguousRows.insert(report.row) }
        }
    }

    /// An order whose texts name no lesion belongs to the one open lesion that its examination is of (1.13.5).
    private func joinSilent(_ row: Int, _ drafts: inout LesionDrafts) {
        let exam = Int(table.rows[row].exam)
        let kind = table.exams[exam].kind
        let isTissue = kind == .biopsy || kind == .excision
        guard isTissue || kind == .guidance || kind == .therapy || kind == .diagnostic else { return }
        let own = table.rows[row].laterality
        let side = own == .unspecified ? table.exams[exam].laterality : own
        let named = table.exams[exam].namedSite
        var fitting: [Int] = []
        for index in drafts.lesions.indices {
            let site = drafts.lesions[index].site
            guard drafts.lesions[index].side.isCompatible(with: side),
                isOpen(drafts.lesions[index], at: table.rows[row].placed.day)
            else { continue }
            let fits =
                named != .unspecified && site != .unspecified
                ? places.group(of: named) == places.group(of: site)
                : places.couldShow(site, in: table.exams[exam].regions, emptyFits: isTissue)
            if fits { fitting.append(index) }
        }
        if fitting.count == 1 {
            drafts.lesions[fitting[0]].add(row)
        } else if isTissue {
            for index in fitting { drafts.lesions[index].ambiguousRows.insert(row) }
        }
    }

    private func isOpen(_ lesion: LesionDraft, at day: Day) -> Bool {
        guard day.isKnown else { return true }
        return lesion.foundingRows.contains { row in
            let placed = table.rows[row].placed.day
            return !placed.isKnown || abs(day.days(since: placed)) <= episodeGapDays
        }
    }

    private func finish(_ draft: LesionDraft, of rows: Range<Int>) -> Lesion {
        let members = draft.members
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
        statements.reserveCapacity(draft.reports.reduce(0) { $0 + $1.statements.count })
        for report in draft.reports {
            for index in report.statements where table.facts.statements[index].lesion == report.lesion {
                statements.append(known(index, in: report.row, of: draft, among: rows))
            }
        }
        statements.sort { a, b in
            if a.known != b.known { return a.known < b.known }
            return a.row != b.row ? a.row < b.row : a.statement < b.statement
        }
        var (asserted, queried, denied) = (ConceptSet(), ConceptSet(), ConceptSet())
        for entry in statements {
            asserted.formUnion(table.facts.statements[entry.statement].present)
            queried.formUnion(table.facts.statements[entry.statement].uncertain)
            denied.formUnion(table.facts.statements[entry.statement].absent)
        }
        return Lesion(
            patient: table.rows[rows.lowerBound].patient, site: draft.site, side: draft.side, members: members,
            statements: statements, asserted: asserted, queried: queried, denied: denied, episodes: episodes,
            ambiguousRows: draft.ambiguousRows)
    }

    /// When a statement's content came on record: with the study it names if that is in the file (specification 1.2).
    private func known(
        _ index: Int, in row: Int, of lesion: LesionDraft, among rows: Range<Int>
    ) -> Lesion.KnownStatement {
        let placed = table.rows[row].placed
        // An order entered afterwards tells what was known before its examination (specification 1.2).
        let isLate = table.rows[row].performed.isKnown && placed.sequence(to: table.rows[row].ordered) == .before
        let stated = isLate || !table.rows[row].ordered.isKnown ? placed : table.rows[row].ordered
        let statement = table.facts.statements[index]
        guard let modality = statement.foundOn, !statement.foundOutside else {
            return Lesion.KnownStatement(statement: index, row: row, known: stated, linkedRow: nil)
        }
        var linked: Int?
        for candidate in rows where candidate != row {
            let exam = Int(table.rows[candidate].exam)
            guard table.exams[exam].modality == modality, table.exams[exam].kind == .diagnostic,
                table.rows[candidate].status == .completed
            else { continue }
            let performed = table.rows[candidate].performed
            let regions = table.exams[exam].regions
            guard performed.isKnown, performed.sequence(to: placed) != .after,
                stated.day.days(since: performed.day) <= discoveryLinkDays,
                !statement.foundDay.isKnown || statement.foundDay.isAbout(performed.day, saidOn: stated.day),
                statement.foundOnRegions.isEmpty || regions.isEmpty
                    || !statement.foundOnRegions.isDisjoint(with: regions),
                places.couldShow(lesion.site, in: regions, emptyFits: true),
                lesion.side.isCompatible(with: table.rows[candidate].laterality),
                lesion.side.isCompatible(with: table.exams[exam].laterality)
            else { continue }
            if linked.map({ table.rows[$0].performed < performed }) ?? true { linked = candidate }
        }
        guard let linked else {
            return Lesion.KnownStatement(statement: index, row: row, known: stated, linkedRow: nil)
        }
        return Lesion.KnownStatement(
            statement: index, row: row, known: table.rows[linked].performed, linkedRow: linked)
    }
}
