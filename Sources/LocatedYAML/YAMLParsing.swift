package import AuditModel
import Yams

extension YAMLValue {
    /// Parses one YAML document. Throws `AuditIssues` with the line and column of the first syntax error or of every
    /// repeated key. Anchors and aliases are resolved by the parser.
    package init(parsing text: String, file: String) throws(AuditIssues) {
        let node: Node?
        do {
            node = try Yams.compose(yaml: text, .basic)
        } catch let error as YamlError {
            throw AuditIssues(.knowledge, [error.issue(file: file)])
        } catch {
            throw AuditIssues(.knowledge, [AuditIssue(file: file, "not readable as YAML")])
        }
        var issues: [AuditIssue] = []
        if let node {
            self.init(node, file: file, issues: &issues)
        } else {
            self.init(content: .null, file: file, line: 1, column: 1)
        }
        guard issues.isEmpty else { throw AuditIssues(.knowledge, issues) }
    }

    private init(_ node: Node, file: String, issues: inout [AuditIssue]) {
        let mark = node.mark
        let content: Content
        switch node {
        case .scalar(let scalar):
            let isEmpty = scalar.style == .plain && ["", "~", "null"].contains(scalar.string)
            content = isEmpty ? .null : .scalar(scalar.string)
        case .sequence(let sequence):
            content = .sequence(sequence.map { YAMLValue($0, file: file, issues: &issues) })
        case .mapping(let mapping):
            var entries: [YAMLEntry] = []
            var seen: Set<String> = []
            for (key, value) in mapping {
                let (line, column) = (key.mark?.line ?? 0, key.mark?.column ?? 0)
                guard let name = key.scalar?.string else {
                    issues.append(AuditIssue(file: file, line: line, column: column, "a key must be a plain word"))
                    continue
                }
                if !seen.insert(name).inserted {
                    issues.append(AuditIssue(file: file, line: line, column: column, "key '\(name)' stands twice"))
                }
                entries.append(
                    YAMLEntry(
                        key: name, line: line, column: column, value: YAMLValue(value, file: file, issues: &issues)))
            }
            content = .mapping(entries)
        case .alias:
            issues.append(
                AuditIssue(file: file, line: mark?.line ?? 0, column: mark?.column ?? 0, "alias without its anchor"))
            content = .null
        }
        self.init(content: content, file: file, line: mark?.line ?? 1, column: mark?.column ?? 1)
    }
}

extension YamlError {
    fileprivate func issue(file: String) -> AuditIssue {
        switch self {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            AuditIssue(file: file, line: mark.line, column: mark.column, problem)
        case .duplicatedKeysInMapping(let duplicates, let context):
            AuditIssue(
                file: file, line: context.mark.line, column: context.mark.column,
                "keys stand twice: \(duplicates.joined(separator: ", "))")
        default:
            AuditIssue(file: file, "not readable as YAML")
        }
    }
}
