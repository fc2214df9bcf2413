package import AuditModel
import Foundation
import Interpretation
import RulePacks

/// JSON Schemas of the files a quality team writes, with the words that are known in this run, for editors.
package struct KnowledgeSchema {
    package enum Subject: String, CaseIterable, Sendable { case rule, site }

    private let knowledge: Knowledge

    package init(_ knowledge: Knowledge) { self.knowledge = knowledge }

    /// The schema as pretty-printed JSON.
    package func text(of subject: Subject) throws(AuditIssues) -> String {
        var schema: [String: Any]
        switch subject {
        case .rule:
            schema = RuleSchema(vocabulary: knowledge.lexicons.vocabulary, parameters: knowledge.declared).schema
        case .site: schema = site
        }
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
        do {
            let data = try JSONSerialization.data(
                withJSONObject: schema, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
            return String(decoding: data, as: UTF8.self)
        } catch {
            throw AuditIssues(.books, [AuditIssue(.error, "the schema can not be written")])
        }
    }

    private var site: [String: Any] {
        let words: [String: Any] = ["type": "array", "items": ["type": "string"]]
        let ruleChoice: [String: Any] = [
            "oneOf": [
                ["type": "boolean"], ["enum": ["on", "off"]],
                [
                    "type": "object", "additionalProperties": false,
                    "properties": [
                        "on": ["type": "boolean"], "cap": ["enum": ["advisory", "info"]],
                        "other-limb": ["enum": ["deviation", "advisory"]],
                    ],
                ],
            ]
        ]
        var rules: [String: Any] = [:]
        for rule in knowledge.rules { rules[rule.card.id] = ruleChoice }
        var parameters: [String: Any] = [:]
        for parameter in knowledge.declared { parameters[parameter.name] = ["description": parameter.why] }
        var packs: [String: Any] = [:]
        for pack in knowledge.packs { packs[pack.name] = ["type": "boolean"] }
        return [
            "title": "orderaudit site file", "type": "object", "additionalProperties": false,
            "properties": [
                "name": ["type": "string"],
                "referral-data": [
                    "type": "object", "additionalProperties": false,
                    "properties": ["exam-codes": words, "departments": words],
                ],
                "reference-centre-departments": words, "partner-sites": words,
                "pathway": [
                    "type": "object", "additionalProperties": false,
                    "properties": ["mri-first": ["type": "boolean"], "siop-centre": ["type": "boolean"]],
                ],
                "severity-profile": ["enum": ["source-strict", "radiation-aware"]],
                "rules": ["type": "object", "additionalProperties": false, "properties": rules],
                "packs": ["type": "object", "additionalProperties": false, "properties": packs],
                "parameters": ["type": "object", "additionalProperties": false, "properties": parameters],
                "status-words": [
                    "type": "object", "additionalProperties": false,
                    "properties": ["completed": words, "cancelled": words, "scheduled": words],
                ],
            ],
        ]
    }
}
