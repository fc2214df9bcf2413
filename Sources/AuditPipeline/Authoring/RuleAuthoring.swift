package import AuditModel
package import Foundation
import Interpretation
import RulePacks

/// What `orderaudit rules` does, as text: the commands only print it.
package struct RuleAuthoring {
    package let knowledge: Knowledge

    package init(packs: [URL] = [], lexicons: [URL] = [], site: URL? = nil) throws(AuditIssues) {
        knowledge = try Knowledge.load(packs: packs, lexicons: lexicons, site: site, everyPack: true)
    }

    package var list: [String] {
        let width = knowledge.rules.map(\.card.id.count).max() ?? 0
        return knowledge.rules.map { rule in
            let card = rule.card
            let number = card.number.padding(toLength: 4, withPad: " ", startingAt: 0)
            let id = card.id.padding(toLength: width, withPad: " ", startingAt: 0)
            return
                "\(number) \(id)  \(card.status.rawValue.padding(toLength: 7, withPad: " ", startingAt: 0)) \(card.title)"
        }
    }

    /// A rule by id or number, in plain English. Throws with the nearest known id where there is none.
    package func show(_ id: String) throws(AuditIssues) -> String {
        RulePage(try rule(id), vocabulary: knowledge.lexicons.vocabulary, parameters: knowledge.parameters).markdown
    }

    /// The ids of these rules, each named by id or number; nil, for all, where none is named. Throws as `show` does.
    package func ids(of typed: [String]) throws(AuditIssues) -> Set<String>? {
        var ids: Set<String> = []
        for id in typed { ids.insert(try rule(id).card.id) }
        return ids.isEmpty ? nil : ids
    }

    private func rule(_ id: String) throws(AuditIssues) -> Rule {
        if let rule = knowledge.rules.first(where: { $0.card.id == id || $0.card.number == id }) { return rule }
        let near = nearestWord(to: id, among: knowledge.rules.map(\.card.id)).map { "; did you mean '\($0)'?" } ?? ""
        throw AuditIssues(.usage, [AuditIssue(.error, "there is no rule '\(id)'\(near)")])
    }

    /// Everything that is doubtful about the rules' logic.
    package func check(today: Day) -> [AuditIssue] {
        let known = Set(knowledge.rules.map(\.card.id))
        return zip(knowledge.rules, knowledge.ruleFiles).flatMap { rule, file in
            let pack = knowledge.packs.first { $0.name == rule.card.pack }
            return RuleLint(
                rule, file: file, vocabulary: knowledge.lexicons.vocabulary, parameters: knowledge.parameters,
                known: known, sentences: Set((pack?.sentences ?? []).map(\.id)), today: today
            ).issues
        }
    }

    /// Pages by their path below the folder of the packs.
    package var pages: [(path: String, text: String)] {
        rulePages
            + knowledge.packs.filter { !$0.sentences.isEmpty }.map { pack in
                (
                    "\(pack.name)/docs/SOURCES.md",
                    SourcePage(pack: pack.name, knowledge.sentences(of: pack)).markdown
                )
            }
    }

    private var rulePages: [(path: String, text: String)] {
        knowledge.rules.map { rule in
            let pack = knowledge.packs.first { $0.rules.contains { $0.card.id == rule.card.id } }?.name ?? "local"
            return (
                "\(pack)/docs/\(rule.card.id).md",
                RulePage(rule, vocabulary: knowledge.lexicons.vocabulary, parameters: knowledge.parameters).markdown
            )
        }
    }

    package static func skeleton(_ id: String) -> String { RuleSkeleton.text(id: id) }
}
