package import AuditModel
import CSVReading
import Foundation
package import Interpretation

/// `orderaudit classify`: what the reader of names and texts makes of the cells of a CSV file. Every command writes the
/// input's columns and its own behind them.
package enum Classification {
    /// Where finished lines go; called with pieces of CSV.
    package typealias Output = ([UInt8]) throws(AuditIssues) -> Void

    package static func exams(
        _ input: String, nameColumn: String?, codeColumn: String?, lexicons: Lexicons, examMap: ExamMap?,
        to output: Output
    ) throws(AuditIssues) {
        let reader = ExamReader(lexicons, examMap: examMap)
        var known: [ExamName: [String]] = [:]
        try ClassifiedTable.rewrite(
            input, columns: [nameColumn, codeColumn],
            adding: [
                "modality", "regions", "contrast", "kind", "laterality", "angiography", "confidence", "evidence",
            ], to: output
        ) { cells in
            let name = ExamName(code: cells[1], description: cells[0])
            if let cells = known[name] { return cells }
            let exam = reader.read(name)
            let cells = [
                exam.modality.name, exam.regions.description, exam.contrast.name, exam.kind.name, exam.laterality.name,
                exam.angiography ? "yes" : "no", exam.confidence.name, exam.evidence.joined(separator: "; "),
            ]
            known[name] = cells
            return cells
        }
    }

    package static func indications(
        _ input: String, textColumn: String, priorColumn: String?, codeColumn: String?, dateColumn: String?,
        lexicons: Lexicons, to output: Output
    ) throws(AuditIssues) {
        var reader = FactRow(lexicons)
        try ClassifiedTable.rewrite(
            input, columns: [textColumn, priorColumn, codeColumn, dateColumn], adding: reader.header, to: output
        ) { cells in
            reader.cells(indication: cells[0], priorFinding: cells[1], icd10: cells[2], ordered: cells[3])
        }
    }

    package static func mentions(
        _ input: String, phraseColumn: String, textColumn: String, lexicons: Lexicons, to output: Output
    ) throws(AuditIssues) {
        let reader = MentionReader(lexicons)
        try ClassifiedTable.rewrite(
            input, columns: [phraseColumn, textColumn], adding: ["assertion", "temporality", "experiencer"], to: output
        ) { cells in
            let reading = reader.read(phrase: cells[0], text: cells[1])
            return [reading.assertion.name, reading.temporality.rawValue, reading.experiencer.rawValue]
        }
    }
}
