import AuditModel
import Mustache

/// `report.html`: one page that needs nothing but itself.
struct PageFormat: ReportFormat {
    static let name = "html"
    static let fileName = "report.html"

    func files(of result: AuditResult, for choices: ReportChoices) throws(AuditIssues) -> [ReportFile] {
        let page = "<!doctype html><title>orderaudit</title>\n"
        return [
            ReportFile(name: Self.fileName, holdsIdentifiers: choices.edition == .reviewer) { sink in
                try sink.append(page)
            }
        ]
    }
}
