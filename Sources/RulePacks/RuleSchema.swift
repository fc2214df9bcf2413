package import AuditModel

/// The JSON Schema of a rule file, from the words that its reader knows.
package struct RuleSchema {
    let vocabulary: Vocabulary
    let parameters: [Parameter]

    package init(vocabulary: Vocabulary, parameters: [Parameter]) {
        self.vocabulary = vocabulary
        self.parameters = parameters
    }

    package var schema: [String: Any] {
        var properties: [String: Any] = [:]
        for key in PackWords.ruleKeys { properties[key] = ["description": "see an existing rule"] }
        properties["status"] = ["enum": RuleCard.Status.allCases.map(\.rawValue)]
        properties["rate"] = ["enum": RuleCard.Rate.allCases.map(\.rawValue)]
        properties["report"] = ["enum": RuleCard.Report.allCases.map(\.rawValue)]
        properties["next-review"] = ["type": "string", "format": "date"]
        properties["sources"] = ["type": "array", "items": ["type": "string"]]
        properties["scope"] = ["$ref": "#/$defs/condition"]
        properties["outcomes"] = ["type": "array", "items": ["$ref": "#/$defs/outcome"]]
        return [
            "title": "orderaudit rule", "type": "object", "additionalProperties": false, "properties": properties,
            "required": ["id", "title", "sources", "scope", "judge", "outcomes", "message", "examples"],
            "$defs": [
                "concept": oneOrMany(vocabulary.concepts.map(\.name)),
                "quantity": [
                    "oneOf": [
                        ["type": "number"],
                        ["enum": parameters.compactMap { if case .number = $0.value { "$" + $0.name } else { nil } }],
                    ]
                ],
                "condition": condition,
                "outcome": [
                    "type": "object", "additionalProperties": false, "required": ["then"],
                    "properties": [
                        "when": ["$ref": "#/$defs/condition"], "otherwise": ["const": true],
                        "then": ["enum": Verdict.allCases.map(\.name) + ["nothing"]], "reason": ["type": "string"],
                        "provisional": ["type": "string"], "confidence": ["enum": Confidence.allCases.map(\.name)],
                        "if-unknown": ["type": "string"], "message": [String: Any](),
                    ],
                ],
            ],
        ]
    }

    private var condition: [String: Any] {
        var properties: [String: Any] = [:]
        for key in PackWords.conditionKeys { properties[key] = [String: Any]() }
        for key in ["stated", "stated-or-queried", "queried", "denied", "mentioned", "known-before", "unbound"] {
            properties[key] = ["$ref": "#/$defs/concept"]
        }
        for key in ["all", "any"] { properties[key] = ["type": "array", "items": ["$ref": "#/$defs/condition"]] }
        properties["not"] = ["$ref": "#/$defs/condition"]
        properties["site"] = oneOrMany(vocabulary.sites.map(\.name))
        properties["site-tag"] = oneOrMany(Set(vocabulary.sites.flatMap(\.tags)).sorted())
        properties["in"] = ["enum": Condition.StatedTest.Place.allCases.map(\.rawValue)]
        properties["data-quality"] = ["enum": Condition.DataQualityTest.allCases.map(\.rawValue)]
        return ["type": "object", "additionalProperties": false, "properties": properties]
    }

    private func oneOrMany(_ words: [String]) -> [String: Any] {
        ["oneOf": [["enum": words], ["type": "array", "items": ["enum": words]]]]
    }
}
