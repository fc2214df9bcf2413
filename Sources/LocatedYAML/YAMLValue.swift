/// A YAML node that knows where it stands, so that every complaint about it can say so.
package struct YAMLValue: Sendable {
    package enum Content: Sendable {
        case null
        case scalar(String)
        case sequence([YAMLValue])
        case mapping([YAMLEntry])
    }

    package var content: Content
    /// The file as its reader knows it.
    package var file: String
    /// From 1.
    package var line: Int
    package var column: Int

    package init(content: Content, file: String, line: Int, column: Int) {
        self.content = content
        self.file = file
        self.line = line
        self.column = column
    }

    package var isNull: Bool { if case .null = content { true } else { false } }

    /// The node on one line, as YAML's flow style writes it.
    package var flowText: String {
        switch content {
        case .null: "~"
        case .scalar(let text):
            text.isEmpty || text.contains { ":,#[]{}\"".contains($0) }
                ? "\"\(text.replacing("\"", with: "\\\""))\"" : text
        case .sequence(let items): "[\(items.map(\.flowText).joined(separator: ", "))]"
        case .mapping(let entries):
            "{ \(entries.map { "\($0.key): \($0.value.flowText)" }.joined(separator: ", ")) }"
        }
    }

    /// What the node is, in the words of an error message.
    package var kindName: String {
        switch content {
        case .null: "nothing"
        case .scalar: "a value"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }
}

/// One `key: value` of a mapping.
package struct YAMLEntry: Sendable {
    package var key: String
    /// Where the key stands.
    package var line: Int
    package var column: Int
    package var value: YAMLValue

    package init(key: String, line: Int, column: Int, value: YAMLValue) {
        self.key = key
        self.line = line
        self.column = column
        self.value = value
    }
}
