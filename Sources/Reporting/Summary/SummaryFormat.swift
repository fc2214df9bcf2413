import AuditModel
package import Foundation

/// `summary.json`: the machine twin of the page. Holds no patient, order or text.
struct SummaryFormat: ReportFormat {
    static let name = "json"
    static let fileName = "summary.json"

    func files(of result: AuditResult, for choices: ReportChoices) throws(AuditIssues) -> [ReportFile] {
        [
            ReportFile(name: Self.fileName, holdsIdentifiers: false) { sink in
                try sink.append(Self.json(Summary(result)))
                try sink.append("\n")
            }
        ]
    }

    private static func json(_ summary: Summary) throws(AuditIssues) -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        do {
            return try encoder.encode(summary)
        } catch {
            throw AuditIssues(
                .output, [AuditIssue(.error, file: fileName, "could not be written as JSON: \(error)")])
        }
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
