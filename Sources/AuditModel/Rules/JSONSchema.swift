/// Pieces of a JSON Schema.
public enum JSONSchema {
    /// Text; a number that needs no quotes is text too.
    public static var text: [String: Any] { ["type": ["string", "number"]] }
    public static var flag: [String: Any] { ["type": "boolean"] }

    public static func word(_ words: [String]) -> [String: Any] { ["enum": words] }

    public static func list(_ item: [String: Any]) -> [String: Any] { ["type": "array", "items": item] }

    public static func oneOrMany(_ item: [String: Any]) -> [String: Any] { ["anyOf": [item, list(item)]] }

    public static func reference(_ name: String) -> [String: Any] { ["$ref": "#/$defs/\(name)"] }

    /// A mapping of these keys and no others.
    public static func object(_ properties: [String: Any], required: [String] = []) -> [String: Any] {
        var schema: [String: Any] = ["type": "object", "additionalProperties": false, "properties": properties]
        if !required.isEmpty { schema["required"] = required }
        return schema
    }
}
