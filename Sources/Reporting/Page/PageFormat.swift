import AuditModel
import Crypto
import Foundation
import Mustache

/// `report.html`: one page that needs nothing but itself.
struct PageFormat: ReportFormat {
    static let name = "html"
    static let fileName = "report.html"
    /// Most findings that the page takes; the others are left to `findings.csv`, and the page says so.
    static let findingLimit = 10_000

    func files(of result: AuditResult, for choices: ReportChoices) throws(AuditIssues) -> [ReportFile] {
        [
            ReportFile(name: Self.fileName, holdsIdentifiers: choices.edition == .reviewer) { sink in
                do {
                    try sink.append(Self.render(result, edition: choices.edition))
                } catch let error as MustacheTemplate.Error {
                    // Templates are part of the program: only a fault of ours comes here.
                    throw AuditIssues(
                        .output, [AuditIssue(.error, file: Self.fileName, "could not be rendered: \(error)")])
                }
            }
        ]
    }

    private static func render(_ result: AuditResult, edition: Edition) throws -> String {
        let style = PageTemplates.text(["style.css"])
        let script = PageTemplates.text(edition == .reviewer ? PageTemplates.scripts : [])
        let head = HeadSection(result, edition: edition)
        let model = PageModel(
            title: "Imaging order audit – \(head.site) – \(head.period)", policy: policy(style: style, script: script),
            style: style, script: script, reviewer: edition == .reviewer ? reviewerPart(result) : nil,
            isShared: edition == .shared, head: head, glance: GlanceSection(result, edition: edition),
            rules: RulesSection(result, edition: edition), balance: BalanceSection(result, edition: edition),
            quality: DataQualitySection(result, edition: edition), method: MethodSection(result, edition: edition))
        return try PageTemplates.library().render(model, withTemplate: "page") ?? ""
    }

    private static func reviewerPart(_ result: AuditResult) -> ReviewerPart {
        let cards = Dictionary(result.rules.map { ($0.id, $0) }) { first, _ in first }
        let doubts = Dictionary(result.dataQuality.map { ($0.code, $0.title) }) { first, _ in first }
        let notes = ReviewNotes(result.reviews)
        var data = PageData()
        for disposition in result.reviews.dispositions { data.add(disposition) }
        var written: [CaseModel] = []
        for finding in result.findings.prefix(findingLimit) where data.size < PageData.byteLimit {
            let card = cards[finding.ruleID]
            let row = FindingRow(
                finding, rule: card, doubt: doubts[finding.reason], changes: result.changes, review: notes)
            let model = CaseModel(finding, row: row, rule: card)
            if written.count < WorklistSection.writtenOut { written.append(model) }
            data.add(model)
        }
        return ReviewerPart(
            worklist: WorklistSection(written, held: data.count, total: result.findingCount),
            reviews: ReviewsSection(result, listed: Set(result.findings.prefix(data.count).map(\.id))),
            places: PlacesSection(result), data: PackedText.pack(data.json))
    }

    /// Nothing but this very style and script may act, and nothing may be fetched or sent.
    private static func policy(style: String, script: String) -> String {
        let scripts = script.isEmpty ? "'none'" : hash(script)
        return
            "default-src 'none'; style-src \(hash(style)); script-src \(scripts); base-uri 'none'; form-action 'none'"
    }

    private static func hash(_ text: String) -> String {
        "'sha256-\(Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString())'"
    }
}
