import AuditModel
package import Foundation

/// `summary.json`: the machine twin of the page. Holds no patient, order or text.
struct SummaryFormat: ReportFormat {
    static let name = "json"
    static let fileName = "summary.json"

    func files(of result: AuditResult, for choices: ReportChoices) throws(AuditIssues) -> [ReportFile] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        let bytes: Data
        do {
            bytes = try encoder.encode(Summary(result))
        } catch {
            throw AuditIssues(
                .output, [AuditIssue(.error, file: Self.fileName, "could not be written as JSON: \(error)")])
        }
        return [
            ReportFile(name: Self.fileName, holdsIdentifiers: false) { sink in
                try sink.append(bytes)
                try sink.append("\n")
            }
        ]
    }
}

extension Summary {
    /// Reads `summary.json` of this schema version back; throws where it is another or none.
    package init(json: Data) throws {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        self = try decoder.decode(Summary.self, from: json)
        guard schema == Self.schemaName, schemaVersion == Self.currentVersion else {
            throw CocoaError(.fileReadCorruptFile)
        }
    }
}
