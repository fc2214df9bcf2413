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
        let library = try PageTemplates.library()
        let model = PageModel(
            title: "Imaging order audit – \(head.site) – \(head.period)", policy: policy(style: style, script: script),
            style: style, script: script, reviewer: edition == .reviewer ? reviewerPart(result, library) : nil,
            isShared: edition == .shared, head: head, glance: GlanceSection(result, edition: edition),
            rules: RulesSection(result, edition: edition), balance: BalanceSection(result, edition: edition),
            quality: DataQualitySection(result, edition: edition), method: MethodSection(result, edition: edition))
        return library.render(model, withTemplate: "page") ?? ""
    }

    private static func reviewerPart(_ result: AuditResult, _ library: MustacheLibrary) -> ReviewerPart {
        let cases = CaseDrawing(result)
        var data = PageData()
        for disposition in result.reviews.dispositions { data.add(disposition) }
        var written: [CaseModel] = []
        for finding in result.findings.prefix(WorklistSection.writtenOut) where data.size < PageData.byteLimit {
            written.append(cases.model(of: finding))
            data.add(written[written.count - 1])
        }
        // The first cases are drawn while the others are packed.
        let (drawn, (packed, held)) = ParallelParts.both(
            { [written] in library.render(["cases": written], withTemplate: "cases") ?? "" },
            { [data] in
                var data = data
                for finding in result.findings.prefix(findingLimit).dropFirst(written.count)
                where data.size < PageData.byteLimit {
                    data.add(cases.model(of: finding))
                }
                return (PackedText.pack(data.json), data.count)
            })
        return ReviewerPart(
            worklist: WorklistSection(written.map(\.finding), held: held, total: result.findingCount),
            writtenCases: drawn, reviews: ReviewsSection(result, listed: Set(result.findings.prefix(held).map(\.id))),
            places: PlacesSection(result), data: packed)
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
