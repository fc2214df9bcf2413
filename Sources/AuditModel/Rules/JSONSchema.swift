/// Pieces of a JSON Schema.
package enum JSONSchema {
    /// Text; a number that needs no quotes is text too.
    package static var text: [String: Any] { ["type": ["string", "number"]] }
    package static var flag: [String: Any] { ["type": "boolean"] }

    package static func word(_ words: [String]) -> [String: Any] { ["enum": words] }

    package static func list(_ item: [String: Any]) -> [String: Any] { ["type": "array", "items": item] }

    package static func oneOrMany(_ item: [String: Any]) -> [String: Any] { ["anyOf": [item, list(item)]] }

    package static func reference(_ name: String) -> [String: Any] { ["$ref": "#/$defs/\(name)"] }

    /// A mapping of these keys and no others.
    package static func object(_ properties: [String: Any], required: [String] = []) -> [String: Any] {
        var schema: [String: Any] = ["type": "object", "additionalProperties": false, "properties": properties]
        if !required.isEmpty { schema["required"] = required }
        return schema
    }
}
