package import AuditModel
package import Foundation
package import Interpretation
package import RulePacks

/// Everything clinical that a run knows: lexicons, rules and parameters, with a site's decisions applied.
package struct Knowledge: Sendable {
    package var lexicons: Lexicons
    package var packs: [RulePack]
    /// The rules in force, in the order in which they are reported.
    package var rules: [Rule]
    /// Where each rule of `rules` stands.
    package var ruleFiles: [String]
    package var parameters: Parameters
    package var declared: [Parameter]
    package var site: SiteFile

    /// Loads the shipped knowledge and what the user adds; `everyPack` also those that are off by default. Without
    /// `examples` those of the shipped rules are passed over. Throws every problem of every file at once.
    package static func load(
        packs packFolders: [URL] = [], lexicons lexiconFolders: [URL] = [], site siteFile: URL? = nil,
        everyPack: Bool = false, examples: Bool = true
    ) throws(AuditIssues) -> Knowledge {
        var issues: [AuditIssue] = []
        var sources = PackSource.shipped
        for index in sources.indices { sources[index].readsExamples = examples }
        var added: Set<String> = []
        for folder in packFolders {
            do throws(AuditIssues) {
                let files = try KnowledgeFolder.files(in: folder, subject: "rule packs")
                for pack in PackSource.grouped(files) {
                    added.insert(pack.name)
                    if let index = sources.firstIndex(where: { $0.name == pack.name }) {
                        sources[index] = pack
                    } else {
                        sources.append(pack)
                    }
                }
            } catch { issues += error.issues }
        }
        var extra: [PackFile] = []
        for folder in lexiconFolders {
            do throws(AuditIssues) {
                extra += try KnowledgeFolder.files(in: folder, subject: "lexicons")
            } catch { issues += error.issues }
        }
        guard issues.isEmpty else { throw AuditIssues(.knowledge, issues) }

        let words = sources.flatMap { pack in pack.lexicons.map { (pack: pack.name, path: $0.path, text: $0.text) } }
        let parsed = ParsedPack.parse(sources) { [extra] in
            Result { () throws(AuditIssues) in
                try Lexicons.load(ofPacks: words, adding: extra.map { ($0.path, $0.text) })
            }
        }
        let lexicons = try parsed.other.get()
        let packs = try RulePack.load(parsed.packs, vocabulary: lexicons.vocabulary)
        let declared = packs.flatMap(\.parameters)
        var site = SiteFile()
        if let siteFile {
            site = try SiteFile(
                text: KnowledgeFolder.text(of: siteFile), file: siteFile.lastPathComponent,
                ruleIDs: packs.flatMap { $0.rules.map(\.card.id) }, packNames: packs.map(\.name), known: declared)
        }
        return Knowledge(
            lexicons: lexicons, packs: packs, declared: declared, site: site,
            turnedOn: everyPack ? Set(packs.map(\.name)) : added)
    }

    private init(
        lexicons: Lexicons, packs: [RulePack], declared: [Parameter], site: SiteFile, turnedOn: Set<String>
    ) {
        self.lexicons = lexicons
        self.declared = declared
        self.site = site
        var values = Dictionary(declared.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        values.merge(site.parameters) { _, local in local }
        parameters = Parameters(values)
        rules = []
        ruleFiles = []
        self.packs = []
        for pack in packs {
            let isOn =
                site.packs.last { $0.name == pack.name }?.isOn ?? (!pack.isOffByDefault || turnedOn.contains(pack.name))
            guard isOn else { continue }
            self.packs.append(pack)
            for (rule, file) in zip(pack.rules, pack.files) where rule.card.status != .retired {
                let choice = site.rules.last { $0.id == rule.card.id }?.choice
                guard choice?.isOn != false else { continue }
                var rule = rule
                if let cap = choice?.cap { rule.caps.append(Cap(when: .always, verdict: cap, reason: "")) }
                rules.append(rule)
                ruleFiles.append(file)
            }
        }
        self.lexicons = lexicons.ofPacks(self.packs.map(\.name))
        let order = rules.indices.sorted { rules[$0].reportOrder < rules[$1].reportOrder }
        rules = order.map { rules[$0] }
        ruleFiles = order.map { ruleFiles[$0] }
    }
}

extension Rule {
    /// By pack, then R1 … R20, X1 …, then rules without a number by id.
    fileprivate var reportOrder: String {
        let letters = card.number.prefix { $0.isLetter }
        let number = Int(card.number.drop { $0.isLetter }) ?? 999
        let padded = String(repeating: "0", count: max(0, 4 - String(number).count)) + String(number)
        return "\(card.pack)|\(letters.isEmpty ? "~" : String(letters))|\(padded)|\(card.id)"
    }
}
