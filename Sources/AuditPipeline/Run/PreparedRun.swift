import AuditModel
import Evaluation
import Intake
import Interpretation

/// A run whose orders are read: orders → lesions → verdicts, patient by patient, is what comes next.
struct PreparedRun: Sendable {
    let settings: AuditSettings
    let knowledge: Knowledge
    let intake: IntakeResult
    let coverage: CoverageSpan
    let judging: Judging
    let pseudonyms: Pseudonyms

    /// Judges every patient; `telling` writes the lines of the tables on the way. Throws where an input can no longer be
    /// read as it was, or where the temporary folder has no room for the lines.
    func judged(telling: Bool) throws(AuditIssues) -> JudgedRun {
        let lines = telling ? LineStore() : nil
        let (judging, period, cutoff) = (judging, settings.period, coverage.end)
        let tellsEvery = settings.allVerdicts
        let judged = try judging.judge(
            jobs: settings.jobs, keep: { judgement in period.map { $0.includes(judgement, cutoff: cutoff) } ?? true },
            makeTelling: { evaluator in
                lines.map { lines in
                    FindingTelling(
                        LineWriter(names(evaluator, intake.archive.cells())), on: lines.sheet(),
                        isTold: { tellsEvery || judging.isFinding($0) })
                }
            })
        return JudgedRun(run: self, judged: judged, lines: lines)
    }

    /// A writer of findings for one thread.
    @Sendable func makeWriter() -> FindingWriter {
        let cells = intake.archive.cells()
        return FindingWriter(
            builder: judging.builder, names: names(judging.evaluator.copy(), cells), cells: cells, coverage: coverage,
            textReader: IndicationReader(knowledge.lexicons))
    }

    private func names(_ evaluator: RuleEvaluator, _ cells: OrderCells) -> FindingNames {
        FindingNames(
            evaluator, cells: cells, pseudonyms: pseudonyms, keepsIdentifiers: settings.keepsIdentifiers)
    }
}

extension Period {
    /// Verdicts that become final in the period, and those of its events that are not final yet (1.13.4).
    fileprivate func includes(_ judgement: Judgement, cutoff: Day) -> Bool {
        contains(judgement.finalDay)
            || (judgement.verdict == .pending && judgement.finalDay > to && judgement.finalDay > cutoff)
    }
}
