import AuditModel
import RulePacks

/// The JSON Schema of a site file.
struct SiteSchema {
    let knowledge: Knowledge

    var schema: [String: Any] {
        let words = JSONSchema.list(JSONSchema.text)
        var rules: [String: Any] = [:]
        for rule in knowledge.rules { rules[rule.card.id] = choice }
        var packs: [String: Any] = [:]
        for pack in knowledge.packs { packs[pack.name] = onOrOff }
        var schema = JSONSchema.object([
            "name": JSONSchema.text,
            "referral-data": JSONSchema.object(["exam-codes": words, "departments": words]),
            "reference-centre-departments": words, "partner-sites": words,
            "pathway": JSONSchema.object(["mri-first": JSONSchema.flag, "siop-centre": JSONSchema.flag]),
            "severity-profile": JSONSchema.word(["source-strict", "radiation-aware"]),
            "rules": JSONSchema.object(rules), "packs": JSONSchema.object(packs),
            "parameters": JSONSchema.object(parameters),
            "status-words": JSONSchema.object([
                "completed": words, "cancelled": words, "scheduled": words,
            ]),
        ])
        schema["title"] = "orderaudit site file"
        return schema
    }

    private var onOrOff: [String: Any] { ["anyOf": [JSONSchema.flag, JSONSchema.word(["on", "off"])]] }

    private var choice: [String: Any] {
        let decided = JSONSchema.object([
            "on": JSONSchema.flag, "cap": JSONSchema.word(["advisory", "info"]),
            "other-limb": JSONSchema.word(["deviation", "advisory"]),
        ])
        return ["anyOf": [onOrOff, decided]]
    }

    private var parameters: [String: Any] {
        var parameters: [String: Any] = [:]
        for parameter in knowledge.declared {
            let type =
                switch parameter.value {
                case .number: "number"
                case .flag: "boolean"
                case .word: "string"
                case .list: "array"
                }
            var schema: [String: Any] = ["type": type, "description": parameter.why]
            if case .number = parameter.value { schema["minimum"] = 0 }
            parameters[parameter.name] = schema
        }
        return parameters
    }
}
