import AuditModel
import Crypto
import Evaluation
import Foundation
import Intake
import Interpretation
import Measures
import RulePacks

/// A run whose verdicts are reached: what remains is to count them and to put them into words.
struct JudgedRun: Sendable {
    /// Findings that the page can show; up to so many, every one gets its case.
    private static let held = 10_000
    /// Cases where there are more findings than that; the page says so.
    private static let casesOfMany = 1_000

    let run: PreparedRun
    let judged: Judging.Judged
    /// Lines of what the tables list; nil where none was written.
    let lines: LineStore?

    private var settings: AuditSettings { run.settings }
    private var knowledge: Knowledge { run.knowledge }
    // Lent, not copied: a run holds many references.
    private var intake: IntakeResult { _read { yield run.intake } }
    private var judging: Judging { _read { yield run.judging } }

    /// Rates, findings and the description of the run. Throws where figures do not add up or an input has changed.
    func result() throws(AuditIssues) -> AuditResult {
        let verdicts = judged.verdicts
        let shown = judging.readingOrder(of: verdicts, where: judging.isFinding)
        // Counting and the look for unread codes go on while all threads put the findings into words.
        let (counted, told) = ParallelParts.both({
            (
                tallies: Result { () throws(AuditIssues) in try tallies() },
                unread: Result { () throws(AuditIssues) in try unreadLesions() }
            )
        }) {
            Result { () throws(AuditIssues) in try findings(shown) }
        }
        var counts: [AuditModel.Verdict: Int] = [:]
        var result = AuditResult(
            run: description, rules: knowledge.rules.map(\.card), tallies: try counted.tallies.get(),
            findings: try told.get(),
            dataQuality: judging.dataQuality(verdicts, outside: judged.doubtsOutside) + placeholders,
            reconciliation: intake.reconciliation,
            quarantine: intake.quarantine, notUnderstood: notUnderstood)
        result.findingLines = table(of: shown)
        for place in shown { counts[verdicts[Int(place)].judged.judgement.verdict, default: 0] += 1 }
        result.findingCounts = counts
        if settings.allVerdicts { result.verdictLines = table(of: judging.readingOrder(of: verdicts)) }
        result.missingFields = judged.missingFields.list(in: intake.table)
        result.reading = judged.reading
        result.unreadLesions = try counted.unread.get()
        result.lines = intake.lines
        return result
    }

    private func unreadLesions() throws(AuditIssues) -> [UnreadLesion] {
        try UnreadLesions(intake: intake, lexicons: knowledge.lexicons, jobs: settings.jobs).list()
    }

    /// Throws where they do not add up to the judgements they count.
    private func tallies() throws(AuditIssues) -> [RuleTally] {
        let judgements = judged.verdicts.map(\.judged.judgement)
        let tallying = Tallying(
            rules: knowledge.rules.map(\.card), reasons: judging.evaluator.reasons,
            minimumCell: Int(knowledge.parameters.number("min-cell") ?? 11))
        let tallies = tallying.tallies(of: judgements, orders: intake.table)
        let imbalances = tallying.imbalances(of: tallies, against: judgements)
        guard imbalances.isEmpty else { throw AuditIssues(.books, imbalances) }
        return tallies
    }

    /// The first of the verdicts with these numbers in words, as many as a page shows.
    private func findings(_ shown: [UInt32]) throws(AuditIssues) -> [Finding] {
        try FindingWriting(verdicts: judged.verdicts, jobs: settings.jobs, makeWriter: run.makeWriter).findings(
            Array(shown.prefix(Self.held)), cases: shown.count <= Self.held ? shown.count : Self.casesOfMany)
    }

    /// The lines of the verdicts with these numbers; nil where none was written.
    private func table(of order: [UInt32]) -> FindingLines? {
        guard let lines else { return nil }
        let verdicts = judged.verdicts
        return FindingLines(count: order.count) { (number, bytes) throws(AuditIssues) in
            guard let line = verdicts[Int(order[number])].line else { return }
            try lines.append(line, to: &bytes)
        }
    }

    /// One line per column whose midnight stands for "no time" (1.13.7).
    private var placeholders: [DataQualityCount] {
        intake.timePlaceholderColumns.map { column in
            DataQualityCount(
                code: "DQ-TIME-PLACEHOLDER", title: "00:00:00 in \(column.rawValue) read as no time", inEpisodes: 0,
                elsewhere: 1)
        }
    }

    private var notUnderstood: [UnclearExam] {
        let table = intake.table
        return table.exams.indices.filter { !table.exams[$0].isUnderstood }
            .map { UnclearExam(name: table.examNames[$0], orders: table.examCounts[$0]) }
            .sorted { a, b in
                a.orders != b.orders
                    ? a.orders > b.orders : (a.name.description, a.name.code) < (b.name.description, b.name.code)
            }
    }

    private var description: RunDescription {
        RunDescription(
            siteName: knowledge.site.name, period: settings.period?.name ?? "everything",
            coverageStart: run.coverage.start, dataCutoff: run.coverage.end, coverageNotes: run.coverage.notes,
            generatedAt: settings.now.formatted(.iso8601), version: AuditRun.version, inputs: intake.table.files,
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
                return NamedValue(
                    name: parameter.name, value: value.description(in: parameter.unit), purpose: parameter.why)
            },
            siteChoices: knowledge.site.choices, statusWords: intake.statusWords, patients: intake.table.patients.count,
            identifiers: settings.keepsIdentifiers ? "kept" : "pseudonyms (keyed HMAC-SHA-256)",
            keyMark: run.pseudonyms.mark)
    }

    private func digest(_ texts: [String]) -> String {
        var hash = SHA256()
        for text in texts { hash.update(data: Data(text.utf8)) }
        return hexadecimal(hash.finalize())
    }
}

extension JudgedRun {
    /// The whole reasoning behind the verdict with this id. Throws where no verdict of the run has it.
    func explanation(of findingID: String) throws(AuditIssues) -> String {
        var writer = run.makeWriter()
        for verdict in judged.verdicts {
            guard try writer.id(of: verdict) == findingID else { continue }
            let finding = try writer.finding(verdict, withCase: true)
            return ExplanationText(
                finding: finding, rule: judging.evaluator.rules[Int(verdict.judged.judgement.rule)].card
            )
            .text
        }
        throw AuditIssues(
            .usage,
            [
                AuditIssue(
                    .error,
                    "no verdict of these files has the id '\(findingID)'; ids depend on the pseudonym key and the period"
                )
            ])
    }
}
