import AuditModel
import CSVReading
import Intake

/// The JSON Schema of an input profile.
enum ProfileSchema {
    static var schema: [String: Any] {
        var columns: [String: Any] = [:]
        for field in CanonicalField.allCases { columns[field.rawValue] = JSONSchema.oneOrMany(JSONSchema.text) }
        var constants: [String: Any] = [:]
        for field in Profile.constantFields { constants[field.rawValue] = JSONSchema.text }
        var words: [String: Any] = [:]
        for status in OrderStatus.allCases where status != .unknown {
            words[status.name] = JSONSchema.oneOrMany(JSONSchema.text)
        }
        let character: [String: Any] = [
            "anyOf": [
                ["type": "string", "minLength": 1, "maxLength": 1],
                JSONSchema.word(Dialect.characterWords.map(\.word) + ["none"]),
            ]
        ]
        var schema = JSONSchema.object(
            [
                "name": JSONSchema.text, "title": JSONSchema.text, "columns": JSONSchema.object(columns),
                "optional": JSONSchema.list(JSONSchema.word(CanonicalField.allCases.map(\.rawValue))),
                "constants": JSONSchema.object(constants),
                "date-order": JSONSchema.word(Profile.DateOrder.allCases.map(\.rawValue)),
                "encoding": JSONSchema.word(TextEncoding.allCases.map(\.rawValue)), "delimiter": character,
                "quote": character, "escape": JSONSchema.word(Dialect.Escape.allCases.map(\.rawValue)),
                "unclosed-quotes": JSONSchema.word(Profile.UnclosedQuotes.allCases.map(\.rawValue)),
                "header-line": ["type": "integer", "minimum": 1], "status-words": JSONSchema.object(words),
                "example": JSONSchema.text,
            ])
        schema["title"] = "orderaudit input profile"
        return schema
    }
}
