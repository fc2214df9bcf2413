package import AuditModel
import CMemoryTrim
import Episodes
import Evaluation
package import Foundation
import Intake
import Interpretation
import Reporting

/// One audit from exports to report folder. Read this file first: it walks the rooms in order.
package struct AuditRun: Sendable {
    package static let version = "0.1.0"

    private let settings: AuditSettings

    package init(_ settings: AuditSettings) { self.settings = settings }

    /// What a finished run tells its caller.
    package struct Outcome: Sendable {
        package var folder: URL
        package var result: AuditResult
        /// Notes for the person who runs it; no cell content.
        package var notes: [AuditIssue]
    }

    /// Audits, writes the report folder and returns it. Throws `AuditIssues`, whose subject decides the exit status;
    /// an older folder of the same name is then untouched.
    package func run() throws(AuditIssues) -> Outcome {
        guard let edition = Edition(rawValue: settings.editionName) else {
            throw AuditIssues(
                .usage,
                [AuditIssue(.error, "there is no edition '\(settings.editionName)'; expected reviewer or shared")])
        }
        let writer = try ReportWriter(
            formats: settings.formats, edition: edition, allVerdicts: settings.allVerdicts)
        defer { settings.progress(.done) }
        let prepared = try prepare()
        settings.progress(.judging(orders: prepared.intake.reconciliation.orders))
        let judged = try prepared.judged(telling: true)
        var result = try judged.result()
        try result.addClues(of: prepared.knowledge.packs, prepared.knowledge.lexicons.vocabulary)
        result.sentences = prepared.knowledge.sentences
        try result.attachEarlierDecisions(settings)
        let folder = settings.out ?? URL(filePath: "Reports/\(settings.period?.name ?? settings.now.day.description)")
        settings.progress(.writing(findings: result.findingCount))
        try writer.write(result, to: folder)
        return Outcome(folder: folder, result: result, notes: prepared.intake.notes)
    }

    /// The whole reasoning behind the verdict with this finding id, as text. Throws where no verdict has it.
    package func explain(_ findingID: String) throws(AuditIssues) -> String {
        defer { settings.progress(.done) }
        return try prepare().judged(telling: false).explanation(of: findingID)
    }

    /// Everything before the verdicts; they and their words are `PreparedRun`'s and `JudgedRun`'s.
    private func prepare() throws(AuditIssues) -> PreparedRun {
        // What is freed in large pieces goes back at once: the system's allocator would keep much of it for a run that
        // never needs it again.
        mallopt(M_TRIM_THRESHOLD, 1 << 20)
        let knowledge = try Knowledge.load(
            packs: settings.packs, lexicons: settings.lexicons, site: settings.siteFile, examples: false)
        guard knowledge.rules.count <= RuleEvaluator.mostRules else {
            throw AuditIssues(
                .knowledge,
                [
                    AuditIssue(
                        .error,
                        "\(knowledge.rules.count) rules are on, but a run judges by \(RuleEvaluator.mostRules) at most; turn some off in the site file"
                    )
                ])
        }
        let pseudonyms = try Pseudonyms(keyFile: settings.keyFile)
        var examMap: ExamMap?
        if let file = settings.examMap { examMap = try LexiconFiles.examMap(file.path(percentEncoded: false)) }

        // Exports → orders, their texts read on the way.
        settings.progress(.reading)
        let lexicons = knowledge.lexicons
        var intake = try intake(
            InputSource.sources(from: settings.inputs), settings: intakeSettings(knowledge.site),
            makeReader: { IndicationReader(lexicons) })
        try checkRejected(intake)

        // Exam names → what was examined, once per distinct name.
        let exams = ExamReader(lexicons, examMap: examMap)
        let names = intake.table.examNames
        intake.table.exams = ParallelParts.done(names.count, jobs: settings.jobs) { number in
            var exam = exams.read(names[number])
            // The words are for `classify`; without them an exam is copied without counting references.
            exam.evidence = []
            return exam
        }

        let coverage = CoverageSpan(
            of: intake, stated: (settings.coverageStart, settings.dataCutoff), today: settings.now.day)
        return PreparedRun(
            settings: settings, knowledge: knowledge, intake: intake, coverage: coverage,
            judging: judging(intake.table, knowledge, coverage), pseudonyms: pseudonyms)
    }

    private func intakeSettings(_ site: SiteFile) throws(AuditIssues) -> IntakeSettings {
        var profile: Profile?
        if let name = settings.profile { profile = try Profile.named(name) }
        return IntakeSettings(
            profile: profile, statusWords: site.statusWords, jobs: settings.jobs,
            memory: settings.memory.map { MemoryBound(bytes: $0.bytes) })
    }

    private func checkRejected(_ intake: IntakeResult) throws(AuditIssues) {
        let books = intake.reconciliation
        guard books.addsUp else {
            throw AuditIssues(
                .books,
                [
                    AuditIssue(
                        .error,
                        "rows do not add up: \(books.rowsRead) read, \(books.orders) orders, \(books.duplicates) duplicates, \(books.superseded) superseded, \(books.quarantined) quarantined"
                    )
                ])
        }
        let imbalances = LineAccount.imbalances(of: intake.lines)
        guard imbalances.isEmpty else { throw AuditIssues(.books, imbalances) }
        let share = books.rowsRead == 0 ? 0 : Double(books.quarantined) / Double(books.rowsRead) * 100
        guard share > settings.maxRejectedPercent else { return }
        let reasons = Dictionary(grouping: intake.quarantine, by: \.reason).mapValues(\.count)
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) \($0.value)" }
        throw AuditIssues(
            .input,
            [
                AuditIssue(
                    .error,
                    "\(books.quarantined) of \(books.rowsRead) rows can not be used, more than --max-rejected \(settings.maxRejectedPercent) percent: \(reasons.joined(separator: ", ")); orderaudit preview FILE says what each asks for"
                )
            ] + intake.quarantine.prefix(5).map { AuditIssue(file: $0.file, line: $0.line, $0.reason) })
    }

    private func judging(_ table: OrderTable, _ knowledge: Knowledge, _ coverage: CoverageSpan) -> Judging {
        let partners = Set(knowledge.parameters.list("partner-sites").map { $0.lowercased() })
        let subject = AuditSubject(
            table: table, vocabulary: knowledge.lexicons.vocabulary, parameters: knowledge.parameters,
            coverageStart: coverage.start, dataCutoff: coverage.end,
            partnerSites: Set(
                table.performingSites.indices.filter { partners.contains(table.performingSites[$0].lowercased()) }
                    .map { UInt16($0) }))
        return Judging(
            builder: HistoryBuilder(
                table: table, vocabulary: knowledge.lexicons.vocabulary, parameters: knowledge.parameters),
            evaluator: RuleEvaluator(rules: knowledge.rules, subject: subject))
    }
}
