package import AuditModel
import Crypto
import Episodes
import Evaluation
package import Foundation
import Intake
import Interpretation
import Measures
import Reporting
import RulePacks

/// One audit from exports to report folder. Read this file first: it walks the rooms in order.
package struct AuditRun: Sendable {
    package static let version = "0.1.0"
    /// Cases with their whole reasoning that a report holds; the other findings are in `findings.csv`.
    static let caseLimit = 10_000

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
        let knowledge = try Knowledge.load(packs: settings.packs, lexicons: settings.lexicons, site: settings.siteFile)
        guard let edition = Edition(rawValue: settings.editionName) else {
            throw AuditIssues(
                .usage,
                [AuditIssue(.error, "there is no edition '\(settings.editionName)'; expected reviewer or shared")])
        }
        let writer = try ReportWriter(
            formats: settings.formats, edition: edition, allVerdicts: settings.allVerdicts)
        let pseudonyms = try Pseudonyms(keyFile: settings.keyFile)

        // Exports → orders, their texts read on the way.
        let lexicons = knowledge.lexicons
        var intake = try intake(
            InputSource.sources(from: settings.inputs), settings: intakeSettings(knowledge.site),
            makeReader: { IndicationReader(lexicons) })
        try checkRejected(intake)

        // Exam names → what was examined, once per distinct name.
        let exams = ExamReader(lexicons, examMap: nil)
        intake.table.exams = intake.table.examNames.map { exams.read($0) }

        // Orders → lesions → verdicts, patient by patient.
        let coverage = CoverageSpan(
            of: intake, stated: (settings.coverageStart, settings.dataCutoff), today: settings.now.day)
        let judging = judging(intake.table, knowledge, coverage)
        let period = settings.period
        let judged = judging.judge(jobs: settings.jobs) { judgement in
            period.map { $0.includes(judgement, cutoff: coverage.end) } ?? true
        }

        // Verdicts → rates and findings → report.
        var result = try result(of: judged, judging, intake, knowledge, coverage, pseudonyms)
        result.missingFields = MissingFields.count(in: intake.table)
        try result.attachEarlierDecisions(settings)
        let folder = settings.out ?? URL(filePath: "Reports/\(settings.period?.name ?? settings.now.day.description)")
        try writer.write(result, to: folder)
        return Outcome(folder: folder, result: result, notes: intake.notes)
    }

    private func intakeSettings(_ site: SiteFile) throws(AuditIssues) -> IntakeSettings {
        var profile: Profile?
        if let name = settings.profile { profile = try Profile.named(name) }
        return IntakeSettings(profile: profile, statusWords: site.statusWords, jobs: settings.jobs)
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
        let share = books.rowsRead == 0 ? 0 : Double(books.quarantined) / Double(books.rowsRead) * 100
        guard share > settings.maxRejectedPercent else { return }
        let reasons = Dictionary(grouping: intake.quarantine, by: \.reason).mapValues(\.count)
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) \($0.value)" }
        throw AuditIssues(
            .input,
            [
                AuditIssue(
                    .error,
                    "\(books.quarantined) of \(books.rowsRead) rows can not be used, more than --max-rejected \(settings.maxRejectedPercent) percent: \(reasons.joined(separator: ", "))"
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

    // MARK: Result

    private func result(
        of judged: Judging.Judged, _ judging: Judging, _ intake: IntakeResult, _ knowledge: Knowledge,
        _ coverage: CoverageSpan, _ pseudonyms: Pseudonyms
    ) throws(AuditIssues) -> AuditResult {
        let verdicts = judged.verdicts
        let cards = knowledge.rules.map(\.card)
        let judgements = verdicts.map(\.judged.judgement)
        let tallying = Tallying(
            rules: cards, reasons: judging.evaluator.reasons,
            minimumCell: Int(knowledge.parameters.number("min-cell") ?? 11))
        let tallies = tallying.tallies(of: judgements, orders: intake.table)
        let imbalances = tallying.imbalances(of: tallies, against: judgements)
        guard imbalances.isEmpty else { throw AuditIssues(.books, imbalances) }

        let order = verdicts.indices.sorted { judging.readsBefore(verdicts[$0], verdicts[$1]) }
        let shown = order.filter { judging.isFinding(verdicts[$0]) }
        let writing = FindingWriting(jobs: settings.jobs) { [settings] in
            FindingWriter(
                builder: judging.builder, evaluator: judging.evaluator, archive: intake.archive, pseudonyms: pseudonyms,
                keepsIdentifiers: settings.keepsIdentifiers, coverage: coverage,
                textReader: IndicationReader(knowledge.lexicons))
        }
        let findings = try writing.findings(of: shown.map { verdicts[$0] }, cases: Self.caseLimit)
        let all = settings.allVerdicts ? try writing.findings(of: order.map { verdicts[$0] }, cases: 0) : []
        return AuditResult(
            run: description(intake, knowledge, coverage), rules: cards, tallies: tallies, findings: findings,
            dataQuality: judging.dataQuality(verdicts, outside: judged.doubtsOutside) + placeholders(intake),
            reconciliation: intake.reconciliation,
            quarantine: intake.quarantine, notUnderstood: notUnderstood(intake.table), verdicts: all)
    }

    /// One line per column whose midnight stands for "no time" (1.13.7).
    private func placeholders(_ intake: IntakeResult) -> [DataQualityCount] {
        intake.timePlaceholderColumns.map { column in
            DataQualityCount(
                code: "DQ-TIME-PLACEHOLDER", title: "00:00:00 in \(column.rawValue) read as no time", inEpisodes: 0,
                elsewhere: 1)
        }
    }

    private func notUnderstood(_ table: OrderTable) -> [UnclearExam] {
        table.exams.indices.filter { !table.exams[$0].isUnderstood }
            .map { UnclearExam(name: table.examNames[$0], orders: table.examCounts[$0]) }
            .sorted { a, b in
                a.orders != b.orders
                    ? a.orders > b.orders : (a.name.description, a.name.code) < (b.name.description, b.name.code)
            }
    }

    private func description(
        _ intake: IntakeResult, _ knowledge: Knowledge, _ coverage: CoverageSpan
    ) -> RunDescription {
        RunDescription(
            siteName: knowledge.site.name, period: settings.period?.name ?? "everything",
            coverageStart: coverage.start, dataCutoff: coverage.end, coverageNotes: coverage.notes,
            generatedAt: settings.now.formatted(.iso8601), version: Self.version, inputs: intake.table.files,
            packs: knowledge.packs.map { pack in
                KnowledgeSource(
                    name: pack.title, version: pack.version, digest: digest(pack.texts.map(\.text)),
                    status: pack.status,
                    isSigned: !pack.rules.isEmpty && pack.rules.allSatisfy { !$0.card.reviewer.isEmpty })
            },
            lexicons: knowledge.lexicons.sources.map { source in
                KnowledgeSource(
                    name: source.name, version: source.version, digest: digest([source.text]),
                    status: RuleCard.Status(rawValue: source.status) ?? .draft, isSigned: source.isSigned)
            },
            parameters: knowledge.declared.map { parameter in
                let value = knowledge.parameters.values[parameter.name] ?? parameter.value
                return NamedValue(name: parameter.name, value: "\(value.description) \(parameter.unit)")
            },
            siteChoices: knowledge.site.choices, statusWords: intake.statusWords, patients: intake.table.patients.count,
            identifiers: settings.keepsIdentifiers ? "kept" : "pseudonyms (keyed HMAC-SHA-256)")
    }

    private func digest(_ texts: [String]) -> String {
        var hash = SHA256()
        for text in texts { hash.update(data: Data(text.utf8)) }
        return hash.finalize().map { byte in
            String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }.joined()
    }
}

extension Period {
    /// Verdicts that become final in the period, and those of its events that are not final yet (1.13.4).
    fileprivate func includes(_ judgement: Judgement, cutoff: Day) -> Bool {
        contains(judgement.finalDay)
            || (judgement.verdict == .pending && judgement.finalDay > to && judgement.finalDay > cutoff)
    }
}
