package import AuditModel
import Foundation
import Intake
import Interpretation
import RulePacks

/// JSON Schemas of the files a quality team writes, with the words that are known in this run, for editors.
package struct KnowledgeSchema {
    package enum Subject: String, CaseIterable, Sendable {
        case rule, pack, reasons, sources, context, lexicon, site, profile
        case examMap = "exam-map"

        /// As it stands beside the files that name it.
        package var fileName: String { "\(rawValue).schema.json" }
    }

    private let knowledge: Knowledge

    package init(_ knowledge: Knowledge) { self.knowledge = knowledge }

    /// The schema as pretty-printed JSON.
    package func text(of subject: Subject) throws(AuditIssues) -> String {
        var schema =
            switch subject {
            case .rule: RuleSchema(vocabulary: knowledge.lexicons.vocabulary, parameters: knowledge.declared).schema
            case .pack: pack
            case .reasons: reasons
            case .sources: sources
            case .context: context
            case .lexicon: LexiconSchema(vocabulary: knowledge.lexicons.vocabulary).schema
            case .site: SiteSchema(knowledge: knowledge).schema
            case .profile: ProfileSchema.schema
            case .examMap: examMap
            }
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
        do {
            let data = try JSONSerialization.data(
                withJSONObject: schema, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
            return String(decoding: data, as: UTF8.self) + "\n"
        } catch {
            throw AuditIssues(.books, [AuditIssue(.error, "the schema can not be written")])
        }
    }

    private var pack: [String: Any] {
        let parameter = JSONSchema.object(
            [
                "value": ["type": ["number", "string", "boolean", "array"]], "unit": JSONSchema.text,
                "why": JSONSchema.text,
            ], required: ["value"])
        var schema = JSONSchema.object([
            "name": JSONSchema.text, "title": JSONSchema.text, "version": JSONSchema.text,
            "status": JSONSchema.word(RuleCard.Status.allCases.map(\.rawValue)), "off-by-default": JSONSchema.flag,
            "parameters": ["type": "object", "additionalProperties": parameter],
        ])
        schema["title"] = "orderaudit rule pack"
        return schema
    }

    private var reasons: [String: Any] {
        [
            "title": "orderaudit words for reason codes", "type": "object",
            "propertyNames": ["pattern": "^[A-Z0-9_-]+$"], "additionalProperties": JSONSchema.text,
        ]
    }

    private var sources: [String: Any] {
        let sentence = JSONSchema.object(
            [
                "id": JSONSchema.text,
                "strength": JSONSchema.word(SourceSentence.Strength.allCases.map(\.rawValue)),
                "auditable": JSONSchema.word(SourceSentence.Auditability.allCases.map(\.rawValue)),
                "turns-on": [
                    "type": "object", "propertyNames": JSONSchema.word(knowledge.rules.map(\.card.id)),
                    "additionalProperties": JSONSchema.oneOrMany(JSONSchema.text),
                ],
                "why": JSONSchema.text,
            ], required: ["id", "strength", "auditable"])
        var schema = JSONSchema.object(["sentences": JSONSchema.list(sentence)], required: ["sentences"])
        schema["title"] = "orderaudit sentences of a pack's sources"
        return schema
    }

    private var context: [String: Any] {
        let words = JSONSchema.list(JSONSchema.text)
        let line = JSONSchema.object(["text": JSONSchema.text, "sources": words], required: ["text", "sources"])
        let ages: [String: Any] = ["type": "array", "items": ["type": "integer"], "minItems": 2, "maxItems": 2]
        let clue = JSONSchema.object(
            ["site": JSONSchema.text, "ages": ages, "text": JSONSchema.text, "sources": words],
            required: ["site", "ages", "text", "sources"])
        let concepts = JSONSchema.word(knowledge.lexicons.vocabulary.concepts.map(\.name))
        let card = JSONSchema.object(
            [
                "name": JSONSchema.text, "title": JSONSchema.text,
                "when": JSONSchema.object(["any-of": JSONSchema.oneOrMany(concepts), "always": JSONSchema.flag]),
                "lines": JSONSchema.list(line),
            ], required: ["name", "title", "when", "lines"])
        var schema = JSONSchema.object([
            "title": JSONSchema.text, "entries": JSONSchema.list(clue), "cards": JSONSchema.list(card),
        ])
        schema["title"] = "orderaudit context of a rule pack"
        return schema
    }

    /// One row of the CSV file, its heading the keys.
    private var examMap: [String: Any] {
        let regions = Region.allCases.map(\.name).joined(separator: "|")
        let cells: [String: Any] = [
            "exam_code": JSONSchema.text, "exam_description": JSONSchema.text,
            "modality": JSONSchema.word([""] + Modality.allCases.map(\.name)),
            "regions": ["type": "string", "pattern": "^((\(regions))(;(\(regions)))*)?$"],
            "contrast": JSONSchema.word([""] + ContrastState.allCases.map(\.name)),
            "kind": JSONSchema.word([""] + ExamKind.allCases.map(\.name)),
            "laterality": JSONSchema.word([""] + Laterality.allCases.map(\.name)),
        ]
        var schema = JSONSchema.object(cells.filter { ExamMap.columns.contains($0.key) })
        schema["title"] = "orderaudit exam map, one row"
        return schema
    }
}
