package import AuditModel
import CSVReading
import Foundation
package import Interpretation
import RulePacks

/// Brings the knowledge that a site keeps in files of its own.
package enum LexiconFiles {
    /// The shipped lexicons and, after them, the YAML files of `folder` in the order of their names.
    package static func load(folder: String?) throws(AuditIssues) -> Lexicons {
        guard let folder else { return try Lexicons.load() }
        let files = try KnowledgeFolder.files(in: URL(filePath: folder), subject: "lexicons")
        return try Lexicons.load(adding: files.map { ($0.path, $0.text) })
    }

    /// A site's exam map: a CSV file with the columns of `ExamMap.columns`.
    package static func examMap(_ path: String) throws(AuditIssues) -> ExamMap {
        var rows: [[String]] = []
        do throws(ReadingError) {
            let table = try CleanTable(try ByteFile(path: path))
            var reader = RecordReader(
                table.text.text, from: table.layout.tableOffset,
                settings: .init(dialect: table.layout.dialect, width: table.layout.width))
            while try reader.advance() {
                for record in reader.records {
                    rows.append(
                        reader.fields[record.firstField..<(record.firstField + record.width)].map {
                            String(decoding: reader.bytes[$0.range], as: UTF8.self)
                        })
                }
            }
        } catch {
            throw AuditIssues(.knowledge, [AuditIssue(file: path, error.message)])
        }
        guard let header = rows.first else { throw AuditIssues(.knowledge, [AuditIssue(file: path, "is empty")]) }
        return try ExamMap(file: path, header: header, rows: Array(rows.dropFirst()))
    }
}
